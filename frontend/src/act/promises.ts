import type { JsonSchema, Page, Subject } from "../api/shapes";
import { useResource } from "../api/useResource";
import { type Field, type Lists, PROMISES, ROUNDS } from "../form/model";

const ALL = 100;

/** The commitments of a dossier, for a step that asks about one of them. */
export function usePromises({ properties = {} }: JsonSchema, id: string): Lists {
  const asks = Object.values(properties).some((property) => property["x-promise"]);
  const { resource } = useResource<Page<Subject>>(asks ? "/v1/commitments" : null, { subjectId: id, pageSize: ALL });
  const items = resource.status === "ready" ? resource.data.items : [];
  return new Map([[PROMISES, items.map((each) => ({ value: each.id, label: each.title }))]]);
}

/** Where there is no commitment, or no round, nobody is asked for one. */
export const canBeChosen = ({ list, choices, required, hidden }: Field): boolean =>
  !hidden && ((list !== PROMISES && list !== ROUNDS) || required || choices.length > 0);

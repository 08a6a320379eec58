import type { Page, Published } from "../api/shapes";
import { useResource } from "../api/useResource";
import { byNumber } from "../dossier/numbers";
import type { Choice } from "../form/model";

const ALL = 200;

/** The clauses of an agreement that are published, which can be declared binding. */
export function useBindable(agreementId: string): readonly Choice[] {
  const { resource } = useResource<Page<Published>>("/v1/published-texts", { agreement: agreementId, pageSize: ALL });
  const items = resource.status === "ready" ? resource.data.items : [];
  return [...items].sort(byNumber).map(({ clause, articleNumber, title }) => ({ value: clause, label: `${articleNumber} ${title}` }));
}

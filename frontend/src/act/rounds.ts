import type { JsonSchema, Meeting, Page, Subject } from "../api/shapes";
import { useResource } from "../api/useResource";
import { type Lists, ROUNDS } from "../form/model";
import { useSpeech } from "../i18n/context";
import { formatMoment } from "../i18n/format";

const ALL = 100;
const AHEAD = new Set(["draft", "convened"]);

/** The rounds that are planned at the table of a dossier, for a step that asks for one. */
export function useRounds(
  { properties = {} }: JsonSchema,
  { bargainingTable }: Pick<Subject, "bargainingTable">,
): { asked: boolean; lists: Lists } {
  const { language } = useSpeech();
  const asked = Object.values(properties).some((property) => property["x-round"]);
  const { resource } = useResource<Page<Meeting>>(asked && bargainingTable ? "/v1/meetings" : null, {
    bargainingTable: bargainingTable?.id ?? "",
    form: "negotiation_round",
    startsFrom: startOfToday(),
    ordering: "startsAt",
    pageSize: ALL,
  });
  const found = resource.status === "ready" ? resource.data.items : [];
  const items = found.filter(({ state }) => AHEAD.has(state));
  const choices = items.map(({ id, title, startsAt }) => ({ value: id, label: `${title}, ${formatMoment(startsAt, language)}` }));
  return { asked, lists: asked ? new Map([[ROUNDS, choices]]) : new Map() };
}

/** The same all day, so that the list is not read again at every turn. */
function startOfToday(): string {
  const day = new Date();
  day.setHours(0, 0, 0, 0);
  return day.toISOString();
}

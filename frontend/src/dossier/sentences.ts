import type { AuditEntry, Lifecycle } from "../api/shapes";
import { humanise } from "../i18n/format";
import type { Messages } from "../i18n/nl";

type Words = Messages["timeline"];
type Row = Pick<Lifecycle["transitions"][number], "name" | "label" | "from">;

interface Who {
  actor: Pick<AuditEntry["actor"], "kind" | "name">;
  organisation: Pick<AuditEntry["organisation"], "name">;
}

/** What an audit entry is about, in the words of the lifecycle where it is a transition. */
export function whatHappened(
  { event, from, facts }: Pick<AuditEntry, "event" | "from"> & Partial<Pick<AuditEntry, "facts">>,
  lifecycle: { transitions: readonly Row[] } | null,
  words: Words,
): string {
  const rows = lifecycle?.transitions.filter(({ name }) => name === event) ?? [];
  const transition = rows.find((row) => row.from.includes(from)) ?? rows[0];
  const apart = event === "unpackaged" ? words.apart[String(facts?.["how"] ?? "")] : undefined;
  const said = transition?.label ?? apart ?? words.events[event] ?? humanise(event);
  if (event === "moved_table") return words.movedTable(said, String(facts?.["table"] ?? ""), namesIn(facts?.["left"]));
  if (event === "climb") return `${said}: ${words.rungs[String(facts?.["rung"] ?? "")] ?? ""}`;
  if (event === "nudge") return `${said}: ${String(facts?.["name"] ?? "")}`;
  const title = titleOfPackage(facts);
  return title ? words.inPackage(said, title) : said;
}

/** Of a package that a clause was put in or taken out of: what it was called. */
function titleOfPackage(facts: AuditEntry["facts"] | undefined): string {
  const named = facts?.["package"] as { title?: string } | undefined;
  return named?.title ?? "";
}

/** The organisations that are named, as people read a list. */
const namesIn = (named: unknown): string => (Array.isArray(named) ? named.join(", ") : "");

function stateLabel(name: string, lifecycle: Pick<Lifecycle, "states"> | null): string {
  return lifecycle?.states.find((state) => state.name === name)?.label ?? humanise(name);
}

/** From which state to which the subject went, or null when it stayed where it was. */
export function movementOf(
  { from, to }: Pick<AuditEntry, "from" | "to">,
  lifecycle: Pick<Lifecycle, "states"> | null,
  words: Words,
): string | null {
  if (!to || from === to) return null;
  const label = stateLabel(to, lifecycle);
  return from ? words.moved(stateLabel(from, lifecycle), label) : words.started(label);
}

/** Who did it, and on behalf of which organisation. */
export function whoDid({ actor, organisation }: Who, words: Words): string {
  const who = words.machines[actor.kind] ?? (actor.name || words.system);
  return organisation.name && organisation.name !== who ? words.behalf(who, organisation.name) : who;
}

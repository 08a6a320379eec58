import type { Mandate } from "../api/shapes";
import { Badge } from "../components/Badge";
import { ButtonLink } from "../components/ButtonLink";
import { Table } from "../components/Table";
import { useSpeech } from "../i18n/context";
import { formatDate } from "../i18n/format";
import { endMandatePath } from "../router/routes";
import { Decision } from "./Decision";

/** Who may do what for the organisation, where, and until when. */
export function MandateTable({ items }: { items: readonly Mandate[] }) {
  const { text, language } = useSpeech();
  const { mandates } = text;
  const period = ({ startsOn, endsOn }: Mandate): string => {
    const from = formatDate(startsOn, language);
    return endsOn ? mandates.until(from, formatDate(endsOn, language)) : mandates.since(from);
  };
  return (
    <Table
      caption={mandates.list}
      hideCaption
      rows={items}
      rowKey={({ id }) => id}
      columns={[
        { name: mandates.person, heads: true, show: ({ person }) => person.name },
        { name: mandates.acts, show: ({ acts }) => acts.map((act) => mandates.actNames[act] ?? act).join(", ") },
        { name: mandates.table, show: ({ bargainingTable }) => bargainingTable?.name ?? mandates.everyTable },
        { name: mandates.period, show: period },
        { name: mandates.grantedBy, show: (mandate) => <Decision mandate={mandate} /> },
        { name: mandates.state, show: (mandate) => <Standing mandate={mandate} /> },
      ]}
    />
  );
}

function Standing({ mandate: { id, state, person, endedBy, endReason, mayEnd } }: { mandate: Mandate }) {
  const { text } = useSpeech();
  const { mandates } = text;
  return (
    <>
      <Badge tone={state === "valid" ? "good" : "neutral"}>{mandates.states[state] ?? state}</Badge>
      {endedBy && <span class="ps-small ps-block">{mandates.endedBy(endedBy, endReason)}</span>}
      {mayEnd && (
        <span class="ps-block">
          <ButtonLink look="subtle" href={endMandatePath(id)}>
            {mandates.end}
            <span class="ps-hidden"> {mandates.endOf(person.name)}</span>
          </ButtonLink>
        </span>
      )}
    </>
  );
}

import type { Ballot } from "../api/shapes";
import { DateText } from "../components/DateText";
import { Table } from "../components/Table";
import { useText } from "../i18n/context";

/** What the members of each party said; numbers only where they hide everybody. */
export function Ballots({ items }: { items: readonly Ballot[] }) {
  const { ballots } = useText();
  return (
    <Table
      caption={ballots.title}
      hideCaption
      rows={items}
      rowKey={({ id }) => id}
      columns={[
        { name: ballots.party, heads: true, show: ({ organisation }) => organisation.name },
        { name: ballots.closesOn, show: ({ closesOn }) => <DateText date={closesOn} /> },
        { name: ballots.advice, show: ({ adviceLabel }) => adviceLabel },
        { name: ballots.outcome, show: (ballot) => <Outcome ballot={ballot} /> },
      ]}
    />
  );
}

/** What was said and by how many, or until when that can be written down: below each other, as dates are wide. */
function Outcome({ ballot }: { ballot: Ballot }) {
  const { ballots } = useText();
  const { outcomeLabel, recordUntilDate, votesFor, votesAgainst, abstentions } = ballot;
  return (
    <>
      {outcomeLabel ?? ballots.awaited}
      {votesFor !== null && votesAgainst !== null && (
        <p class="ps-small">{ballots.counts(votesFor, votesAgainst, abstentions ?? 0)}</p>
      )}
      {outcomeLabel === null && recordUntilDate !== null && (
        <p class="ps-small">
          {ballots.recordUntil} <DateText date={recordUntilDate} />
        </p>
      )}
    </>
  );
}

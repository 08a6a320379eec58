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
        { name: ballots.outcome, show: (ballot) => ballot.outcomeLabel ?? <Awaited until={ballot.recordUntilDate} /> },
        { name: ballots.votes, show: (ballot) => votes(ballot, ballots.counts) },
      ]}
    />
  );
}

function Awaited({ until }: { until: string | null }) {
  const { ballots } = useText();
  if (until === null) return <>{ballots.awaited}</>;
  return (
    <>
      {ballots.awaitedUntil} <DateText date={until} />
    </>
  );
}

function votes({ votesFor, votesAgainst, abstentions }: Ballot, words: Words): string | null {
  if (votesFor === null || votesAgainst === null) return null;
  return words(votesFor, votesAgainst, abstentions ?? 0);
}

type Words = (votesFor: number, votesAgainst: number, abstentions: number) => string;

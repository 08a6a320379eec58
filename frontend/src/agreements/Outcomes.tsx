import type { Page, Subject } from "../api/shapes";
import { useResource } from "../api/useResource";
import { Badge } from "../components/Badge";
import { Heading } from "../components/Heading";
import { SubjectLink } from "../components/SubjectLink";
import { Table } from "../components/Table";
import { Awaiting } from "../dossier/Awaiting";
import { useText } from "../i18n/context";

const ALL = 200;

/** What came of the promises in clauses whose term is over; nothing while there are none. */
export function Outcomes({ agreementId }: { agreementId: string }) {
  const { commitments } = useText();
  const { resource } = useResource<Page<Subject>>(`/v1/agreements/${agreementId}/outcomes`, { pageSize: ALL });
  if (resource.status !== "ready" || resource.data.items.length === 0) return null;
  const { items } = resource.data;
  return (
    <section class="ps-section" aria-labelledby="outcomes">
      <Heading level={2} id="outcomes" look={3}>
        {commitments.outcomes}
      </Heading>
      <p class="nl-paragraph">{commitments.outcomesLead}</p>
      <Awaiting items={items} />
      <Table
        caption={commitments.outcomes}
        hideCaption
        rows={items}
        rowKey={({ id }) => id}
        columns={[
          { name: commitments.what, heads: true, show: (row) => <SubjectLink subject={row} /> },
          { name: commitments.owner, show: (row) => row.owner?.name ?? row.ownerSideLabel },
          {
            name: commitments.outcome,
            show: ({ outcomeLabel }) =>
              outcomeLabel ? <Badge>{outcomeLabel}</Badge> : <Badge tone="late">{commitments.noOutcome}</Badge>,
          },
        ]}
      />
    </section>
  );
}

import type { Page, Subject } from "../api/shapes";
import { useResource } from "../api/useResource";
import { Await } from "../components/Await";
import { DueText } from "../components/DateText";
import { SubjectLink } from "../components/SubjectLink";
import { Table } from "../components/Table";
import { useText } from "../i18n/context";
import { StateBadge } from "../lists/StateBadge";

const ALL = 100;

/** Who promised what because of this dossier, and by when. */
export function Commitments({ kind, id }: { kind: string; id: string }) {
  const { commitments } = useText();
  const found = useResource<Page<Subject>>("/v1/commitments", {
    subjectKind: kind,
    subjectId: id,
    pageSize: ALL,
  });
  return (
    <Await from={found}>
      {({ items }) =>
        items.length === 0 ? (
          <p class="nl-paragraph">{commitments.empty}</p>
        ) : (
          <Table
            caption={commitments.title}
            hideCaption
            rows={items}
            rowKey={(row) => row.id}
            columns={[
              { name: commitments.what, heads: true, show: (row) => <SubjectLink subject={row} /> },
              { name: commitments.owner, show: (row) => row.owner?.name ?? row.ownerSideLabel },
              {
                name: commitments.due,
                show: ({ dueOn, overdue }) => dueOn && <DueText date={dueOn} late={overdue} />,
              },
              { name: commitments.state, show: (row) => <StateBadge subject={row} /> },
            ]}
          />
        )
      }
    </Await>
  );
}

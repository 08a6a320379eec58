import type { Change, Page, Subject } from "../api/shapes";
import { type Loaded, useResource } from "../api/useResource";
import { Await } from "../components/Await";
import { DueText } from "../components/DateText";
import { SubjectLink } from "../components/SubjectLink";
import { Table } from "../components/Table";
import { useText } from "../i18n/context";
import { StateBadge } from "../lists/StateBadge";
import { type Kind, newCommitmentPath } from "../router/routes";
import { ChangeLink } from "../writing/ChangeLink";
import { Awaiting } from "./Awaiting";
import { takesPart } from "./takesPart";

interface Props {
  kind: Kind;
  id: string;
  changes: Loaded<Page<Change>>;
}

const ALL = 100;

/** Who promised what because of this dossier, and by when. */
export function Commitments({ kind, id, changes }: Props) {
  const { commitments, writing } = useText();
  const found = useResource<Page<Subject>>("/v1/commitments", {
    subjectKind: kind,
    subjectId: id,
    pageSize: ALL,
  });
  return (
    <>
      <Await from={found}>
        {({ items }) =>
          items.length === 0 ? (
            <p class="nl-paragraph">{takesPart(changes) ? commitments.empty : commitments.emptyToYou}</p>
          ) : (
            <>
              <Awaiting items={items} />
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
            </>
          )
        }
      </Await>
      <div class="utrecht-action-group ps-records">
        <ChangeLink changes={changes} name="commitment" href={newCommitmentPath(kind, id)} label={writing.newCommitment} />
      </div>
    </>
  );
}

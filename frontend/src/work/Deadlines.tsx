import type { Deadline } from "../api/shapes";
import { DueText } from "../components/DateText";
import { SubjectLink } from "../components/SubjectLink";
import { Table } from "../components/Table";
import { Counted } from "../dossier/Counted";
import { useText } from "../i18n/context";
import { daysUntil } from "../i18n/format";

/** The dates ahead, and those that went by while something is still to be done. */
export function Deadlines({ items }: { items: readonly Deadline[] }) {
  const { work } = useText();
  if (items.length === 0) return <p class="nl-paragraph">{work.noDeadlines}</p>;
  return (
    <Table
      caption={work.deadlines}
      hideCaption
      rows={items}
      rowKey={({ subject, name }) => `${subject.id} ${name}`}
      columns={[
        { name: work.subject, heads: true, show: ({ subject }) => <SubjectLink subject={subject} /> },
        { name: work.what, show: ({ label }) => label },
        {
          name: work.date,
          show: ({ dueOn, overdue, computation, rule, basis }) => (
            <>
              <DueText date={dueOn} late={overdue ?? daysUntil(dueOn) < 0} />
              {computation && <Counted computation={computation} rule={rule} basis={basis} />}
            </>
          ),
        },
      ]}
    />
  );
}

import type { Subject } from "../api/shapes";
import { DueText, MomentText } from "../components/DateText";
import { SubjectLink } from "../components/SubjectLink";
import { type Column, Table } from "../components/Table";
import { useText } from "../i18n/context";
import type { Kind } from "../router/routes";
import { StateBadge } from "./StateBadge";

interface Props {
  kind: Kind;
  items: readonly Subject[];
  /** What all of them belong to, and so need not say. */
  within?: "agreement";
}

export function SubjectTable({ kind, items, within }: Props) {
  const { lists, dossier } = useText();
  const columns: Record<string, Column<Subject>> = {
    number: { name: lists.number, show: ({ articleNumber }) => articleNumber },
    name: { name: lists.name, heads: true, show: (subject) => <SubjectLink subject={subject} /> },
    agreement: { name: lists.agreement, show: ({ agreement }) => agreement?.title },
    organisation: { name: dossier.organisation, show: ({ organisation }) => organisation?.name },
    owner: { name: lists.owner, show: ({ owner, ownerSideLabel }) => owner?.name ?? ownerSideLabel },
    state: { name: lists.state, show: (subject) => <StateBadge subject={subject} /> },
    next: {
      name: lists.nextDate,
      show: ({ nextReviewOn }) => nextReviewOn && <DueText date={nextReviewOn} />,
    },
    table: { name: lists.table, show: ({ bargainingTable }) => bargainingTable?.name },
    starts: { name: lists.startsAt, show: ({ startsAt }) => startsAt && <MomentText moment={startsAt} /> },
    due: {
      name: lists.dueOn,
      show: ({ dueOn, overdue }) => dueOn && <DueText date={dueOn} late={overdue} />,
    },
  };
  const wanted: Record<Kind, readonly string[]> = {
    clause: ["number", "name", "agreement", "state", "next"],
    initiative: ["name", "organisation", "state", "next"],
    commitment: ["name", "owner", "state", "due"],
    meeting: ["name", "table", "starts", "state"],
    package: ["name", "agreement", "organisation", "state"],
    routine: ["name", "table", "state", "due"],
  };
  return (
    <Table
      caption={dossier.kinds[kind] ?? kind}
      hideCaption
      columns={wanted[kind].flatMap((name) => (name === within ? [] : (columns[name] ?? [])))}
      rows={items}
      rowKey={({ id }) => id}
    />
  );
}

import type { Subject } from "../api/shapes";
import { DataList } from "../components/DataList";
import { DateText, DueText, MomentText } from "../components/DateText";
import { Heading } from "../components/Heading";
import { useReferenceLists } from "../form/useReferenceLists";
import { useText } from "../i18n/context";
import type { Kind } from "../router/routes";
import { PartOf } from "./PartOf";

const AIMS = ["aims"];

/** The facts of a subject beside its story. */
export function Facts({ kind, subject }: { kind: Kind; subject: Subject }) {
  const { dossier } = useText();
  const lists = useReferenceLists(subject.aims?.length ? AIMS : []);
  const aims = new Map(lists.get("aims")?.map(({ value, label }) => [value, label]));
  const date = (value: string | null | undefined) => value && <DateText date={value} />;
  return (
    <div class="ps-facts">
      <Heading level={2} look={4}>
        {dossier.details}
      </Heading>
      <DataList
        data={[
          {
            term: dossier.agreement,
            value: subject.agreement && (
              <a class="nl-link" href={`/caos/${subject.agreement.id}`}>
                {subject.agreement.title}
              </a>
            ),
          },
          { term: dossier.partOf, value: subject.subject && <PartOf subject={subject.subject} /> },
          { term: dossier.owner, value: owners(subject) },
          { term: dossier.type, value: subject.clauseTypeLabel },
          { term: dossier.theme, value: subject.themeLabel },
          { term: dossier.aims, value: subject.aims?.map((code) => aims.get(code) ?? code).join(", ") },
          { term: dossier.effectiveOn, value: date(subject.effectiveOn) },
          { term: dossier.endsOn, value: date(subject.endsOn) },
          {
            term: dossier.nextReviewOn,
            value: subject.nextReviewOn && <DueText date={subject.nextReviewOn} />,
          },
          { term: dossier.finalEvaluationOn, value: date(subject.finalEvaluationOn) },
          { term: dossier.scope, value: subject.scope },
          {
            term: dossier.dueOn,
            value: subject.dueOn && <DueText date={subject.dueOn} late={subject.overdue} />,
          },
          {
            term: dossier.authorSide,
            value: subject.authorSide && (dossier.sides[subject.authorSide] ?? subject.authorSide),
          },
          { term: dossier.table, value: subject.bargainingTable?.name },
          {
            term: dossier.visibility,
            value: dossier.visibilities[subject.visibility] ?? subject.visibility,
          },
          { term: dossier.updatedAt, value: <MomentText moment={subject.updatedAt} /> },
        ]}
      />
      <p class="nl-paragraph">
        <a class="nl-link" href={`/processen/${kind}`}>
          {dossier.process}
        </a>
      </p>
    </div>
  );
}

const owners = ({ owner, coOwner, ownerSideLabel }: Subject): string =>
  [owner?.name ?? ownerSideLabel, coOwner?.name].filter(Boolean).join("; ");

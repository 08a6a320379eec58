import type { Change, Page, Subject } from "../api/shapes";
import type { Loaded } from "../api/useResource";
import { CodeText } from "../components/CodeText";
import { DataList } from "../components/DataList";
import { DateText, DueText, MomentText } from "../components/DateText";
import { Heading } from "../components/Heading";
import { useText } from "../i18n/context";
import { SubjectLink } from "../components/SubjectLink";
import { editPath } from "../router/edits";
import { successorPath, type Kind } from "../router/routes";
import { ChangeLink } from "../writing/ChangeLink";
import { clauseText } from "./clauseText";
import { Lineage } from "./Lineage";
import { PartOf } from "./PartOf";
import { Rounds, useRounds } from "./Rounds";

interface Props {
  kind: Kind;
  subject: Subject;
  changes: Loaded<Page<Change>>;
}

/** The facts of a subject beside its story. */
export function Facts({ kind, subject, changes }: Props) {
  const { commitments, dossier, ends, writing } = useText();
  const rounds = useRounds(kind === "clause" ? subject.id : null);
  const date = (value: string | null | undefined) => value && <DateText date={value} />;
  const codes = (list: string, found: readonly string[] | undefined) =>
    found && found.length > 0 && <CodeText list={list} codes={found} />;
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
          { term: dossier.organisation, value: subject.organisation?.name },
          { term: dossier.owner, value: owners(subject) },
          { term: dossier.employerOwner, value: subject.employerOwner?.name },
          { term: dossier.workerOwner, value: subject.workerOwner?.name },
          { term: dossier.key, value: subject.key && <code class="nl-code">{subject.key}</code> },
          { term: dossier.type, value: subject.clauseTypeLabel },
          { term: dossier.theme, value: subject.themeLabel },
          { term: dossier.aims, value: codes("aims", subject.aims) },
          { term: dossier.themes, value: codes("themes", subject.types) },
          { term: dossier.region, value: codes("labour-market-regions", ifAny(subject.region)) },
          { term: dossier.sizeClass, value: codes("size-classes", ifAny(subject.sizeClass)) },
          { term: dossier.startOn, value: date(subject.startOn) },
          { term: dossier.endOn, value: date(subject.endOn) },
          { term: dossier.effectiveOn, value: date(subject.effectiveOn) },
          { term: dossier.endsOn, value: date(subject.endsOn) },
          {
            term: dossier.nextReviewOn,
            value: subject.nextReviewOn && <DueText date={subject.nextReviewOn} />,
          },
          { term: dossier.exampleAskedOn, value: date(subject.exampleAskedOn) },
          { term: dossier.exampleAgreedOn, value: date(subject.exampleAgreedOn) },
          { term: dossier.exampleSummary, value: subject.exampleSummary },
          { term: dossier.finalEvaluationOn, value: date(subject.finalEvaluationOn) },
          { term: dossier.scope, value: clauseText(subject)?.scope ?? subject.scope },
          {
            term: dossier.dueOn,
            value: subject.dueOn && <DueText date={subject.dueOn} late={subject.overdue} />,
          },
          { term: commitments.outcome, value: subject.outcomeLabel },
          { term: commitments.carriedTo, value: subject.carriedTo && <Carried to={subject.carriedTo} /> },
          { term: commitments.carriedFrom, value: subject.carriedFrom && <Carried to={subject.carriedFrom} /> },
          {
            term: dossier.authorSide,
            value: subject.authorSide && (dossier.sides[subject.authorSide] ?? subject.authorSide),
          },
          { term: dossier.round, value: rounds.length > 0 && <Rounds items={rounds} /> },
          { term: dossier.table, value: subject.bargainingTable?.name },
          {
            term: dossier.visibility,
            value: dossier.visibilities[subject.visibility] ?? subject.visibility,
          },
          { term: dossier.updatedAt, value: <MomentText moment={subject.updatedAt} /> },
        ]}
      />
      {kind === "clause" && <Lineage kind="clause" address={`/v1/clauses/${subject.id}`} />}
      {kind !== "initiative" && (
        <div class="utrecht-action-group ps-records">
          <ChangeLink changes={changes} name="edit" href={editPath(kind, subject.id, "gegevens")} label={writing.edit} />
          {kind === "clause" && (
            <ChangeLink
              changes={changes}
              name="renumber"
              href={editPath(kind, subject.id, "nummer")}
              label={writing.changes.nummer}
            />
          )}
          {kind === "clause" && (
            <ChangeLink
              changes={changes}
              name="link_successor"
              href={successorPath("clause", subject.id)}
              label={ends.link}
            />
          )}
        </div>
      )}
      <p class="nl-paragraph">
        <a class="nl-link" href={`/processen/${kind}`}>
          {dossier.process}
        </a>
      </p>
    </div>
  );
}

const Carried = ({ to: { id, title } }: { to: { id: string; title: string } }) => (
  <SubjectLink subject={{ kind: "commitment", id, title }} />
);

const owners = ({ owner, coOwner, ownerSideLabel }: Subject): string =>
  [owner?.name ?? ownerSideLabel, coOwner?.name].filter(Boolean).join("; ");

const ifAny = (code: string | undefined): readonly string[] => (code ? [code] : []);

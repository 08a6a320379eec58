import type { Evaluation } from "../api/shapes";
import { MomentText } from "../components/DateText";
import { Heading } from "../components/Heading";
import { useText } from "../i18n/context";
import { JudgeLink } from "./JudgeLink";
import { SidePanel } from "./SidePanel";

/** One evaluation, with the judgement of each side beside that of the other. */
export function EvaluationCard({ evaluation }: { evaluation: Evaluation }) {
  const { evaluations } = useText();
  const { id, title, sealed, judgements, findings, openedAt, closedAt } = evaluation;
  const verdicts = new Set(judgements.flatMap(({ judgement }) => judgement?.verdict ?? []));
  return (
    <article class="ps-evaluation">
      <Heading level={3} look={4}>
        {title}
      </Heading>
      <p class="ps-small">
        {evaluations.opened} <MomentText moment={openedAt} />
        {closedAt && (
          <>
            {" · "}
            {evaluations.closed} <MomentText moment={closedAt} />
          </>
        )}
      </p>
      {sealed && !closedAt && <p class="nl-paragraph">{evaluations.sealedHint}</p>}
      <div class="ps-sides">
        {judgements.map((side) => (
          <SidePanel key={side.side} side={side} closed={closedAt !== null} />
        ))}
      </div>
      {!sealed && verdicts.size > 1 && <p class="nl-paragraph">{evaluations.differs}</p>}
      {findings && (
        <p class="nl-paragraph">
          <strong>{evaluations.findings}:</strong> {findings}
        </p>
      )}
      {!closedAt && <JudgeLink evaluationId={id} />}
    </article>
  );
}

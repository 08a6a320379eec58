import type { Evaluation } from "../api/shapes";
import { Heading } from "../components/Heading";
import { useText } from "../i18n/context";
import { JudgementPanel } from "./JudgementPanel";

/** One evaluation, with the judgement of each side beside that of the other. */
export function EvaluationCard({ evaluation }: { evaluation: Evaluation; reload: () => void }) {
  const { evaluations } = useText();
  return (
    <article class="ps-evaluation">
      <Heading level={3} look={4}>
        {evaluation.title ?? evaluation.kind}
      </Heading>
      {evaluation.sealed && <p class="nl-paragraph">{evaluations.sealedHint}</p>}
      <div class="ps-sides">
        {evaluation.judgements.map((judgement) => (
          <JudgementPanel key={judgement.side} judgement={judgement} />
        ))}
      </div>
    </article>
  );
}

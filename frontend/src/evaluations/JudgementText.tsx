import type { Judgement } from "../api/shapes";
import { MomentText } from "../components/DateText";
import { useText } from "../i18n/context";
import { IndicatorList } from "./IndicatorList";

/** A judgement as it was given. */
export function JudgementText({ judgement }: { judgement: Judgement }) {
  const { evaluations } = useText();
  const { verdictLabel, explanation, indicators, noIndicatorsBecause, lessons, adviceLabel } = judgement;
  return (
    <div class="ps-judgement">
      <p>
        <strong>{verdictLabel}</strong>
      </p>
      <p>{explanation}</p>
      <IndicatorList indicators={indicators} />
      {noIndicatorsBecause && <p>{noIndicatorsBecause}</p>}
      {lessons && (
        <p>
          <strong>{evaluations.lessons}:</strong> {lessons}
        </p>
      )}
      {adviceLabel && (
        <p>
          <strong>{evaluations.advice}:</strong> {adviceLabel}
        </p>
      )}
      <p class="ps-small">
        {judgement.person}, {judgement.organisation.name}, <MomentText moment={judgement.givenAt} />
      </p>
    </div>
  );
}

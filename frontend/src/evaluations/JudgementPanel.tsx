import type { Judgement } from "../api/shapes";
import { Icon } from "../components/Icon";
import { useText } from "../i18n/context";

export function JudgementPanel({ judgement }: { judgement: Judgement }) {
  const { evaluations, dossier } = useText();
  const { side, given, verdict, verdictLabel, explanation } = judgement;
  return (
    <div class="ps-sides__side">
      <p class="ps-sides__name">{dossier.sides[side] ?? side}</p>
      {!given && (
        <p class="ps-sides__party">
          <Icon name="clock" /> {evaluations.awaited}
        </p>
      )}
      {given && !verdict && (
        <p class="ps-sides__party">
          <Icon name="lock" /> {evaluations.given}. {evaluations.sealed}.
        </p>
      )}
      {verdict && (
        <>
          <p>
            <strong>{verdictLabel ?? verdict}</strong>
          </p>
          {explanation && <p class="nl-paragraph">{explanation}</p>}
        </>
      )}
    </div>
  );
}

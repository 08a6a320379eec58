import type { SideJudgement } from "../api/shapes";
import { Icon } from "../components/Icon";
import { useText } from "../i18n/context";
import { JudgementText } from "./JudgementText";

interface Props {
  side: SideJudgement;
  /** Nobody can judge any more. */
  closed: boolean;
}

/** What one side found; or that it has judged; or that it still has to, or did not. */
export function SidePanel({ side: { sideLabel, given, judgement }, closed }: Props) {
  const { evaluations } = useText();
  return (
    <div class="ps-sides__side">
      <p class="ps-sides__name">{sideLabel}</p>
      {judgement && <JudgementText judgement={judgement} />}
      {!judgement && (
        <p class={given ? "ps-sides__party ps-sides__party--given" : "ps-sides__party"}>
          <Icon name={given ? "lock" : "clock"} />
          {given ? evaluations.given : closed ? evaluations.none : evaluations.awaited}
        </p>
      )}
    </div>
  );
}

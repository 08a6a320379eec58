import type { Mandate } from "../api/shapes";
import { useSpeech } from "../i18n/context";
import { formatDate } from "../i18n/format";

/** Who decided on a mandate, when, and who wrote it down here. */
export function Decision({ mandate: { grantedBy, decidedOn, reference, recordedBy } }: { mandate: Mandate }) {
  const { text, language } = useSpeech();
  const { mandates } = text;
  const decision = [decidedOn && mandates.decision(formatDate(decidedOn, language)), reference].filter(Boolean);
  return (
    <>
      {grantedBy}
      {decision.length > 0 && <span class="ps-small ps-block">{decision.join(", ")}</span>}
      {recordedBy && <span class="ps-small ps-block">{mandates.recordedBy(recordedBy)}</span>}
    </>
  );
}

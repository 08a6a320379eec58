import type { Subject } from "../api/shapes";
import { Alert } from "../components/Alert";
import { useSpeech } from "../i18n/context";
import { formatDate } from "../i18n/format";

/** What a commitment waits for once the term of its clause is over, or what the sides dispute. */
export function AtTheEnd({ subject: { awaitsOutcome, termEndedOn, state, disputeGrounds } }: { subject: Subject }) {
  const { language, text } = useSpeech();
  const { commitments } = text;
  if (awaitsOutcome && termEndedOn) {
    return (
      <Alert tone="warning">
        <p class="nl-paragraph">{commitments.awaitsOutcome(formatDate(termEndedOn, language))}</p>
      </Alert>
    );
  }
  if (state !== "disputed" || !disputeGrounds) return null;
  return (
    <Alert tone="warning">
      <p class="nl-paragraph">
        <strong>{commitments.disputed}</strong> {disputeGrounds}
      </p>
    </Alert>
  );
}

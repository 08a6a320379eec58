import type { ClauseText } from "../api/shapes";
import { Alert } from "../components/Alert";
import { DateText } from "../components/DateText";
import { useText } from "../i18n/context";
import { daysUntil } from "../i18n/format";
import { clauseTextPath } from "../router/routes";

/** Since when an agreed text will hold, as long as it does not, and where to read what does. */
export function NotYetInForce({ clauseId, text: agreed }: { clauseId: string; text: ClauseText | null }) {
  const { text } = useText();
  if (!agreed?.effectiveOn || daysUntil(agreed.effectiveOn) <= 0) return null;
  return (
    <Alert tone="info">
      <p class="nl-paragraph">
        {text.holdsFrom(agreed.number)} <DateText date={agreed.effectiveOn} />. {text.untilThen}{" "}
        <a class="nl-link" href={clauseTextPath(clauseId)}>
          {text.readInForce}
        </a>
      </p>
    </Alert>
  );
}

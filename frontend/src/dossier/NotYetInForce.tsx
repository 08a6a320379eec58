import type { ClauseText } from "../api/shapes";
import { Alert } from "../components/Alert";
import { DateText } from "../components/DateText";
import { useText } from "../i18n/context";
import { daysUntil } from "../i18n/format";
import { clauseTextPath } from "../router/routes";

/** Since when an agreed text will hold, or what that waits for, and where to read what does hold. */
export function NotYetInForce({ clauseId, text: agreed }: { clauseId: string; text: ClauseText | null }) {
  const { publication, text } = useText();
  if (!agreed?.effectiveOn) return null;
  const { inForceOn, registeredOn } = agreed;
  if (inForceOn && daysUntil(inForceOn) <= 0) return null;
  const number = agreed.number;
  return (
    <Alert tone="info">
      <p class="nl-paragraph">
        {inForceOn || number === null ? (
          <>
            {text.holdsFrom(number)} <DateText date={inForceOn ?? agreed.effectiveOn} />.{" "}
          </>
        ) : (
          <>
            {publication.unregistered(number)} <DateText date={agreed.effectiveOn} />.{" "}
            {registeredOn && (
              <>
                {publication.submitted} <DateText date={registeredOn} />.{" "}
              </>
            )}
          </>
        )}
        {text.untilThen}{" "}
        <a class="nl-link" href={clauseTextPath(clauseId)}>
          {text.readInForce}
        </a>
      </p>
    </Alert>
  );
}

import type { Subject } from "../api/shapes";
import { Alert } from "../components/Alert";
import { useText } from "../i18n/context";

/** How many of these commitments wait for an outcome, where any does. */
export function Awaiting({ items }: { items: readonly Subject[] }) {
  const { commitments } = useText();
  const waiting = items.filter(({ awaitsOutcome }) => awaitsOutcome).length;
  if (waiting === 0) return null;
  return (
    <Alert tone="warning">
      <p class="nl-paragraph">{commitments.awaiting(waiting)}</p>
    </Alert>
  );
}

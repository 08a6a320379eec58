import type { AuditEntry, Lifecycle } from "../api/shapes";
import { MomentText } from "../components/DateText";
import { useText } from "../i18n/context";
import { shortDigest } from "../i18n/format";
import { movementOf, whatHappened, whoDid } from "./sentences";

interface Props {
  entry: AuditEntry;
  lifecycle: Lifecycle | null;
}

/** One event: what happened, by whom for whom, when and why. */
export function TimelineEntry({ entry, lifecycle }: Props) {
  const { timeline } = useText();
  const movement = movementOf(entry, lifecycle, timeline);
  return (
    <li class="ps-timeline__entry">
      <p class="ps-timeline__what">
        <strong>{whatHappened(entry, lifecycle, timeline)}</strong>
        {movement && <span class="ps-timeline__movement"> {movement}</span>}
      </p>
      <p class="ps-timeline__who">
        {whoDid(entry, timeline)} · <MomentText moment={entry.at} />
      </p>
      {entry.reason && (
        <p class="ps-timeline__reason">
          <span class="ps-hidden">{timeline.reason}: </span>
          {entry.reason}
        </p>
      )}
      <p class="ps-timeline__seal">{timeline.seal(shortDigest(entry.digest))}</p>
    </li>
  );
}

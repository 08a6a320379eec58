import { Badge } from "../components/Badge";
import { useText } from "../i18n/context";

interface Props {
  subject: { stateLabel: string; overdue?: boolean; awaitsOutcome?: boolean };
}

/** Where a subject is, and whether that is too late. */
export function StateBadge({ subject: { stateLabel, overdue, awaitsOutcome } }: Props) {
  const { dates, commitments } = useText();
  return (
    <span class="ps-badges">
      <Badge>{stateLabel}</Badge>
      {awaitsOutcome && <Badge tone="late">{commitments.outcomeNeeded}</Badge>}
      {overdue && <Badge tone="late">{dates.overdue}</Badge>}
    </span>
  );
}

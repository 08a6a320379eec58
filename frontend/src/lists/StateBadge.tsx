import { Badge } from "../components/Badge";
import { useText } from "../i18n/context";

interface Props {
  subject: { stateLabel: string; overdue?: boolean };
}

/** Where a subject is, and whether that is too late. */
export function StateBadge({ subject: { stateLabel, overdue } }: Props) {
  const { dates } = useText();
  return (
    <span class="ps-badges">
      <Badge>{stateLabel}</Badge>
      {overdue && <Badge tone="late">{dates.overdue}</Badge>}
    </span>
  );
}

import type { Decision } from "../api/shapes";
import { Badge } from "../components/Badge";
import { Button } from "../components/Button";
import { DateText } from "../components/DateText";
import { useText } from "../i18n/context";
import { subjectPath } from "../router/routes";
import type { ChangeItem } from "./Agenda";

interface Props {
  decision: Decision;
  busy: boolean;
  change: ChangeItem;
}

/** One decision: what, whose, by when, and whether who promises it has said so. */
export function DecisionLine({ decision, busy, change }: Props) {
  const { meetings } = useText();
  const { outcomeLabel, standing, standingLabel, text, owner, ownerSideLabel, dueOn, awaited, mayDo } = decision;
  const path = `decisions/${decision.id}`;
  const commitment = decision.commitment && subjectPath("commitment", decision.commitment);
  const names = awaited.map(({ name }) => name).join(", ");
  return (
    <li class="utrecht-unordered-list__item">
      <strong>{outcomeLabel}:</strong> <span class="ps-meeting__text">{text}</span>{" "}
      {standing !== "recorded" && <Badge tone={standing === "promised" ? "good" : "neutral"}>{standingLabel}</Badge>}
      {(owner || dueOn) && (
        <span class="ps-small">
          {" "}
          {[owner?.name, ownerSideLabel].filter(Boolean).join(", ")} {dueOn && <DateText date={dueOn} />}
        </span>
      )}
      {decision.declinedBecause && <span class="ps-small"> {decision.declinedBecause}</span>}
      {names && <p class="ps-small">{meetings.awaits(names)}</p>}
      {commitment && (
        <p>
          <a class="nl-link" href={commitment}>
            {meetings.toCommitment}
            <span class="ps-hidden">: {text}</span>
          </a>
        </p>
      )}
      {mayDo.includes("confirm") && (
        <div class="utrecht-action-group">
          <Button
            busy={busy}
            label={`${meetings.confirm}: ${text}`}
            onClick={() => void change("PATCH", path, meetings.confirmed, { confirmed: true })}
          >
            {meetings.confirm}
          </Button>
          <Button
            look="subtle"
            busy={busy}
            label={`${meetings.decline}: ${text}`}
            onClick={() => void change("PATCH", path, meetings.declined, { confirmed: false })}
          >
            {meetings.decline}
          </Button>
        </div>
      )}
    </li>
  );
}

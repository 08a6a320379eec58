import type { Action } from "../api/shapes";
import { Badge } from "../components/Badge";
import { DueText } from "../components/DateText";
import { ActionLink } from "./ActionLink";
import { SubjectLink } from "../components/SubjectLink";
import { useText } from "../i18n/context";
import { daysUntil } from "../i18n/format";

/** What waits for this person, one line a thing; `none` says that nothing does. */
export function Waiting({ items, none }: { items: readonly Action[]; none: string }) {
  const { work, dossier } = useText();
  if (items.length === 0) return <p class="nl-paragraph">{none}</p>;
  return (
    <ul class="ps-waiting">
      {items.map((action, place) => (
        <li key={`${action.kind} ${action.subject.id} ${action.label} ${place}`} class="ps-waiting__item">
          <div>
            <p class="ps-waiting__label">
              <Badge tone="current">{work.actionKinds[action.kind] ?? action.kind}</Badge>
              <strong>{action.label}</strong>
            </p>
            <p>
              <span class="ps-small">{dossier.kinds[action.subject.kind]}</span>{" "}
              <SubjectLink subject={action.subject} />
            </p>
            {action.dueOn && (
              <p class="ps-small">
                <DueText date={action.dueOn} late={daysUntil(action.dueOn) < 0} />
              </p>
            )}
          </div>
          <ActionLink action={action} />
        </li>
      ))}
    </ul>
  );
}

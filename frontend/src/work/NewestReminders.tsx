import type { Reminder } from "../api/shapes";
import { Badge } from "../components/Badge";
import { MomentText } from "../components/DateText";
import { SubjectLink } from "../components/SubjectLink";
import { useText } from "../i18n/context";

export function NewestReminders({ items }: { items: readonly Reminder[] }) {
  const { work, reminders } = useText();
  if (items.length === 0) return <p class="nl-paragraph">{work.noReminders}</p>;
  return (
    <>
      <ul class="ps-newest">
        {items.map((reminder) => (
          <li key={reminder.id}>
            <p>
              {reminder.readAt === null && <Badge tone="current">{reminders.unread}</Badge>} {reminder.label}
            </p>
            <p>
              <SubjectLink subject={reminder.subject} />
            </p>
            <p class="ps-small">
              <MomentText moment={reminder.sentAt} />
            </p>
          </li>
        ))}
      </ul>
      <p class="nl-paragraph">
        <a class="nl-link" href="/herinneringen">
          {work.allReminders}
        </a>
      </p>
    </>
  );
}

import type { Reminder } from "../api/shapes";
import { Badge } from "../components/Badge";
import { Button } from "../components/Button";
import { DueText, MomentText } from "../components/DateText";
import { SubjectLink } from "../components/SubjectLink";
import { useText } from "../i18n/context";

interface Props {
  reminder: Reminder;
  mark: (reminder: Reminder, read: boolean) => Promise<void>;
}

export function ReminderItem({ reminder, mark }: Props) {
  const { reminders } = useText();
  const unread = reminder.readAt === null;
  return (
    <li class={`ps-inbox__item${unread ? " ps-inbox__item--unread" : ""}`}>
      <div class="ps-inbox__body">
        <p class="ps-inbox__label">
          {unread && <Badge tone="current">{reminders.unread}</Badge>} <strong>{reminder.label}</strong>
        </p>
        <p class="ps-inbox__subject">
          <SubjectLink subject={reminder.subject} />
        </p>
        <p class="ps-small">
          {reminder.dueOn && (
            <>
              <DueText date={reminder.dueOn} /> ·{" "}
            </>
          )}
          {reminders.sent} <MomentText moment={reminder.sentAt} />
        </p>
      </div>
      <Button look="secondary" onClick={() => void mark(reminder, unread)}>
        {unread ? reminders.markRead : reminders.markUnread}
        <span class="ps-hidden">
          : {reminder.label}, {reminder.subject.title}
        </span>
      </Button>
    </li>
  );
}

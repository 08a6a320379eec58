import { useRef, useState } from "preact/hooks";
import type { Reminder } from "../api/shapes";
import { Badge } from "../components/Badge";
import { Button } from "../components/Button";
import { DueText, MomentText } from "../components/DateText";
import { SubjectLink } from "../components/SubjectLink";
import { useSpeech } from "../i18n/context";
import { formatDate } from "../i18n/format";
import { SnoozeForm } from "./SnoozeForm";

interface Props {
  reminder: Reminder;
  mark: (reminder: Reminder, read: boolean) => Promise<void>;
  /** Puts back what was put off. */
  wake: (reminder: Reminder) => Promise<void>;
  /** Says that it was put off, and reads everything again: it is in another list then. */
  changed: (message: string) => void;
}

/** One line of how it stands, one link to the action, and what one may do with the item itself. */
export function ReminderItem({ reminder, mark, wake, changed }: Props) {
  const { text, language } = useSpeech();
  const { reminders, snooze } = text;
  const [snoozing, setSnoozing] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const unread = reminder.readAt === null;
  const which = (
    <span class="ps-hidden">
      : {reminder.label}, {reminder.subject.title}
    </span>
  );
  return (
    <li class={`ps-inbox__item${unread ? " ps-inbox__item--unread" : ""}`}>
      <div class="ps-inbox__body">
        <p class="ps-inbox__label">
          {unread && <Badge tone="current">{reminders.unread}</Badge>} <strong>{reminder.label}</strong>
        </p>
        <p class="ps-inbox__subject">
          <SubjectLink subject={reminder.subject} />
        </p>
        {reminder.status && <p>{reminder.status}</p>}
        {reminder.action && (
          <p>
            <a class="nl-link" href={pathOf(reminder.link)}>
              {reminder.action}
              {which}
            </a>
          </p>
        )}
        <p class="ps-small">
          {reminder.dueOn && (
            <>
              <DueText date={reminder.dueOn} /> ·{" "}
            </>
          )}
          {reminders.sent} <MomentText moment={reminder.sentAt} />
        </p>
        {reminder.returnsOn && (
          <p class="ps-small">
            {(reminder.asleep ? snooze.asleepUntil : snooze.cameBack)(formatDate(reminder.returnsOn, language))}{" "}
            {snooze.yourReason} {reminder.snoozeReason}
          </p>
        )}
      </div>
      <div class="utrecht-action-group">
        {reminder.asleep ? (
          <Button look="secondary" onClick={() => void wake(reminder)}>
            {snooze.back}
            {which}
          </Button>
        ) : (
          <>
            <Button look="secondary" onClick={() => void mark(reminder, unread)}>
              {unread ? reminders.markRead : reminders.markUnread}
              {which}
            </Button>
            <Button look="subtle" button={opener} expanded={snoozing} onClick={() => setSnoozing(!snoozing)}>
              {snooze.open}
              {which}
            </Button>
          </>
        )}
      </div>
      {snoozing && (
        <SnoozeForm
          reminder={reminder}
          close={(message) => {
            setSnoozing(false);
            if (message) changed(message);
            else opener.current?.focus();
          }}
        />
      )}
    </li>
  );
}

/** Where an address of the service leads within these screens. */
function pathOf(link: string): string {
  const { pathname, search, hash } = new URL(link, window.location.href);
  return `${pathname}${search}${hash}`;
}

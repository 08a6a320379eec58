import { useState } from "preact/hooks";
import { request } from "../api/client";
import { ApiError } from "../api/problem";
import type { Page, Reminder } from "../api/shapes";
import { useResource } from "../api/useResource";
import { Await } from "../components/Await";
import { Failure } from "../components/Failure";
import { PageHeading } from "../components/PageHeading";
import { Pager } from "../components/Pager";
import { useText } from "../i18n/context";
import { ReminderItem } from "../reminders/ReminderItem";
import { CALENDAR_FEEDS, PREFERENCES } from "../router/routes";
import { useSearch } from "../router/useSearch";

const PAGE_SIZE = 25;

/** Everything the person was reminded of. */
export function RemindersPage() {
  const { reminders, preferences, calendars } = useText();
  const search = useSearch();
  const found = useResource<Page<Reminder>>("/v1/reminders", {
    cursor: search.get("cursor"),
    pageSize: PAGE_SIZE,
  });
  const [said, setSaid] = useState("");
  const [failure, setFailure] = useState<ApiError | null>(null);

  const mark = async (reminder: Reminder, read: boolean): Promise<void> => {
    try {
      const readAt = read ? new Date().toISOString() : null;
      await request("PATCH", `/v1/reminders/${reminder.id}`, { body: { readAt } });
      setFailure(null);
      setSaid(read ? reminders.markedRead : reminders.markedUnread);
      found.reload();
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      setFailure(error);
    }
  };

  return (
    <>
      <PageHeading title={reminders.title} />
      <p class="nl-paragraph nl-paragraph--lead">{reminders.lead}</p>
      <p class="nl-paragraph">
        <a class="nl-link" href={PREFERENCES}>
          {preferences.title}
        </a>
        {" · "}
        <a class="nl-link" href={CALENDAR_FEEDS}>
          {calendars.title}
        </a>
      </p>
      <p class="ps-hidden" role="status">
        {said}
      </p>
      {failure && <Failure error={failure} />}
      <Await from={found}>
        {({ items, next, previous }) => (
          <>
            {items.length === 0 && <p class="nl-paragraph">{reminders.empty}</p>}
            <ul class="ps-inbox">
              {items.map((reminder) => (
                <ReminderItem key={reminder.id} reminder={reminder} mark={mark} />
              ))}
            </ul>
            <Pager next={next} previous={previous} />
          </>
        )}
      </Await>
    </>
  );
}

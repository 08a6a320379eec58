import { useEffect, useRef, useState } from "preact/hooks";
import { request } from "../api/client";
import { ApiError } from "../api/problem";
import type { Page, Reminder } from "../api/shapes";
import { useResource } from "../api/useResource";
import { Alert } from "../components/Alert";
import { Await } from "../components/Await";
import { Failure } from "../components/Failure";
import { PageHeading } from "../components/PageHeading";
import { Pager } from "../components/Pager";
import { useText } from "../i18n/context";
import { InboxFilter } from "../reminders/InboxFilter";
import { ReminderItem } from "../reminders/ReminderItem";
import { CALENDAR_FEEDS, PREFERENCES, REMINDERS, REMINDING } from "../router/routes";
import { useSearch } from "../router/useSearch";

const PAGE_SIZE = 25;

/** Everything the person was reminded of. */
export function RemindersPage() {
  const { reminders, preferences, calendars, snooze, arrangements } = useText();
  const search = useSearch();
  const asleep = search.get("uitgesteld") !== "";
  const unread = search.get("ongelezen") !== "";
  const found = useResource<Page<Reminder>>("/v1/reminders", {
    cursor: search.get("cursor"),
    pageSize: PAGE_SIZE,
    asleep: String(asleep),
    unread: unread ? "true" : null,
  });
  // what was pressed may go to another list, with the focus that was on it
  const [said, setSaid] = useState({ message: "", gone: false });
  const [failure, setFailure] = useState<ApiError | null>(null);
  const notice = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (said.gone) notice.current?.focus();
  }, [said]);

  const changed = (message: string, gone = false): void => {
    setFailure(null);
    setSaid({ message, gone });
    found.reload();
  };
  const gone = (message: string): void => changed(message, true);
  const change = async ({ id }: Reminder, body: Record<string, string | null>, done: () => void): Promise<void> => {
    try {
      await request("PATCH", `/v1/reminders/${id}`, { body });
      done();
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      setFailure(error);
    }
  };
  const mark = (reminder: Reminder, read: boolean): Promise<void> =>
    change(reminder, { readAt: read ? new Date().toISOString() : null }, () =>
      changed(read ? reminders.markedRead : reminders.markedUnread, unread),
    );
  const wake = (reminder: Reminder): Promise<void> => change(reminder, { returnsOn: null }, () => gone(snooze.isBack));

  return (
    <>
      <PageHeading title={asleep ? snooze.asleepTitle : reminders.title} />
      <p class="nl-paragraph nl-paragraph--lead">{reminders.lead}</p>
      <p class="nl-paragraph">
        <a class="nl-link" href={PREFERENCES}>
          {preferences.title}
        </a>
        {" · "}
        <a class="nl-link" href={CALENDAR_FEEDS}>
          {calendars.title}
        </a>
        {" · "}
        <a class="nl-link" href={asleep ? REMINDERS : `${REMINDERS}?uitgesteld=ja`}>
          {asleep ? snooze.showAwake : snooze.showAsleep}
        </a>
        {" · "}
        <a class="nl-link" href={REMINDING}>
          {arrangements.title}
        </a>
      </p>
      <div ref={notice} tabIndex={-1} class="ps-told" role="status">
        {said.gone ? (
          <Alert tone="ok">
            <p class="nl-paragraph">{said.message}</p>
          </Alert>
        ) : (
          <span class="ps-hidden">{said.message}</span>
        )}
      </div>
      {failure && <Failure error={failure} />}
      <InboxFilter asleep={asleep} unread={unread} />
      <Await from={found}>
        {({ items, next, previous }) => (
          <>
            {items.length === 0 && <p class="nl-paragraph">{unread ? reminders.noneUnread : asleep ? snooze.noneAsleep : reminders.empty}</p>}
            <ul class="ps-inbox">
              {items.map((reminder) => (
                <ReminderItem key={reminder.id} reminder={reminder} mark={mark} wake={wake} changed={gone} />
              ))}
            </ul>
            <Pager next={next} previous={previous} />
          </>
        )}
      </Await>
    </>
  );
}

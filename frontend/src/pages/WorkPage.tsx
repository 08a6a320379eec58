import type { Action, Deadline, Page, Reminder } from "../api/shapes";
import { useResource } from "../api/useResource";
import { Await } from "../components/Await";
import { Heading } from "../components/Heading";
import { PageHeading } from "../components/PageHeading";
import { Pager } from "../components/Pager";
import { LeftTables } from "../copies/LeftTables";
import { useText } from "../i18n/context";
import { useSearch } from "../router/useSearch";
import { useSession } from "../session/context";
import { Deadlines } from "../work/Deadlines";
import { NewestReminders } from "../work/NewestReminders";
import { Waiting } from "../work/Waiting";

const DEADLINES = 10;
const REMINDERS = 5;
const PART = "deel";

/** What asks for this person's attention. */
export function WorkPage() {
  const { work } = useText();
  const { me } = useSession();
  const actions = useResource<Page<Action>>("/v1/me/actions", { part: useSearch().get(PART) });
  const deadlines = useResource<Page<Deadline>>("/v1/deadlines", { pageSize: DEADLINES });
  const reminders = useResource<Page<Reminder>>("/v1/reminders", { pageSize: REMINDERS, asleep: "false" });
  return (
    <>
      <PageHeading title={work.title} />
      <p class="nl-paragraph nl-paragraph--lead">{work.lead(me?.name ?? "")}</p>
      <LeftTables />
      <div class="ps-columns">
        <div class="ps-columns__main">
          <section class="ps-section" aria-labelledby="waiting">
            <Heading level={2} id="waiting" look={3}>
              {work.waiting}
            </Heading>
            <Await from={actions}>
              {({ items, next, previous }) => (
                <>
                  {next && <p class="nl-paragraph">{work.moreWaiting}</p>}
                  <Waiting items={items} none={next || previous ? work.noneHere : work.nothingWaiting} />
                  <Pager next={next} previous={previous} term={PART} />
                </>
              )}
            </Await>
          </section>
          <section class="ps-section" aria-labelledby="deadlines">
            <Heading level={2} id="deadlines" look={3}>
              {work.deadlines}
            </Heading>
            <Await from={deadlines}>{({ items }) => <Deadlines items={items} />}</Await>
          </section>
        </div>
        <section class="ps-columns__aside" aria-labelledby="reminders">
          <Heading level={2} id="reminders" look={3}>
            {work.reminders}
          </Heading>
          <Await from={reminders}>{({ items }) => <NewestReminders items={items} />}</Await>
        </section>
      </div>
    </>
  );
}

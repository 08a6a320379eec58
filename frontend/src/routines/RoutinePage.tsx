import type { Page, Routine, RoutinePeriod } from "../api/shapes";
import { useResource } from "../api/useResource";
import { Await } from "../components/Await";
import { Badge } from "../components/Badge";
import { Breadcrumbs } from "../components/Breadcrumbs";
import { DataList } from "../components/DataList";
import { DateText } from "../components/DateText";
import { Heading } from "../components/Heading";
import { PageHeading } from "../components/PageHeading";
import { SubjectLink } from "../components/SubjectLink";
import { Table } from "../components/Table";
import { Told } from "../components/Told";
import { ConsentOverview } from "../dossier/ConsentOverview";
import { NextActions } from "../dossier/NextActions";
import { Papers } from "../dossier/Papers";
import { Section } from "../dossier/Section";
import { SubjectDeadlines } from "../dossier/SubjectDeadlines";
import { Timeline } from "../dossier/Timeline";
import { MANY, useOpened, waitingForOthers } from "../dossier/useOpened";
import { useText } from "../i18n/context";
import { StateBadge } from "../lists/StateBadge";
import { Awaited } from "../reminders/Awaited";
import { listPath } from "../router/routes";
import { editRoutinePath } from "../router/routines";
import { ChangeLink } from "../writing/ChangeLink";

/** Something that comes back: its rhythm, its periods, and what one may do with this one. */
export function RoutinePage({ id }: { id: string }) {
  const words = useText();
  const { routines, next, consent, timeline, lists, site } = words;
  const opened = useOpened<Routine>("routine", id);
  const { base, subject, options, entries, changes, lifecycle, notice, below } = opened;
  const periods = useResource<Page<RoutinePeriod>>(below("periods"), { pageSize: MANY });
  const reload = (message?: string): void => {
    opened.reload(message);
    periods.reload();
  };
  const asked = waitingForOthers(options);
  return (
    <>
      <Told message={notice} />
      <Await from={subject} whole>
        {(data, etag) => (
          <article class="ps-dossier">
            <header class="ps-dossier__heading">
              <Breadcrumbs
                crumbs={[
                  { href: "/", label: site.home },
                  { href: listPath("routine"), label: lists.routine.title },
                ]}
              />
              <PageHeading title={data.title} kicker={`${data.formLabel} · ${data.rhythmLabel}`} />
              <div class="ps-dossier__standing">
                <StateBadge subject={data} />
              </div>
            </header>
            <div class="ps-columns">
              <div class="ps-columns__main">
                <Section id="next" title={next.title}>
                  <Await from={options}>
                    {({ items }) => <NextActions kind="routine" id={id} state={data.state} options={items} />}
                  </Await>
                  <div class="utrecht-action-group ps-records">
                    <ChangeLink changes={changes} name="edit" href={editRoutinePath(id)} label={routines.change} />
                  </div>
                </Section>
                <Awaited kind="routine" id={id} version={data.version} reload={reload} />
                <Section id="periods" title={routines.periods}>
                  <Await from={periods}>{({ items }) => <Periods items={items} />}</Await>
                </Section>
                {asked.length > 0 && (
                  <Section id="consent" title={consent.title}>
                    <ConsentOverview options={asked} withdrawal={{ address: `${base}/consents`, etag, reload }} />
                  </Section>
                )}
                <Papers kind="routine" id={id} version={data.version} reload={reload} />
                <Section id="timeline" title={timeline.title}>
                  <Await from={entries}>
                    {({ items }) => <Timeline entries={items} lifecycle={lifecycle} address={base} />}
                  </Await>
                </Section>
              </div>
              <aside class="ps-columns__aside" aria-label={words.dossier.details}>
                <SubjectDeadlines id={id} key={data.version} />
                <Details found={data} />
              </aside>
            </div>
          </article>
        )}
      </Await>
    </>
  );
}

function Periods({ items }: { items: readonly RoutinePeriod[] }) {
  const { routines } = useText();
  if (items.length === 0) return <p class="nl-paragraph">{routines.noPeriods}</p>;
  return (
    <Table
      caption={routines.periods}
      hideCaption
      rows={items}
      rowKey={({ id }) => id}
      columns={[
        { name: routines.period, heads: true, show: ({ number }) => String(number) },
        { name: routines.due, show: ({ dueOn }) => <DateText date={dueOn} /> },
        { name: routines.state, show: ({ stateLabel }) => <Badge>{stateLabel}</Badge> },
        { name: routines.heldOn, show: ({ heldOn }) => heldOn && <DateText date={heldOn} /> },
        { name: routines.outcome, show: ({ outcome }) => outcome },
      ]}
    />
  );
}

function Details({ found }: { found: Routine }) {
  const { dossier, routines } = useText();
  return (
    <div class="ps-facts">
      <Heading level={2} look={4}>
        {dossier.details}
      </Heading>
      <DataList
        data={[
          { term: routines.about, value: found.about ? <SubjectLink subject={found.about} /> : routines.ofTable },
          { term: dossier.table, value: found.bargainingTable?.name },
          { term: routines.rhythm, value: found.rhythmLabel },
          { term: routines.firstOn, value: <DateText date={found.firstOn} /> },
          { term: routines.monthEnd, value: found.monthEnd && "✓" },
          { term: routines.employerOwner, value: found.employerOwner?.name },
          { term: routines.workerOwner, value: found.workerOwner?.name },
        ]}
      />
      <p class="nl-paragraph">
        <a class="nl-link" href="/processen/routine">
          {dossier.process}
        </a>
      </p>
    </div>
  );
}

import type { AgendaItem, Correction, Decision, Meeting, MeetingAnswer, Page } from "../api/shapes";
import { useMembers } from "../api/useTables";
import { useResource } from "../api/useResource";
import { Badge } from "../components/Badge";
import { Await } from "../components/Await";
import { Breadcrumbs } from "../components/Breadcrumbs";
import { ButtonLink } from "../components/ButtonLink";
import { DataList } from "../components/DataList";
import { MomentText } from "../components/DateText";
import { PageHeading } from "../components/PageHeading";
import { Told } from "../components/Told";
import { ConsentOverview } from "../dossier/ConsentOverview";
import { NextActions } from "../dossier/NextActions";
import { Section } from "../dossier/Section";
import { Timeline } from "../dossier/Timeline";
import { MANY, useOpened } from "../dossier/useOpened";
import { useText } from "../i18n/context";
import { StateBadge } from "../lists/StateBadge";
import { Awaited } from "../reminders/Awaited";
import { listPath, meetingPath } from "../router/routes";
import { ChangeLink } from "../writing/ChangeLink";
import { Agenda } from "./Agenda";
import { Agreement } from "./Agreement";

/** A meeting: its agenda as things stand, what was decided, and its minutes. */
export function MeetingPage({ id }: { id: string }) {
  const words = useText();
  const { meetings, next, consent, timeline } = words;
  const opened = useOpened<Meeting>("meeting", id);
  const { base, subject, options, entries, changes, lifecycle, notice, below } = opened;
  const items = useResource<Page<AgendaItem>>(below("items"), { pageSize: MANY });
  const decisions = useResource<Page<Decision>>(below("decisions"), { pageSize: MANY });
  const corrections = useResource<Page<Correction>>(below("corrections"), { pageSize: MANY });
  const answers = useResource<Page<MeetingAnswer>>(below("answers"), { pageSize: MANY });
  const reload = (message?: string): void => {
    opened.reload(message);
    for (const each of [items, decisions, corrections, answers]) each.reload();
  };
  const asked = options.resource.status === "ready" ? options.resource.data.items.filter(({ consents }) => consents) : [];

  return (
    <>
      <Told message={notice} />
      <Await from={subject} whole>
        {(data, etag) => (
          <article class="ps-dossier">
            <Heading meeting={data} />
            <div class="ps-columns">
              <div class="ps-columns__main">
                {(data.state === "draft" || data.state === "convened") && (
                  <Section id="date" title={meetings.dateAndPlace}>
                    <Await from={answers}>
                      {(page) => <Agreement meeting={data} etag={etag} answers={page.items} changes={changes} reload={reload} />}
                    </Await>
                  </Section>
                )}
                <Section id="next" title={next.title}>
                  <Await from={options}>
                    {(page) => <NextActions kind="meeting" id={id} state={data.state} options={page.items} />}
                  </Await>
                </Section>
                <Awaited kind="meeting" id={id} version={data.version} reload={reload} />
                {asked.length > 0 && (
                  <Section id="consent" title={consent.title}>
                    <ConsentOverview options={asked} withdrawal={{ address: `${base}/consents`, etag, reload }} />
                  </Section>
                )}
                <Section id="agenda" title={meetings.agenda}>
                  {data.agendaFixedAt && (
                    <p class="nl-paragraph">
                      <Badge tone="good">{meetings.agendaFixed}</Badge>{" "}
                      <span class="ps-small">
                        <MomentText moment={data.agendaFixedAt} />
                      </span>
                    </p>
                  )}
                  <Await from={items}>
                    {(page) => (
                      <Await from={decisions}>
                        {(decided) => (
                          <Agenda meetingId={id} etag={etag} items={page.items} decisions={decided.items} reload={reload} />
                        )}
                      </Await>
                    )}
                  </Await>
                  <div class="utrecht-action-group ps-records">
                    <Downloads id={id} />
                    {!(data.agendaFixedAt && data.state !== "held") && (
                      <ChangeLink changes={changes} name="item" href={`${meetingPath(id)}/punt`} label={meetings.addItem} />
                    )}
                  </div>
                </Section>
                <Section id="minutes" title={meetings.minutes}>
                  <Minutes meeting={data} />
                  <Await from={corrections}>{(page) => <Corrections items={page.items} />}</Await>
                  <p>
                    <ChangeLink changes={changes} name="minutes" href={`${meetingPath(id)}/verslag`} label={meetings.writeMinutes} />
                    <ChangeLink changes={changes} name="correction" href={`${meetingPath(id)}/correctie`} label={meetings.correct} />
                  </p>
                </Section>
                <Section id="timeline" title={timeline.title}>
                  <Await from={entries}>{(page) => <Timeline entries={page.items} lifecycle={lifecycle} address={base} />}</Await>
                </Section>
              </div>
              <aside class="ps-columns__aside" aria-label={meetings.details}>
                <Details meeting={data} />
                <p>
                  <ChangeLink changes={changes} name="edit" href={`${meetingPath(id)}/wijzigen`} label={meetings.edit} />
                </p>
              </aside>
            </div>
          </article>
        )}
      </Await>
    </>
  );
}

function Heading({ meeting }: { meeting: Meeting }) {
  const { site, lists, meetings } = useText();
  return (
    <header class="ps-dossier__heading">
      <Breadcrumbs
        crumbs={[
          { href: "/", label: site.home },
          { href: listPath("meeting"), label: lists.meeting.title },
        ]}
      />
      <PageHeading title={meeting.title} kicker={meetings.number(meeting.formLabel, meeting.number)} />
      <div class="ps-dossier__standing">
        <StateBadge subject={meeting} />
      </div>
    </header>
  );
}

/** The agenda to hand out, the same for everybody at the meeting; and its day, for a calendar. */
function Downloads({ id }: { id: string }) {
  const { meetings } = useText();
  return (
    <>
      <ButtonLink look="secondary" href={`/v1/meetings/${id}/agenda-pdf`} download>
        {meetings.asPdf}
      </ButtonLink>
      <ButtonLink look="secondary" href={`/v1/meetings/${id}/agenda-docx`} download>
        {meetings.asDocx}
      </ButtonLink>
      <ButtonLink look="secondary" href={`/v1/meetings/${id}/calendar`} download>
        {meetings.asCalendar}
      </ButtonLink>
    </>
  );
}

function Details({ meeting }: { meeting: Meeting }) {
  const { meetings } = useText();
  return (
    <DataList
      data={[
        { term: meetings.startsAt, value: <MomentText moment={meeting.startsAt} /> },
        { term: meetings.endsAt, value: meeting.endsAt && <MomentText moment={meeting.endsAt} /> },
        { term: meetings.place, value: meeting.place },
        {
          term: meetings.link,
          value: meeting.link && (
            <a class="nl-link" href={meeting.link} rel="noreferrer">
              {meeting.link}
            </a>
          ),
        },
        { term: meetings.table, value: meeting.bargainingTable?.name },
      ]}
    />
  );
}

function Minutes({ meeting }: { meeting: Meeting }) {
  const { meetings } = useText();
  const members = useMembers(meeting.present.length > 0 ? meeting.bargainingTable : null);
  const names = members.filter(({ organisation }) => meeting.present.includes(organisation.id));
  return (
    <>
      {names.length > 0 && (
        <DataList data={[{ term: meetings.present, value: names.map(({ organisation }) => organisation.name).join(", ") }]} />
      )}
      <p class="nl-paragraph ps-meeting__text">{meeting.minutes || meetings.noMinutes}</p>
    </>
  );
}

function Corrections({ items }: { items: readonly Correction[] }) {
  const { meetings } = useText();
  if (items.length === 0) return null;
  return (
    <>
      <h3 class="nl-heading nl-heading--level-4">{meetings.corrections}</h3>
      <ul class="utrecht-unordered-list">
        {items.map(({ id, text, organisation, addedAt }) => (
          <li class="utrecht-unordered-list__item" key={id}>
            <span class="ps-meeting__text">{text}</span>{" "}
            <span class="ps-small">
              {organisation?.name}, <MomentText moment={addedAt} />
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}

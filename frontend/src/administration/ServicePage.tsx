import type { Status } from "../api/shapes";
import { useResource } from "../api/useResource";
import { Alert } from "../components/Alert";
import { Await } from "../components/Await";
import { DataList, type Datum } from "../components/DataList";
import { DateText, MomentText } from "../components/DateText";
import { Section } from "../dossier/Section";
import { useText } from "../i18n/context";
import { NotFoundPage } from "../pages/NotFoundPage";
import { SERVICE } from "../router/routes";
import { useSession } from "../session/context";
import { Overview } from "./Frame";

/** Whether the clock ticks, the mails leave and the log is sealed. */
export function ServicePage() {
  const { administration } = useText();
  const { me } = useSession();
  const found = useResource<Status>(me?.isAdministrator ? "/v1/status" : null);
  if (!me?.isAdministrator) return <NotFoundPage />;
  return (
    <Overview current={SERVICE} title={administration.service.title} lead={administration.service.lead}>
      <Await from={found}>{(status) => <Facts status={status} />}</Await>
    </Overview>
  );
}

function Facts({ status: { healthy, redis, sweep, work } }: { status: Status }) {
  const { service } = useText().administration;
  const moment = (at: string | null) => (at ? <MomentText moment={at} /> : service.never);
  const waiting = (count: number, oldest: string | null) => (
    <>
      {count}
      {oldest && (
        <>
          {" "}
          ({service.since} <MomentText moment={oldest} />)
        </>
      )}
    </>
  );
  if (!work) return null;
  const parts: readonly [string, string, readonly Datum[]][] = [
    [
      "rounds",
      service.rounds,
      [
        { term: service.lastRound, value: moment(sweep.lastAt) },
        { term: service.datesWaiting, value: String(work.datesWaiting) },
        { term: service.datesFailing, value: String(work.datesFailing) },
        { term: service.nextDueOn, value: work.nextDueOn && <DateText date={work.nextDueOn} /> },
      ],
    ],
    [
      "mails",
      service.mails,
      [
        { term: service.waiting, value: waiting(work.mailsWaiting, work.oldestUnsentMailAt) },
        { term: service.parked, value: String(work.mailsParked) },
        { term: service.addressesRefused, value: String(work.addressesRefused) },
      ],
    ],
    [
      "messages",
      service.messages,
      [
        { term: service.waiting, value: waiting(work.messagesWaiting, work.oldestUndeliveredMessageAt) },
        { term: service.parked, value: String(work.messagesParked) },
      ],
    ],
    ["log", service.log, [{ term: service.lastSeal, value: work.lastSealOn ? <DateText date={work.lastSealOn} /> : service.never }]],
  ];
  return (
    <>
      <Alert tone={healthy ? "ok" : "warning"}>
        <p class="nl-paragraph">{healthy ? service.healthy : service.unhealthy}</p>
        {!redis && <p class="nl-paragraph">{service.noRedis}</p>}
        {sweep.late && <p class="nl-paragraph">{service.late}</p>}
        {(work.mailsParked > 0 || work.messagesParked > 0) && <p class="nl-paragraph">{service.someParked}</p>}
        {work.datesFailing > 0 && <p class="nl-paragraph">{service.someFailing}</p>}
      </Alert>
      {work.addressesRefused > 0 && (
        <Alert tone="warning">
          <p class="nl-paragraph">{service.someRefused}</p>
        </Alert>
      )}
      {parts.map(([id, title, data]) => (
        <Section key={id} id={id} title={title}>
          <DataList data={data} />
        </Section>
      ))}
    </>
  );
}

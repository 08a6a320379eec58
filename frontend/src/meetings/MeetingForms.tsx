import { BodyForm } from "../act/BodyForm";
import type { Meeting } from "../api/shapes";
import { useMembers, useTablesFor } from "../api/useTables";
import { useResource } from "../api/useResource";
import { Await } from "../components/Await";
import { crumbsTo } from "../dossier/crumbs";
import { useText } from "../i18n/context";
import { listPath, meetingPath } from "../router/routes";
import { useSearch } from "../router/useSearch";
import { Writable } from "../writing/Writable";
import { answerSchema, correctionSchema, MEMBERS, meetingSchema, minutesSchema, newMeetingSchema, TABLES } from "./schemas";

/** Plans a meeting at one of the person's tables. */
export function NewMeetingPage() {
  const words = useText();
  const { lists, meetings } = words;
  const { get } = useSearch();
  const tables = useTablesFor("meeting").map(({ id, name }) => ({ value: id, label: name }));
  return (
    <BodyForm
      crumbs={[{ href: listPath("meeting"), label: lists.meeting.title }]}
      title={meetings.plan}
      kicker={lists.meeting.title}
      lead={meetings.planLead}
      schema={newMeetingSchema(words)}
      lists={new Map([[TABLES, tables]])}
      address="/v1/meetings"
      offered={get("tafel") ? { bargainingTable: get("tafel"), form: "negotiation_round" } : undefined}
      done={meetings.planned}
      goTo={(id) => ownPath(get("terug")) ?? meetingPath(id)}
    />
  );
}

/** A page of our own, and never an address elsewhere. */
const ownPath = (path: string): string | null => (/^\/[a-z]/.test(path) ? path : null);

/** Changes when and where a meeting is. */
export function EditMeetingPage({ id }: { id: string }) {
  const words = useText();
  const { meetings } = words;
  return (
    <OfMeeting id={id} name="edit" title={meetings.edit}>
      {(meeting, etag, reload) => (
        <BodyForm
          crumbs={crumbsTo("meeting", meeting, words.lists)}
          title={meetings.edit}
          kicker={meeting.title}
          lead={meetings.editLead}
          schema={meetingSchema(words)}
          offered={{ ...meeting }}
          changing
          address={`/v1/meetings/${id}`}
          ifMatch={etag}
          reload={reload}
          done={meetings.saved}
        />
      )}
    </OfMeeting>
  );
}

/** Declines the day and place of a meeting, with a reason or another moment. */
export function AnswerMeetingPage({ id }: { id: string }) {
  const words = useText();
  const { meetings } = words;
  return (
    <OfMeeting id={id} name="answer" title={meetings.declineDate}>
      {(meeting, etag, reload) => (
        <BodyForm
          crumbs={crumbsTo("meeting", meeting, words.lists)}
          title={meetings.declineDate}
          kicker={meeting.title}
          lead={meetings.declineLead}
          schema={answerSchema(words)}
          fixed={{ confirmed: false }}
          address={`/v1/meetings/${id}/answers`}
          ifMatch={etag}
          reload={reload}
          done={meetings.dateDeclined}
          goTo={() => meetingPath(id)}
        />
      )}
    </OfMeeting>
  );
}

/** Writes the minutes of a meeting, and who was there. */
export function MinutesPage({ id }: { id: string }) {
  const { meetings } = useText();
  return (
    <OfMeeting id={id} name="minutes" title={meetings.writeMinutes}>
      {(meeting, etag, reload) => <MinutesForm meeting={meeting} etag={etag} reload={reload} />}
    </OfMeeting>
  );
}

function MinutesForm({ meeting, etag, reload }: { meeting: Meeting; etag: string | null; reload: () => void }) {
  const words = useText();
  const { meetings } = words;
  const members = useMembers(meeting.bargainingTable);
  const choices = members.map(({ organisation }) => ({ value: organisation.id, label: organisation.name }));
  return (
    <BodyForm
      crumbs={crumbsTo("meeting", meeting, words.lists)}
      title={meetings.writeMinutes}
      kicker={meeting.title}
      lead={meetings.minutesLead}
      schema={minutesSchema(words)}
      offered={{ ...meeting }}
      lists={new Map([[MEMBERS, choices]])}
      changing
      address={`/v1/meetings/${meeting.id}`}
      ifMatch={etag}
      reload={reload}
      done={meetings.saved}
    />
  );
}

/** Adds what must be read beside established minutes. */
export function CorrectionPage({ id }: { id: string }) {
  const words = useText();
  const { meetings } = words;
  return (
    <OfMeeting id={id} name="correction" title={meetings.correct}>
      {(meeting) => (
        <BodyForm
          crumbs={crumbsTo("meeting", meeting, words.lists)}
          title={meetings.correct}
          kicker={meeting.title}
          lead={meetings.correctLead}
          schema={correctionSchema(words)}
          address={`/v1/meetings/${id}/corrections`}
          done={meetings.corrected}
        />
      )}
    </OfMeeting>
  );
}

interface OfMeetingProps {
  id: string;
  /** What the API calls the change. */
  name: string;
  title: string;
  children: (meeting: Meeting, etag: string | null, reload: () => void) => preact.ComponentChildren;
}

/** A form about a meeting, for who may fill it in. */
export function OfMeeting({ id, name, title, children }: OfMeetingProps) {
  const meeting = useResource<Meeting>(`/v1/meetings/${id}`);
  return (
    <Writable address={`/v1/meetings/${id}`} name={name} title={title} back={meetingPath(id)}>
      <Await from={meeting} whole>
        {(data, etag) => children(data, etag, meeting.reload)}
      </Await>
    </Writable>
  );
}

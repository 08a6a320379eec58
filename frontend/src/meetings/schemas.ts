import type { JsonSchema } from "../api/shapes";
import type { Messages } from "../i18n/nl";
import { day, listFor, oneOf, organisation, text } from "../writing/fields";

const moment = (title: string): JsonSchema => ({ title, type: "string", format: "date-time" });
const form = (properties: Record<string, JsonSchema>, required: readonly string[]): JsonSchema => ({
  type: "object",
  required,
  properties,
});

/** The lists that the forms below choose from. */
export const TABLES = listFor("table");
export const MEMBERS = listFor("owner");
export const LINKS = listFor("links");
export const DOSSIERS = listFor("dossier");
export const PLANNED = listFor("planned");

const when = ({ meetings }: Messages): Record<string, JsonSchema> => ({
  title: text(meetings.title, 200),
  startsAt: moment(meetings.startsAt),
  endsAt: moment(meetings.endsAt),
  place: text(meetings.place, 300),
  link: { ...text(meetings.link, 300, meetings.linkHint) },
});

export const meetingSchema = (words: Messages): JsonSchema => form(when(words), ["title", "startsAt"]);

export const newMeetingSchema = (words: Messages): JsonSchema =>
  form(
    {
      bargainingTable: organisation(words.meetings.table, "table"),
      form: oneOf(words.meetings.form, words.meetings.forms),
      ...when(words),
    },
    ["bargainingTable", "form", "title", "startsAt"],
  );

export const minutesSchema = ({ meetings }: Messages): JsonSchema =>
  form(
    {
      present: { title: meetings.present, type: "array", items: { type: "string", "x-list": MEMBERS } },
      minutes: text(meetings.minutes, 20000),
    },
    [],
  );

export const correctionSchema = ({ meetings }: Messages): JsonSchema => form({ text: text(meetings.text, 5000) }, ["text"]);

export const answerSchema = ({ meetings }: Messages): JsonSchema =>
  form(
    {
      reason: text(meetings.declineReason, 1000, meetings.declineReasonHint),
      otherStartsAt: moment(meetings.otherMoment),
    },
    [],
  );

interface Parts {
  may: (right: string) => boolean;
  fresh: boolean;
}

/** What somebody may write of an item: its words, or its minutes. */
export function itemSchema({ meetings }: Messages, { may, fresh }: Parts): JsonSchema {
  const words: Record<string, JsonSchema> = {
    title: text(meetings.item, 200),
    note: text(meetings.note, 5000),
    links: {
      title: meetings.links,
      description: meetings.linksHint,
      type: "array",
      items: { type: "string", "x-list": LINKS },
    },
  };
  return form(
    {
      ...(may("edit") ? words : {}),
      ...(fresh ? { suggested: { title: meetings.suggested, type: "boolean" } } : {}),
      ...(may("minutes") ? { minutes: text(meetings.minutesOfItem, 20000) } : {}),
    },
    may("edit") ? ["title"] : [],
  );
}

/** What a comment is called on the agenda of a meeting that was planned. */
export const onAgendaSchema = ({ meetings, talk }: Messages): JsonSchema =>
  form(
    {
      meeting: organisation(talk.planned, "planned"),
      title: text(meetings.item, 200),
      note: text(meetings.note, 5000),
    },
    ["meeting", "title"],
  );

export const decisionSchema = ({ meetings, writing, commitments }: Messages): JsonSchema =>
  form(
    {
      outcome: oneOf(meetings.outcome, meetings.outcomes),
      text: text(meetings.decision, 2000),
      ownerSide: { ...oneOf(writing.ownerSide, writing.ownerSides), description: meetings.forCommitment },
      owner: { ...organisation(commitments.owner, "owner"), description: meetings.forCommitment },
      dueOn: { ...day(commitments.due), description: meetings.forCommitment },
      subject: { ...organisation(meetings.subject, "dossier"), description: meetings.forCommitment },
    },
    ["outcome", "text"],
  );

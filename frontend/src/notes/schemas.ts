import type { JsonSchema } from "../api/shapes";
import type { Messages } from "../i18n/nl";
import { oneOf, text } from "../writing/fields";

const LONGEST = 5000;
const LONGEST_QUOTE = 2000;

/** What the API asks of a comment, in the language on screen. */
export const commentSchema = ({ talk }: Messages): JsonSchema => ({
  type: "object",
  required: ["text"],
  properties: { text: text(talk.says, LONGEST), passage: passage(talk) },
});

/** What the API asks of a note. */
export const noteSchema = ({ talk }: Messages): JsonSchema => ({
  type: "object",
  required: ["text", "reading"],
  properties: {
    text: text(talk.notes, LONGEST),
    passage: passage(talk),
    reading: { ...oneOf(talk.reading, talk.readings), default: "organisation" },
  },
});

export const replySchema = ({ talk }: Messages): JsonSchema => ({
  type: "object",
  required: ["text"],
  properties: { text: text(talk.reply, LONGEST) },
});

const passage = (talk: Messages["talk"]): JsonSchema => ({
  title: talk.passage,
  type: "object",
  properties: { quote: text(talk.quote, LONGEST_QUOTE, talk.quoteHint) },
});

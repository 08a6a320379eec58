import type { ClauseText, Subject } from "../api/shapes";

/** The version of the text that consents are about, for a subject that has one. */
export function clauseText({ text }: Pick<Subject, "text">): ClauseText | null {
  return typeof text === "object" ? text : null;
}

/** Whether a subject is one that has a text of its own to agree on, written already or not. */
export const hasText = ({ text }: Pick<Subject, "text">): boolean =>
  text !== undefined && typeof text !== "string";

import type { Messages } from "../i18n/nl";

type Words = Messages["consent"];

interface Step {
  kind: string;
  /** What the API calls the step, and what people do. */
  name: string;
  label: string;
}

/** What consenting to this step is called: where a dossier has several, each says which one it is. */
export const consentTo = (words: Words, { kind, name, label }: Step): string =>
  words.giveIn[`${kind}.${name}`] ?? words.giveFor(label);

/** On the button: short, where a reader hears the step with it. */
export const consentButton = (words: Words, { kind, name }: Pick<Step, "kind" | "name">): string =>
  words.giveIn[`${kind}.${name}`] ?? words.give;

/** On the button below the form. */
export const consentSubmit = (words: Words, { kind, name }: Pick<Step, "kind" | "name">): string =>
  words.submitIn[`${kind}.${name}`] ?? words.submit;

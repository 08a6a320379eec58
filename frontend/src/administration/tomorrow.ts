import { today } from "../i18n/format";

const DAY_MS = 86_400_000;

/** The day after today in the Netherlands: the first on which most of what is new may begin. */
export function tomorrow(): string {
  return new Date(Date.parse(`${today()}T00:00:00Z`) + DAY_MS).toISOString().slice(0, 10);
}

import type { Language } from "./language";

const LOCALES: Record<Language, string> = { nl: "nl-NL", en: "en-GB" };
const ZONE = "Europe/Amsterdam";
const DAY_MS = 86_400_000;

/** `2026-12-03` as "3 december 2026". A date has no time zone, so none is applied. */
export function formatDate(date: string, language: Language): string {
  const day = new Date(`${date.slice(0, 10)}T00:00:00Z`);
  if (Number.isNaN(day.getTime())) return date;
  return new Intl.DateTimeFormat(LOCALES[language], {
    day: "numeric",
    month: "long",
    year: "numeric",
    timeZone: "UTC",
  }).format(day);
}

/** A moment as "3 december 2026, 14:05", in Dutch time. */
export function formatMoment(moment: string, language: Language): string {
  const at = new Date(moment);
  if (Number.isNaN(at.getTime())) return moment;
  const day = new Intl.DateTimeFormat(LOCALES[language], {
    day: "numeric",
    month: "long",
    year: "numeric",
    timeZone: ZONE,
  }).format(at);
  const time = new Intl.DateTimeFormat(LOCALES[language], {
    hour: "2-digit",
    minute: "2-digit",
    timeZone: ZONE,
  }).format(at);
  return `${day}, ${time}`;
}

export const formatNumber = (value: number, language: Language): string =>
  new Intl.NumberFormat(LOCALES[language]).format(value);

export const formatEuro = (value: number, language: Language): string =>
  new Intl.NumberFormat(LOCALES[language], { style: "currency", currency: "EUR", maximumFractionDigits: 0 }).format(
    value,
  );

/** Today's date in the Netherlands, as `YYYY-MM-DD`. */
export function today(now: Date = new Date()): string {
  return new Intl.DateTimeFormat("en-CA", { timeZone: ZONE }).format(now);
}

/** How many days from today until the date; negative when it has passed. */
export function daysUntil(date: string, from: string = today()): number {
  return Math.round((Date.parse(date.slice(0, 10)) - Date.parse(from)) / DAY_MS);
}

/** The first characters of a digest: enough to compare by eye. */
export function shortDigest(digest: string): string {
  return digest.replace(/^sha256:/, "").slice(0, 12);
}

/** `needsPlan` or `needs_plan` as "Needs plan", for a word nobody has given us a text for. */
export function humanise(name: string): string {
  const words = name
    .replace(/[_-]+/g, " ")
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

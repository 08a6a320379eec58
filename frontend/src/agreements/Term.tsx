import type { Agreement } from "../api/shapes";
import { useSpeech } from "../i18n/context";
import { formatDate } from "../i18n/format";

/** From the first day of an agreement to its last. */
export function Term({ agreement: { startsOn, endsOn, termByLaw } }: { agreement: Agreement }) {
  const { language, text } = useSpeech();
  if (!startsOn && !endsOn) return null;
  const say = (date: string | null | undefined): string => (date ? formatDate(date, language) : "…");
  const { termOf, termByLaw: noTerm } = text.agreements;
  return (
    <>
      {termOf(say(startsOn), say(endsOn))}
      {termByLaw && ` (${noTerm})`}
    </>
  );
}

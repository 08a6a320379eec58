import type { Agreement } from "../api/shapes";
import { useSpeech } from "../i18n/context";
import { formatDate } from "../i18n/format";

/** From the first day of an agreement to its last. */
export function Term({ agreement: { startsOn, endsOn } }: { agreement: Agreement }) {
  const { language, text } = useSpeech();
  if (!startsOn && !endsOn) return null;
  const say = (date: string | null | undefined): string => (date ? formatDate(date, language) : "…");
  return <>{text.agreements.termOf(say(startsOn), say(endsOn))}</>;
}

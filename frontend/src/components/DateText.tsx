import { useSpeech } from "../i18n/context";
import { daysUntil, formatDate, formatMoment } from "../i18n/format";

/** A date in words, readable for machines too. */
export function DateText({ date }: { date: string }) {
  const { language } = useSpeech();
  return <time dateTime={date}>{formatDate(date, language)}</time>;
}

export function MomentText({ moment }: { moment: string }) {
  const { language } = useSpeech();
  return <time dateTime={moment}>{formatMoment(moment, language)}</time>;
}

/** A date that something must be done by: how far away it is, or how late it is. */
export function DueText({ date, late }: { date: string; late?: boolean | undefined }) {
  const { text } = useSpeech();
  const days = daysUntil(date);
  return (
    <span class={late ? "ps-due ps-due--late" : "ps-due"}>
      <DateText date={date} /> <span class="ps-due__distance">({distance(days, late ?? false, text.dates)})</span>
    </span>
  );
}

type DateWords = ReturnType<typeof useSpeech>["text"]["dates"];

function distance(days: number, late: boolean, words: DateWords): string {
  if (days === 0) return words.today;
  if (days === 1) return words.tomorrow;
  if (days > 0) return words.inDays(days);
  if (late) return words.late(-days);
  return days === -1 ? words.yesterday : words.daysAgo(-days);
}

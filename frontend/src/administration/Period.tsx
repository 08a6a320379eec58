import { Badge } from "../components/Badge";
import { ButtonLink } from "../components/ButtonLink";
import { useSpeech } from "../i18n/context";
import { formatDate } from "../i18n/format";

/** From when until when. */
export function Period({ startsOn, endsOn }: { startsOn: string; endsOn: string | null }) {
  const { text, language } = useSpeech();
  const { administration } = text;
  const from = formatDate(startsOn, language);
  return <>{endsOn ? administration.until(from, formatDate(endsOn, language)) : administration.since(from)}</>;
}

/** Whether it holds, and the way to its end for who may. */
export function Standing({ state, href, what }: { state: string; href: string | null; what: string }) {
  const { administration } = useSpeech().text;
  return (
    <>
      <Badge tone={state === "valid" ? "good" : "neutral"}>{administration.states[state] ?? state}</Badge>
      {href && (
        <span class="ps-block">
          <ButtonLink look="subtle" href={href}>
            {state === "upcoming" ? administration.withdrawTitle : administration.end}
            <span class="ps-hidden">{administration.endOf(what)}</span>
          </ButtonLink>
        </span>
      )}
    </>
  );
}

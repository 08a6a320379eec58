import type { AuditEntry, Page } from "../api/shapes";
import { useResource } from "../api/useResource";
import { Await } from "../components/Await";
import { MomentText } from "../components/DateText";
import { Section } from "../dossier/Section";
import { useText } from "../i18n/context";

const NEWEST = 50;

/** Which administrators and secretariats asked for what is the reader's and not theirs; in vain. */
export function Attempts() {
  const { administration } = useText();
  const attempts = useResource<Page<AuditEntry>>("/v1/access-attempts", { pageSize: NEWEST, ordering: "-at" });
  const what = (kind: string) => administration.contentKinds[kind] ?? administration.contentKinds["other"];
  return (
    <Section id="attempts" title={administration.attempts}>
      <p class="nl-paragraph">{administration.attemptsLead}</p>
      <Await from={attempts}>
        {({ items }) =>
          items.length === 0 ? (
            <p class="nl-paragraph">{administration.noAttempts}</p>
          ) : (
            <ol class="ps-timeline">
              {items.map((entry) => (
                <li class="ps-timeline__entry" key={entry.digest}>
                  <p class="ps-timeline__what">
                    <strong>{entry.actor.name}</strong> {administration.asked}{" "}
                    {what(String((entry.facts as Record<string, unknown>)["kind"]))}
                  </p>
                  <p class="ps-timeline__who">
                    <MomentText moment={entry.at} />
                  </p>
                </li>
              ))}
            </ol>
          )
        }
      </Await>
    </Section>
  );
}

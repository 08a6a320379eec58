import type { AuditEntry, Page } from "../api/shapes";
import { useResource } from "../api/useResource";
import { Await } from "../components/Await";
import { MomentText } from "../components/DateText";
import { Section } from "../dossier/Section";
import { useText } from "../i18n/context";

const NEWEST = 50;

/** What administrators changed, newest first, as far as the reader may see it. */
export function History({ of }: { of: string }) {
  const { administration } = useText();
  const entries = useResource<Page<AuditEntry>>(`${of}/audit-entries`, { pageSize: NEWEST, ordering: "-at" });
  return (
    <Section id="history" title={administration.history}>
      <Await from={entries}>
        {({ items }) =>
          items.length === 0 ? (
            <p class="nl-paragraph">{administration.noHistory}</p>
          ) : (
            <ol class="ps-timeline">
              {items.map((entry) => (
                <Entry key={entry.digest} entry={entry} />
              ))}
            </ol>
          )
        }
      </Await>
    </Section>
  );
}

function Entry({ entry }: { entry: AuditEntry }) {
  const { administration } = useText();
  const facts = entry.facts as Record<string, unknown>;
  const who = [facts["person"], facts["organisation"], facts["table"]].filter(Boolean).join(", ");
  return (
    <li class="ps-timeline__entry">
      <p class="ps-timeline__what">
        <strong>{administration.events[entry.event] ?? entry.event}</strong>
        {who && <>: {who}</>}
      </p>
      <p class="ps-timeline__who">
        {entry.actor.name} · <MomentText moment={entry.at} />
      </p>
      {entry.reason && <p class="ps-timeline__reason">{entry.reason}</p>}
    </li>
  );
}

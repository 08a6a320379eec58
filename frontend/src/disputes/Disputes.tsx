import type { DisputeDetail, Page } from "../api/shapes";
import type { Loaded } from "../api/useResource";
import { Await } from "../components/Await";
import { Section } from "../dossier/Section";
import { useSpeech } from "../i18n/context";
import { formatDate } from "../i18n/format";
import { DisputeCard } from "./DisputeCard";

/** The disputes about a clause: the one that runs in full, earlier ones folded away. */
export function Disputes({ disputes: found }: { disputes: Loaded<Page<DisputeDetail>> }) {
  const { text, language } = useSpeech();
  const { disputes } = text;
  return (
    <Section id="disputes" title={disputes.title}>
      <p class="ps-small">{disputes.lead}</p>
      <Await from={found}>
        {({ items }) => (
          <>
            {items.map((dispute) =>
              dispute.ending ? (
                <details class="ps-details" key={dispute.id}>
                  <summary>{disputes.earlier(formatDate(dispute.raisedOn, language))}</summary>
                  <DisputeCard dispute={dispute} />
                </details>
              ) : (
                <DisputeCard key={dispute.id} dispute={dispute} />
              ),
            )}
          </>
        )}
      </Await>
    </Section>
  );
}

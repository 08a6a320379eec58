import type { OwnSignal, Page, ReceivedSignal } from "../api/shapes";
import { useResource } from "../api/useResource";
import { Await } from "../components/Await";
import { DateText, MomentText } from "../components/DateText";
import { useNotice } from "../components/notice";
import { PageHeading } from "../components/PageHeading";
import { Told } from "../components/Told";
import { Section } from "../dossier/Section";
import { useText } from "../i18n/context";
import { useSession } from "../session/context";
import { ReceivedActions } from "./ReceivedActions";
import { SignalCard } from "./SignalCard";

const ALL = 100;

/** The signals that the person sent, and for a secretariat those that it received. */
export function SignalsPage() {
  const { signals } = useText();
  const { me } = useSession();
  const keeps = me?.organisations.some(({ side }) => side === "neutral");
  const [notice] = useNotice();
  return (
    <div class="ps-narrow">
      <PageHeading title={signals.title} />
      <p class="nl-paragraph nl-paragraph--lead">{signals.lead}</p>
      <Told message={notice} />
      {keeps && <Received />}
      <Own />
    </div>
  );
}

function Received() {
  const { signals } = useText();
  const found = useResource<Page<ReceivedSignal>>("/v1/received-signals", { pageSize: ALL });
  return (
    <Section id="received" title={signals.received}>
      <Await from={found}>
        {({ items }) => (
          <>
            {items.length === 0 && <p class="nl-paragraph">{signals.receivedEmpty}</p>}
            {items.map((signal) => (
              <SignalCard key={signal.id} signal={signal}>
                <p class="ps-small">
                  {signals.receivedOn} <DateText date={signal.receivedOn} /> · {signal.bargainingTable.name}
                </p>
                <p class="nl-paragraph">
                  {signal.senderName
                    ? `${signals.sender}: ${signal.senderName}, ${signal.senderOrganisation}.`
                    : signals.unnamed}{" "}
                  {signal.mayQuote ? signals.mayQuote : signals.mayNotQuote}
                </p>
                <ReceivedActions id={signal.id} />
              </SignalCard>
            ))}
          </>
        )}
      </Await>
    </Section>
  );
}

function Own() {
  const { signals } = useText();
  const found = useResource<Page<OwnSignal>>("/v1/signals", { pageSize: ALL });
  return (
    <Section id="own" title={signals.own}>
      <p class="ps-small">{signals.ownLead}</p>
      <Await from={found}>
        {({ items }) => (
          <>
            {items.length === 0 && <p class="nl-paragraph">{signals.ownEmpty}</p>}
            {items.map((signal) => (
              <SignalCard key={signal.id} signal={signal}>
                <p class="ps-small">
                  {signals.sentAt} <MomentText moment={signal.sentAt} /> ·{" "}
                  {signal.named ? signals.named : signals.notNamed}
                </p>
              </SignalCard>
            ))}
          </>
        )}
      </Await>
    </Section>
  );
}

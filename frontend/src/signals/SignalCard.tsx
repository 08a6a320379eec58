import type { ComponentChildren } from "preact";
import type { OwnSignal, ReceivedSignal } from "../api/shapes";
import { Badge } from "../components/Badge";
import { DateText } from "../components/DateText";
import { Heading } from "../components/Heading";
import { useText } from "../i18n/context";
import { Words } from "../notes/Words";
import { subjectPath } from "../router/routes";

interface Props {
  signal: OwnSignal | ReceivedSignal;
  children: ComponentChildren;
}

/** A signal: about what, where it stands, its words, and what came of it. */
export function SignalCard({ signal: { subject, stateLabel, text, responses }, children }: Props) {
  const { signals } = useText();
  return (
    <article class="ps-comment">
      <p class="nl-paragraph">
        <Badge>{stateLabel}</Badge> {signals.about}{" "}
        {subject.title ? (
          <a class="nl-link" href={subjectPath(subject.kind, subject.id) ?? "/"}>
            {subject.title}
          </a>
        ) : (
          signals.gone
        )}
      </p>
      <Words text={text} />
      <Heading level={3} look={4}>
        {signals.responses}
      </Heading>
      {responses.length === 0 && <p class="nl-paragraph">{signals.noResponse}</p>}
      {responses.map((each, index) => (
        <div class="ps-statement" key={index}>
          <p class="ps-small">
            {each.kindLabel}, <DateText date={each.respondedOn} />
          </p>
          <Words text={each.text} />
        </div>
      ))}
      {children}
    </article>
  );
}

import type { Action } from "../api/shapes";
import { ButtonLink } from "../components/ButtonLink";
import { useText } from "../i18n/context";
import { consentButton } from "../dossier/consentWords";
import { actPath, isKind, SIGNALS, subjectPath } from "../router/routes";

/** Straight to the step that waits, where there is one. */
export function ActionLink({ action: { kind, subject, transition, label } }: { action: Action }) {
  const { next, consent, signals, meetings, paper } = useText();
  if (kind === "signal")
    return (
      <p>
        <ButtonLink href={SIGNALS} look="secondary">
          {signals.toSignals}
        </ButtonLink>
      </p>
    );
  if (kind === "paper" && isKind(subject.kind))
    return (
      <p>
        <ButtonLink href={subjectPath(subject.kind, subject.id) ?? "/"} look="secondary">
          {paper.toPaper}
          <span class="ps-hidden">
            : {label}, {subject.title}
          </span>
        </ButtonLink>
      </p>
    );
  if (kind === "meeting" && isKind(subject.kind))
    return (
      <p>
        <ButtonLink href={subjectPath(subject.kind, subject.id) ?? "/"} look="secondary">
          {meetings.answerDate}
          <span class="ps-hidden">: {subject.title}</span>
        </ButtonLink>
      </p>
    );
  if (!transition || !isKind(subject.kind)) return null;
  return (
    <p>
      <ButtonLink href={actPath(subject.kind, subject.id, transition)} look="secondary">
        {kind === "consent" ? consentButton(consent, { kind: subject.kind, name: transition }) : next.start}
        <span class="ps-hidden">
          : {label}, {subject.title}
        </span>
      </ButtonLink>
    </p>
  );
}

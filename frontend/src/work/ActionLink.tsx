import type { Action } from "../api/shapes";
import { ButtonLink } from "../components/ButtonLink";
import { useText } from "../i18n/context";
import { consentButton } from "../dossier/consentWords";
import { actPath, isKind, SIGNALS } from "../router/routes";

/** Straight to the step that waits, where there is one. */
export function ActionLink({ action: { kind, subject, transition, label } }: { action: Action }) {
  const { next, consent, signals } = useText();
  if (kind === "signal")
    return (
      <p>
        <ButtonLink href={SIGNALS} look="secondary">
          {signals.toSignals}
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

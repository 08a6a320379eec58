import type { Subject } from "../api/shapes";
import { useText } from "../i18n/context";

/** What holds in law, which need not be where the process is. */
export function LegalStatus({ subject: { legalStatus, legalStatusLabel } }: { subject: Subject }) {
  const { dossier } = useText();
  if (!legalStatus) return null;
  return (
    <p class="ps-legal">
      <strong>{dossier.legalStatus}:</strong> {dossier.legalMeaning[legalStatus] ?? legalStatusLabel}
    </p>
  );
}

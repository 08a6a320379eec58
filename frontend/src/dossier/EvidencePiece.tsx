import type { EvidenceItem } from "../api/shapes";
import { MomentText } from "../components/DateText";

export function EvidencePiece({ piece }: { piece: EvidenceItem }) {
  const { kindLabel, title, url, statement, organisation, person, addedAt } = piece;
  return (
    <li>
      {url ? (
        <a class="nl-link" href={url} rel="noreferrer">
          {title}
        </a>
      ) : (
        <strong>{title}</strong>
      )}
      {statement && <p class="nl-paragraph">{statement}</p>}
      <p class="ps-small">
        {[kindLabel, person, organisation?.name].filter(Boolean).join(", ")} · <MomentText moment={addedAt} />
      </p>
    </li>
  );
}

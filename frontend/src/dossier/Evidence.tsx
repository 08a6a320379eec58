import type { Change, EvidenceItem, Page, Subject } from "../api/shapes";
import { type Loaded, useResource } from "../api/useResource";
import { Await } from "../components/Await";
import { useText } from "../i18n/context";
import { evidencePath } from "../router/routes";
import { ChangeLink } from "../writing/ChangeLink";
import { EvidencePiece } from "./EvidencePiece";

/** What shows that a commitment was kept. */
export function Evidence({ commitment, changes }: { commitment: Subject; changes: Loaded<Page<Change>> }) {
  const { commitments, evidence } = useText();
  const found = useResource<Page<EvidenceItem>>(`/v1/commitments/${commitment.id}/evidence`);
  return (
    <>
      <Await from={found}>
        {({ items }) =>
          items.length === 0 ? (
            <p class="nl-paragraph">{commitments.noEvidence}</p>
          ) : (
            <ul class="ps-evidence">
              {items.map((piece) => (
                <EvidencePiece key={piece.id} piece={piece} />
              ))}
            </ul>
          )
        }
      </Await>
      <div class="utrecht-action-group ps-records">
        <ChangeLink changes={changes} name="evidence" href={evidencePath(commitment.id)} label={evidence.add} />
      </div>
    </>
  );
}

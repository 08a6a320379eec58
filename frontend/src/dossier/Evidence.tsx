import type { EvidenceItem, Page, Subject } from "../api/shapes";
import { useResource } from "../api/useResource";
import { Await } from "../components/Await";
import { ButtonLink } from "../components/ButtonLink";
import { useText } from "../i18n/context";
import { evidencePath } from "../router/routes";
import { useSession } from "../session/context";
import { EvidencePiece } from "./EvidencePiece";

/** What shows that a commitment was kept. */
export function Evidence({ commitment }: { commitment: Subject }) {
  const { commitments, evidence } = useText();
  const { me } = useSession();
  const found = useResource<Page<EvidenceItem>>(`/v1/commitments/${commitment.id}/evidence`);
  const owners = [commitment.owner?.id, commitment.coOwner?.id];
  const own = me?.organisations.some(({ id }) => owners.includes(id));
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
      {own && (
        <p>
          <ButtonLink look="secondary" href={evidencePath(commitment.id)}>
            {evidence.add}
          </ButtonLink>
        </p>
      )}
    </>
  );
}

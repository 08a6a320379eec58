import type { Proof } from "../api/shapes";
import { DocumentLink } from "../dossier/DocumentLink";

/** Lets the reader open a letter of notice. */
export function ProofLink({ agreementId, proof: { id, name } }: { agreementId: string; proof: Proof }) {
  return <DocumentLink address={`/v1/agreements/${agreementId}/notice-proofs/${id}/document`} name={name} />;
}

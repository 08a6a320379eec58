import { useSending } from "../act/useSending";
import { request } from "../api/client";
import type { PaperDocument, Proof } from "../api/shapes";
import { Button } from "../components/Button";
import { Failure } from "../components/Failure";
import { saveBytes } from "../dossier/saveBytes";
import { useText } from "../i18n/context";

/** Lets the reader open a letter of notice. */
export function ProofLink({ agreementId, proof: { id, name } }: { agreementId: string; proof: Proof }) {
  const { paper } = useText();
  const { busy, error, send } = useSending(undefined);
  const open = (): Promise<void> =>
    send(async () => {
      const address = `/v1/agreements/${agreementId}/notice-proofs/${id}/document`;
      const { data } = await request<PaperDocument>("GET", address);
      saveBytes(data.content, data.mediaType, data.name);
    });
  return (
    <>
      <div class="utrecht-action-group ps-records">
        <Button look="secondary" busy={busy} label={`${paper.open}: ${name}`} onClick={() => void open()}>
          {paper.open}
        </Button>
      </div>
      {error && <Failure error={error} />}
    </>
  );
}

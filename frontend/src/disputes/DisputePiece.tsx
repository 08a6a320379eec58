import { request } from "../api/client";
import type { DisputePieceDocument, DisputePieceItem } from "../api/shapes";
import { useSending } from "../act/useSending";
import { Button } from "../components/Button";
import { MomentText } from "../components/DateText";
import { Failure } from "../components/Failure";
import { saveBytes } from "../dossier/saveBytes";
import { useText } from "../i18n/context";

/** One piece of evidence, with the way to what it is. */
export function DisputePiece({ disputeId, piece }: { disputeId: string; piece: DisputePieceItem }) {
  const { disputes } = useText();
  const { busy, error, send } = useSending(undefined);
  const open = (): Promise<void> =>
    send(async () => {
      const address = `/v1/disputes/${disputeId}/evidence/${piece.id}/document`;
      const { data } = await request<DisputePieceDocument>("GET", address);
      saveBytes(data.content, data.mediaType, data.name);
    });
  return (
    <li class="ps-evidence__piece">
      {piece.url ? (
        <a class="nl-link" href={piece.url} rel="noreferrer">
          {piece.title}
        </a>
      ) : (
        <strong>{piece.title}</strong>
      )}
      {piece.explanation && <p class="nl-paragraph">{piece.explanation}</p>}
      <p class="ps-small">
        {disputes.said(piece.sideLabel, piece.organisation?.name ?? "")} · <MomentText moment={piece.addedAt} />
      </p>
      {!piece.url && (
        <Button look="secondary" busy={busy} onClick={() => void open()}>
          {disputes.open(piece.name)}
        </Button>
      )}
      {error && <Failure error={error} />}
    </li>
  );
}

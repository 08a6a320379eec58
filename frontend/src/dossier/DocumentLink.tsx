import { useSending } from "../act/useSending";
import { request } from "../api/client";
import type { PaperDocument } from "../api/shapes";
import { Button } from "../components/Button";
import { Failure } from "../components/Failure";
import { useText } from "../i18n/context";
import { saveBytes } from "./saveBytes";

/** Lets the reader open a document that lies at an address. */
export function DocumentLink({ address, name }: { address: string; name: string }) {
  const { paper } = useText();
  const { busy, error, send } = useSending(undefined);
  const open = (): Promise<void> =>
    send(async () => {
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

import { useSending } from "../act/useSending";
import { request } from "../api/client";
import type { Comment } from "../api/shapes";
import { Button } from "../components/Button";
import { Failure } from "../components/Failure";
import { useText } from "../i18n/context";

interface Props {
  comment: Comment;
  etag: string | null;
  reload: (message?: string) => void;
}

/** Settles a comment, or opens it again. */
export function Settle({ comment: { id, resolved }, etag, reload }: Props) {
  const { talk } = useText();
  const { busy, error, send } = useSending(() => reload());
  const settle = (): Promise<void> =>
    send(async () => {
      await request("POST", `/v1/comments/${id}/resolutions`, { body: { resolved: !resolved }, ifMatch: etag });
      reload(resolved ? talk.reopened : talk.settledNow);
    });
  return (
    <div class="ps-records">
      <Button look="secondary" busy={busy} onClick={() => void settle()}>
        {resolved ? talk.reopen : talk.settle}
      </Button>
      {error && <Failure error={error} />}
    </div>
  );
}

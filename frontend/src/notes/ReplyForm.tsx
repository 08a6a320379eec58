import { useState } from "preact/hooks";
import { useSending } from "../act/useSending";
import { request } from "../api/client";
import { Button } from "../components/Button";
import { controlId, faultsAt, messageAt } from "../form/faults";
import { FormField } from "../form/FormField";
import { FaultSummary } from "../form/FaultSummary";
import { useText } from "../i18n/context";

interface Props {
  commentId: string;
  reload: (message: string) => void;
}

const POINTER = "/text";

/** Answers a comment, on its own page. */
export function ReplyForm({ commentId, reload }: Props) {
  const { talk, act } = useText();
  const [text, setText] = useState("");
  const { busy, error, send } = useSending(undefined);
  const submit = (): Promise<void> =>
    send(async () => {
      await request("POST", `/v1/comments/${commentId}/replies`, { body: { text } });
      setText("");
      reload(talk.replied);
    });
  return (
    <form
      class="ps-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      {error && <FaultSummary error={error} label={(pointer) => (pointer === POINTER ? talk.reply : null)} />}
      <FormField
        id={controlId(POINTER)}
        label={talk.reply}
        description={talk.replyHint}
        error={messageAt(faultsAt(error?.problem ?? null), POINTER)}
      >
        {(control) => (
          <textarea
            {...control}
            class="utrecht-textarea utrecht-textarea--html-textarea"
            rows={4}
            value={text}
            onInput={(event) => setText(event.currentTarget.value)}
          />
        )}
      </FormField>
      <div class="utrecht-action-group">
        <Button type="submit" busy={busy}>
          {busy ? act.busy : talk.sendReply}
        </Button>
      </div>
    </form>
  );
}

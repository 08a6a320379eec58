import { useState } from "preact/hooks";
import { request } from "../api/client";
import type { Paper, PaperDocument } from "../api/shapes";
import { useSending } from "../act/useSending";
import { Button } from "../components/Button";
import { Failure } from "../components/Failure";
import { FormField } from "../form/FormField";
import { useSpeech } from "../i18n/context";
import { formatDate } from "../i18n/format";
import { saveBytes } from "./saveBytes";

interface Props {
  paper: Paper;
  /** Says what was decided, and reads everything again. */
  decided: (message: string) => void;
}

/** A consent on paper: what was signed, by whom, and for the party itself what to do with it. */
export function PaperItem({ paper: item, decided }: Props) {
  const { text, language } = useSpeech();
  const { paper } = text;
  const { busy, error, send } = useSending(undefined);
  const [reason, setReason] = useState("");
  const address = `/v1/papers/${item.id}`;

  const open = (): Promise<void> =>
    send(async () => {
      const { data } = await request<PaperDocument>("GET", `${address}/document`);
      saveBytes(data.content, data.mediaType, data.name);
    });
  const decide = (decision: "confirmed" | "refused"): Promise<void> =>
    send(async () => {
      await request("PATCH", address, { body: { decision, ...(decision === "refused" ? { reason } : {}) } });
      decided(decision === "confirmed" ? paper.confirmed : paper.refused);
    });

  return (
    <li class="ps-evidence__piece">
      <strong>{paper.of(item.organisation.name, item.transitionLabel)}</strong>
      <span class="ps-small ps-block">{item.name}</span>
      <span class="ps-small ps-block">
        {paper.signed(item.signedBy, formatDate(item.signedOn, language))};{" "}
        {paper.by(item.recordedBy, item.recordedFor)}
      </span>
      <span class="ps-block">
        {paper.states[item.state] ?? item.state}
        {item.decisionReason && `: ${item.decisionReason}`}
      </span>
      <div class="utrecht-action-group ps-records">
        <Button look="secondary" busy={busy} onClick={() => void open()}>
          {paper.open}
        </Button>
        {item.mayDecide && (
          <Button look="primary" busy={busy} onClick={() => void decide("confirmed")}>
            {paper.confirm}
          </Button>
        )}
      </div>
      {item.mayDecide && (
        <>
          <FormField id={`refuse-${item.id}`} label={paper.reason}>
            {(control) => (
              <input
                {...control}
                class="utrecht-textbox utrecht-textbox--html-input"
                type="text"
                maxLength={2000}
                value={reason}
                onInput={(event) => setReason(event.currentTarget.value)}
              />
            )}
          </FormField>
          <Button look="secondary" busy={busy} onClick={() => void decide("refused")}>
            {paper.refuse}
          </Button>
        </>
      )}
      {error && <Failure error={error} />}
    </li>
  );
}

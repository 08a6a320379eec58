import { useEffect, useRef, useState } from "preact/hooks";
import { request } from "../api/client";
import type { Reminder } from "../api/shapes";
import { useSending } from "../act/useSending";
import { Button } from "../components/Button";
import { controlId, faultsAt, messageAt } from "../form/faults";
import { FaultSummary } from "../form/FaultSummary";
import { FormField } from "../form/FormField";
import { useText } from "../i18n/context";
import { today } from "../i18n/format";

const TEXTBOX = "utrecht-textbox utrecht-textbox--html-input";
const LONGEST = 500;

interface Props {
  reminder: Reminder;
  /** It was put off, or the person thinks better of it (null). */
  close: (message: string | null) => void;
}

const UNTIL = "/returnsOn";
const REASON = "/snoozeReason";

/** Until which day, and why: which only the person reads. Takes focus. */
export function SnoozeForm({ reminder, close }: Props) {
  const { snooze } = useText();
  const { busy, error, send } = useSending(undefined);
  const [until, setUntil] = useState("");
  const [reason, setReason] = useState("");
  const faults = faultsAt(error?.problem ?? null);
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => first.current?.focus(), []);
  // more of these can be open on one page
  const idOf = (pointer: string): string => `${controlId(pointer)}-${reminder.id}`;
  const labels: Record<string, string> = { [UNTIL]: snooze.until, [REASON]: snooze.reason };
  const save = (): Promise<void> =>
    send(async () => {
      const body = { returnsOn: until || today(), snoozeReason: reason };
      await request("PATCH", `/v1/reminders/${reminder.id}`, { body });
      close(snooze.done);
    });
  return (
    <form
      class="ps-stacked"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) void save();
      }}
    >
      {error && <FaultSummary error={error} label={(pointer) => labels[pointer] ?? null} idOf={idOf} />}
      <FormField
        id={idOf(UNTIL)}
        label={snooze.until}
        description={snooze.untilHint}
        error={messageAt(faults, UNTIL)}
      >
        {(control) => (
          <input {...control} ref={first} class={TEXTBOX} type="date" value={until} onInput={(event) => setUntil(event.currentTarget.value)} />
        )}
      </FormField>
      <FormField
        id={idOf(REASON)}
        label={snooze.reason}
        description={snooze.reasonHint}
        error={messageAt(faults, REASON)}
      >
        {(control) => (
          <input
            {...control}
            class={TEXTBOX}
            type="text"
            maxLength={LONGEST}
            value={reason}
            onInput={(event) => setReason(event.currentTarget.value)}
          />
        )}
      </FormField>
      <div class="utrecht-action-group">
        <Button type="submit" busy={busy}>
          {snooze.save}
        </Button>
        <Button look="subtle" onClick={() => close(null)}>
          {snooze.cancel}
        </Button>
      </div>
    </form>
  );
}

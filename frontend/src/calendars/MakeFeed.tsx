import { useState } from "preact/hooks";
import { BodyFields } from "../act/BodyFields";
import { useSchemaForm } from "../act/useSchemaForm";
import { useSending } from "../act/useSending";
import { request } from "../api/client";
import type { MadeFeed } from "../api/shapes";
import { Button } from "../components/Button";
import { FaultSummary } from "../form/FaultSummary";
import { faultsAt } from "../form/faults";
import { useText } from "../i18n/context";
import { text } from "../writing/fields";
import { FEEDS } from "./CalendarFeedsPage";

const LONGEST_NAME = 80;
const TOP = "";

/** Asks in which program an address is to be used; empty again once it was made. */
export function MakeFeed({ done }: { done: (made: MadeFeed) => void }) {
  const [turn, setTurn] = useState(0);
  return (
    <Fields
      key={turn}
      done={(made) => {
        setTurn(turn + 1);
        done(made);
      }}
    />
  );
}

function Fields({ done }: { done: (made: MadeFeed) => void }) {
  const { calendars, act } = useText();
  const form = useSchemaForm(
    { type: "object", required: ["name"], properties: { name: text(calendars.name, LONGEST_NAME, calendars.nameHint) } },
    { pointer: TOP },
  );
  const { busy, error, send } = useSending(undefined);
  const submit = (): Promise<void> =>
    send(async () => done((await request<MadeFeed>("POST", FEEDS, { body: form.data() })).data));
  return (
    <form
      class="ps-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      {error && <FaultSummary error={error} label={form.label} />}
      <BodyFields
        parts={undefined}
        fields={form.fields}
        values={form.values}
        pointer={TOP}
        faults={faultsAt(error?.problem ?? null)}
        change={form.setValues}
      />
      <Button type="submit" busy={busy}>
        {busy ? act.busy : calendars.make}
      </Button>
    </form>
  );
}

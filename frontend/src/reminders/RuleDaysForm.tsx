import { useState } from "preact/hooks";
import type { ApiError } from "../api/problem";
import type { BargainingTable, RemindingRule } from "../api/shapes";
import { Button } from "../components/Button";
import { FormField } from "../form/FormField";
import { useText } from "../i18n/context";

const TEXTBOX = "utrecht-textbox utrecht-textbox--html-input";

interface Props {
  table: BargainingTable;
  rules: readonly RemindingRule[];
  busy: boolean;
  error: ApiError | null;
  submitLabel: string;
  submit: (body: { rule: string; offsets: readonly number[] }) => Promise<void>;
}

/** Other days for one rule at a table. What is wrong with them, the API says. */
export function RuleDaysForm({ table, rules, busy, error, submitLabel, submit }: Props) {
  const { arrangements: words } = useText();
  const [name, setName] = useState(rules[0]?.name ?? "");
  const [days, setDays] = useState("");
  const [unreadable, setUnreadable] = useState(false);
  const rule = rules.find((each) => each.name === name);
  const said = (error?.problem.errors ?? []).map(({ message }) => message).join(" ");
  const send = (): void => {
    const offsets = days.split(",").map((day) => day.trim());
    const whole = offsets.every((day) => /^[+-]?\d+$/.test(day));
    setUnreadable(!whole);
    if (whole) void submit({ rule: name, offsets: offsets.map(Number) });
  };
  return (
    <form
      class="ps-stacked"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) send();
      }}
    >
      <h3 class="nl-heading nl-heading--level-4">{words.daysTitle}</h3>
      <FormField id={`rule-${table.id}`} label={words.rule} description={rule?.legal ? words.legal : undefined}>
        {(control) => (
          <select {...control} class="utrecht-select utrecht-select--html-select" value={name} onChange={(event) => setName(event.currentTarget.value)}>
            {rules.map((each) => (
              <option key={each.name} value={each.name}>
                {each.label}
              </option>
            ))}
          </select>
        )}
      </FormField>
      <FormField
        id={`days-${table.id}`}
        label={words.days}
        description={words.daysHint(rule?.offsets.join(", ") ?? "")}
        error={unreadable ? words.notNumbers : said || null}
      >
        {(control) => (
          <input {...control} class={TEXTBOX} type="text" value={days} onInput={(event) => setDays(event.currentTarget.value)} />
        )}
      </FormField>
      <Button type="submit" look="secondary" busy={busy}>
        {submitLabel}
        <span class="ps-hidden">: {table.name}</span>
      </Button>
    </form>
  );
}

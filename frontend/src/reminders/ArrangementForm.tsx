import { useState } from "preact/hooks";
import type { ApiError } from "../api/problem";
import type { Agreement, BargainingTable, RemindingRule } from "../api/shapes";
import { Button } from "../components/Button";
import { FormField } from "../form/FormField";
import { useText } from "../i18n/context";

const TEXTBOX = "utrecht-textbox utrecht-textbox--html-input";
const SELECT = "utrecht-select utrecht-select--html-select";
export const LIAISON = "liaison";

export interface Proposal {
  rule: string;
  agreement: string | null;
  offsets?: readonly number[];
}

interface Props {
  table: BargainingTable;
  agreements: readonly Agreement[];
  rules: readonly RemindingRule[];
  /** Whether the liaison of the government can be proposed: that is a thing between the sides. */
  withLiaison: boolean;
  busy: boolean;
  error: ApiError | null;
  submitLabel: string;
  submit: (body: Proposal) => Promise<void>;
}

/** Other days for one rule, for a whole table or one agreement. What is wrong with them, the API says. */
export function ArrangementForm({ table, agreements, rules, withLiaison, busy, error, submitLabel, submit }: Props) {
  const { arrangements: words } = useText();
  const [agreement, setAgreement] = useState("");
  const [name, setName] = useState(rules[0]?.name ?? "");
  const [days, setDays] = useState("");
  const [unreadable, setUnreadable] = useState(false);
  const rule = rules.find((each) => each.name === name);
  const said = (error?.problem.errors ?? []).map(({ message }) => message).join(" ");
  const send = (): void => {
    const about = { rule: name, agreement: agreement || null };
    if (name === LIAISON) {
      setUnreadable(false);
      void submit(about);
      return;
    }
    const offsets = days.split(",").map((day) => day.trim());
    const whole = offsets.every((day) => /^[+-]?\d+$/.test(day));
    setUnreadable(!whole);
    if (whole) void submit({ ...about, offsets: offsets.map(Number) });
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
      {agreements.length > 0 && (
        <FormField id={`scope-${table.id}`} label={words.scope} description={words.scopeHint}>
          {(control) => (
            <select {...control} class={SELECT} value={agreement} onChange={(event) => setAgreement(event.currentTarget.value)}>
              <option value="">{words.wholeTable}</option>
              {agreements.map((each) => (
                <option key={each.id} value={each.id}>
                  {words.onlyFor(each.title)}
                </option>
              ))}
            </select>
          )}
        </FormField>
      )}
      <FormField
        id={`rule-${table.id}`}
        label={words.rule}
        description={name === LIAISON ? words.liaisonLead : rule?.legal ? words.legal : undefined}
      >
        {(control) => (
          <select {...control} class={SELECT} value={name} onChange={(event) => setName(event.currentTarget.value)}>
            {rules.map((each) => (
              <option key={each.name} value={each.name}>
                {each.label}
              </option>
            ))}
            {withLiaison && <option value={LIAISON}>{words.liaisonPropose}</option>}
          </select>
        )}
      </FormField>
      {rule && (
        <FormField
          id={`days-${table.id}`}
          label={words.days}
          description={words.daysHint(rule.offsets.join(", "))}
          error={unreadable ? words.notNumbers : said || null}
        >
          {(control) => (
            <input {...control} class={TEXTBOX} type="text" value={days} onInput={(event) => setDays(event.currentTarget.value)} />
          )}
        </FormField>
      )}
      <Button type="submit" look="secondary" busy={busy}>
        {submitLabel}
        <span class="ps-hidden">: {table.name}</span>
      </Button>
    </form>
  );
}

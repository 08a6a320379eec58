import { useState } from "preact/hooks";
import { request } from "../api/client";
import { ApiError } from "../api/problem";
import type { Agreement, BargainingTable, Page, RemindingRule } from "../api/shapes";
import { useResource } from "../api/useResource";
import { useSending } from "../act/useSending";
import { Button } from "../components/Button";
import { controlId, faultsAt, messageAt } from "../form/faults";
import { FaultSummary } from "../form/FaultSummary";
import { FormField } from "../form/FormField";
import { useText } from "../i18n/context";

export const ARRANGEMENTS = "/v1/reminding-arrangements";
const TEXTBOX = "utrecht-textbox utrecht-textbox--html-input";
const SELECT = "utrecht-select utrecht-select--html-select";
const LIAISON = "liaison";
const ALL = 200;
const TABLE = "/bargainingTable";
const AGREEMENT = "/agreement";
const RULE = "/rule";
const DAYS = "/offsets";

/** A table where the person may arrange something, and whether as the secretariat. */
export interface Voice {
  table: BargainingTable;
  keeps: boolean;
}

interface Props {
  voices: readonly [Voice, ...Voice[]];
  rules: readonly RemindingRule[];
  /** Says what happened, and reads everything again. */
  changed: (message: string) => void;
}

/** Other days for one rule, for a whole table or one agreement. What is wrong with them, the API says. */
export function ArrangementForm({ voices, rules, changed }: Props) {
  const { arrangements: words } = useText();
  const { busy, error, send } = useSending(undefined);
  const [tableId, setTable] = useState(voices[0].table.id);
  const [agreement, setAgreement] = useState("");
  const [name, setName] = useState(rules[0]?.name ?? "");
  const [days, setDays] = useState("");
  const { table, keeps } = voices.find((each) => each.table.id === tableId) ?? voices[0];
  const about = { bargainingTable: table.id, ordering: "title", pageSize: ALL };
  const { resource } = useResource<Page<Agreement>>("/v1/agreements", about);
  const agreements = resource.status === "ready" ? resource.data.items : [];
  // the liaison of the government is a thing between the sides
  const offered = [...rules, ...(keeps ? [] : [{ name: LIAISON, label: words.liaisonPropose }])];
  const chosen = offered.some((each) => each.name === name) ? name : (rules[0]?.name ?? "");
  const rule = rules.find((each) => each.name === chosen);
  const labels: Record<string, string> = {
    ...(voices.length > 1 ? { [TABLE]: words.table } : {}),
    ...(agreements.length > 0 ? { [AGREEMENT]: words.scope } : {}),
    [RULE]: words.rule,
    ...(rule ? { [DAYS]: words.days } : {}),
  };
  const faults = faultsAt(error?.problem ?? null);

  const submit = (): Promise<void> =>
    send(async () => {
      const body = { bargainingTable: table.id, rule: chosen, agreement: agreement || null };
      await request("POST", ARRANGEMENTS, { body: rule ? { ...body, offsets: numbers(days, words.notNumbers) } : body });
      changed(keeps ? words.done : words.proposed);
    });
  return (
    <form
      class="ps-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) void submit();
      }}
    >
      {error && <FaultSummary error={error} label={(pointer) => labels[pointer] ?? null} />}
      {voices.length > 1 && (
        <FormField id={controlId(TABLE)} label={words.table} error={messageAt(faults, TABLE)}>
          {(control) => (
            <select
              {...control}
              class={SELECT}
              value={table.id}
              onChange={(event) => {
                setTable(event.currentTarget.value);
                setAgreement("");
              }}
            >
              {voices.map((each) => (
                <option key={each.table.id} value={each.table.id}>
                  {each.table.name}
                </option>
              ))}
            </select>
          )}
        </FormField>
      )}
      {agreements.length > 0 && (
        <FormField
          id={controlId(AGREEMENT)}
          label={words.scope}
          description={words.scopeHint}
          error={messageAt(faults, AGREEMENT)}
        >
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
        id={controlId(RULE)}
        label={words.rule}
        description={chosen === LIAISON ? words.liaisonLead : rule?.legal ? words.legal : undefined}
        error={messageAt(faults, RULE)}
      >
        {(control) => (
          <select {...control} class={SELECT} value={chosen} onChange={(event) => setName(event.currentTarget.value)}>
            {offered.map((each) => (
              <option key={each.name} value={each.name}>
                {each.label}
              </option>
            ))}
          </select>
        )}
      </FormField>
      {rule && (
        <FormField
          id={controlId(DAYS)}
          label={words.days}
          description={words.daysHint(rule.offsets.join(", "))}
          error={messageAt(faults, DAYS)}
        >
          {(control) => (
            <input {...control} class={TEXTBOX} type="text" value={days} onInput={(event) => setDays(event.currentTarget.value)} />
          )}
        </FormField>
      )}
      <div class="utrecht-action-group">
        <Button type="submit" look="secondary" busy={busy}>
          {keeps ? words.set : words.propose}
        </Button>
      </div>
    </form>
  );
}

/** The whole numbers in what was typed; a fault of that field, as the API would give it, where it is something else. */
function numbers(typed: string, notNumbers: string): number[] {
  const found = typed.split(",").map((day) => day.trim());
  if (found.every((day) => /^[+-]?\d+$/.test(day))) return found.map(Number);
  const fault = { pointer: DAYS, code: "invalid", message: notNumbers };
  throw new ApiError({ title: notNumbers, status: 400, errors: [fault] });
}

import { request } from "../api/client";
import type { Arrangement, BargainingTable, RemindingRule } from "../api/shapes";
import { useSending } from "../act/useSending";
import { Button } from "../components/Button";
import { Failure } from "../components/Failure";
import { useText } from "../i18n/context";
import { useSession } from "../session/context";
import { RuleDaysForm } from "./RuleDaysForm";

const ADDRESS = "/v1/reminding-arrangements";
const LIAISON = "liaison";

interface Props {
  table: BargainingTable;
  rows: readonly Arrangement[];
  rules: readonly RemindingRule[];
  /** Says what happened, and reads everything again. */
  changed: (message: string) => void;
}

/** What holds and what is proposed at one table, and the forms for who speaks there. */
export function TableArrangements({ table, rows, rules, changed }: Props) {
  const { arrangements: words } = useText();
  const { me } = useSession();
  const { busy, error, send } = useSending(undefined);
  const mine = new Set(me?.organisations.map(({ id }) => id));
  const seats = table.members.filter(({ organisation }) => mine.has(organisation.id)).map(({ capacity }) => capacity);
  const isParty = seats.includes("party");
  const keeps = !isParty && seats.includes("secretariat");
  const live = rows.filter(({ standing }) => standing !== "ended");
  const propose = (body: Record<string, unknown>): Promise<void> =>
    send(async () => {
      await request("POST", ADDRESS, { body: { bargainingTable: table.id, ...body } });
      changed(keeps ? words.done : words.proposed);
    });
  return (
    <>
      {live.length === 0 && <p class="nl-paragraph">{words.standard}</p>}
      {live.length > 0 && (
        <ul class="ps-evidence">
          {live.map((row) => (
            <ArrangementItem key={row.id} row={row} changed={changed} />
          ))}
        </ul>
      )}
      {isParty && !live.some(({ rule }) => rule === LIAISON) && (
        <>
          <h3 class="nl-heading nl-heading--level-4">{words.liaisonTitle}</h3>
          <p class="nl-paragraph">{words.liaisonLead}</p>
          <Button look="secondary" busy={busy} onClick={() => void propose({ rule: LIAISON })}>
            {words.liaisonPropose}
            <span class="ps-hidden">: {table.name}</span>
          </Button>
        </>
      )}
      {(isParty || keeps) && (
        <RuleDaysForm table={table} rules={rules} busy={busy} error={error} submitLabel={keeps ? words.set : words.propose} submit={propose} />
      )}
      {error && !error.problem.errors?.length && <Failure error={error} />}
    </>
  );
}

function ArrangementItem({ row, changed }: { row: Arrangement; changed: (message: string) => void }) {
  const { arrangements: words } = useText();
  const { busy, error, send } = useSending(undefined);
  const decide = (decision: "agree" | "withdraw"): Promise<void> =>
    send(async () => {
      await request("PATCH", `${ADDRESS}/${row.id}`, { body: { decision }, ifMatch: `"${row.version}"` });
      changed(decision === "agree" ? words.agreedNow : words.withdrawn);
    });
  const which = <span class="ps-hidden">: {row.label}</span>;
  return (
    <li class="ps-evidence__piece">
      <strong>{words.standings[row.standing] ?? row.standing}</strong>
      <span class="ps-block">{row.label}</span>
      {row.agreedBy.length > 0 && (
        <span class="ps-small ps-block">
          {words.agreedBy} {row.agreedBy.map(({ name }) => name).join(", ")}
        </span>
      )}
      <div class="utrecht-action-group ps-records">
        {row.rights.includes("agree") && (
          <Button busy={busy} onClick={() => void decide("agree")}>
            {words.agree}
            {which}
          </Button>
        )}
        {row.rights.includes("withdraw") && (
          <Button look="secondary" busy={busy} onClick={() => void decide("withdraw")}>
            {words.withdraw}
            {which}
          </Button>
        )}
      </div>
      {error && <Failure error={error} />}
    </li>
  );
}

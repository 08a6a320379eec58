import { request } from "../api/client";
import type { Arrangement } from "../api/shapes";
import { useSending } from "../act/useSending";
import { Button } from "../components/Button";
import { Failure } from "../components/Failure";
import { useText } from "../i18n/context";
import { ARRANGEMENTS } from "./ArrangementForm";

interface Props {
  rows: readonly Arrangement[];
  /** Says what happened, and reads everything again. */
  changed: (message: string) => void;
}

/** What holds and what is proposed at one table and for its agreements. */
export function TableArrangements({ rows, changed }: Props) {
  const { arrangements: words } = useText();
  const live = rows.filter(({ standing }) => standing !== "ended");
  const ofTable = live.filter(({ agreement }) => agreement === null);
  const named = new Map(live.flatMap(({ agreement }) => (agreement ? [[agreement.id, agreement.name] as const] : [])));
  return (
    <>
      <div class="ps-stacked">
        <h3 class="nl-heading nl-heading--level-4">{words.wholeTable}</h3>
        <ArrangementList rows={ofTable} changed={changed} />
        <p class="nl-paragraph">{ofTable.length === 0 ? words.standard : words.others}</p>
      </div>
      {[...named].map(([id, title]) => (
        <div key={id} class="ps-stacked">
          <h3 class="nl-heading nl-heading--level-4">{words.onlyFor(title)}</h3>
          <ArrangementList rows={live.filter(({ agreement }) => agreement?.id === id)} changed={changed} />
        </div>
      ))}
      {named.size > 0 && <p class="nl-paragraph">{words.goesBefore}</p>}
    </>
  );
}

function ArrangementList({ rows, changed }: Pick<Props, "rows" | "changed">) {
  if (rows.length === 0) return null;
  return (
    <ul class="ps-evidence">
      {rows.map((row) => (
        <ArrangementItem key={row.id} row={row} changed={changed} />
      ))}
    </ul>
  );
}

function ArrangementItem({ row, changed }: { row: Arrangement; changed: (message: string) => void }) {
  const { arrangements: words } = useText();
  const { busy, error, send } = useSending(undefined);
  const decide = (decision: "agree" | "withdraw"): Promise<void> =>
    send(async () => {
      await request("PATCH", `${ARRANGEMENTS}/${row.id}`, { body: { decision }, ifMatch: `"${row.version}"` });
      changed(decision === "agree" ? words.agreedNow : words.withdrawn);
    });
  const which = (
    <span class="ps-hidden">
      : {row.label} {row.agreement && words.onlyFor(row.agreement.name)}
    </span>
  );
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

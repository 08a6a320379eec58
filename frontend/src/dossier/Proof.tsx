import { getText } from "../api/client";
import type { Page } from "../api/shapes";
import { useSending } from "../act/useSending";
import { Button } from "../components/Button";
import { Failure } from "../components/Failure";
import { useText } from "../i18n/context";
import { save } from "./saveBytes";

const MOST = 200;

interface Props {
  /** Below what the entries are. */
  address: string;
}

/** Keeps all entries that the person may read, and that a seal covers them, as a file that the
 * stand-alone verifier reads. */
export function Proof({ address }: Props) {
  const { timeline } = useText();
  const { busy, error, send } = useSending(undefined);
  const keep = (): Promise<void> =>
    send(async () => {
      // before the lines: then none that was sealed is missing from them
      const proofs = await getText(`${address}/audit-proof`, {});
      save(new Blob([`${proofs}\n`, ...(await allPages(`${address}/audit-entries`))], { type: "application/jsonl" }), "polderspoor-log.jsonl");
    });
  return (
    <div class="ps-records">
      <p class="ps-small">
        {timeline.proofHint}{" "}
        <a class="nl-link" href="/verifier.py" download>
          {timeline.verifier}
        </a>
      </p>
      <Button look="subtle" busy={busy} onClick={() => void keep()}>
        {timeline.proof}
      </Button>
      {error && <Failure error={error} />}
    </div>
  );
}

/** Every page as it came: a number that is read and written again need not look the same. */
async function allPages(address: string): Promise<readonly string[]> {
  const found: string[] = [];
  let cursor: string | null = null;
  do {
    const page: string = await getText(address, { pageSize: MOST, ordering: "at", cursor });
    found.push(`${page}\n`);
    cursor = (JSON.parse(page) as Page<unknown>).next;
  } while (cursor);
  return found;
}

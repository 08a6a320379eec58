import type { ApiError } from "../api/problem";
import { Button } from "../components/Button";
import { FormField } from "../form/FormField";
import { controlId, faultsAt } from "../form/faults";
import { useText } from "../i18n/context";

const FIELD = "/passages";

interface Props {
  /** What was typed: a passage a line. */
  lines: string;
  change: (lines: string) => void;
  error: ApiError | null;
}

/** The words to withhold, a passage a line; what is marked on the page can be added. */
export function PassagesField({ lines, change, error }: Props) {
  const { publication } = useText();
  const faults = [...faultsAt(error?.problem ?? null)].filter(([pointer]) => pointer.startsWith(FIELD));
  const wrong = faults.flatMap(([, found]) => found).map(({ message }) => message);
  return (
    <>
      <FormField id={controlId(FIELD)} label={publication.passages} description={publication.passagesHint} error={wrong.join(" ") || null}>
        {(control) => (
          <textarea
            {...control}
            class="utrecht-textarea utrecht-textarea--html-textarea"
            rows={5}
            value={lines}
            onInput={(event) => change(event.currentTarget.value)}
          />
        )}
      </FormField>
      <p>
        <Button look="secondary" onClick={() => change(withMarked(passagesIn(lines)))}>
          {publication.selected}
        </Button>
      </p>
    </>
  );
}

/** The passages of what was typed. */
export const passagesIn = (lines: string): string[] => lines.split("\n").filter((line) => line.trim());

/** The lines with the words that are marked on the page below them. */
function withMarked(passages: readonly string[]): string {
  const marked = (window.getSelection()?.toString() ?? "").replace(/\s+/g, " ").trim();
  return [...passages, ...(marked && !passages.includes(marked) ? [marked] : [])].join("\n");
}

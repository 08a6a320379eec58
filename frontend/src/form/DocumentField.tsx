import { useText } from "../i18n/context";
import { controlId, type FaultsAt, messageAt } from "./faults";
import { FormField } from "./FormField";

export const DOCUMENT = "/document";

interface Props {
  faults: FaultsAt;
  change: (file: File | null) => void;
}

/** A scan or file that somebody adds. */
export function DocumentField({ faults, change }: Props) {
  const { paper } = useText();
  return (
    <FormField id={controlId(DOCUMENT)} label={paper.document} description={paper.documentHint} error={messageAt(faults, DOCUMENT)}>
      {(control) => (
        <input
          {...control}
          class="ps-file"
          type="file"
          accept="application/pdf,image/png,image/jpeg"
          onChange={(event) => change(event.currentTarget.files?.[0] ?? null)}
        />
      )}
    </FormField>
  );
}

import { useText } from "../i18n/context";
import { controlId, type FaultsAt, messageAt } from "./faults";
import { FormField } from "./FormField";

export const REASON = "/reason";

interface Props {
  value: string;
  required: boolean;
  faults: FaultsAt;
  change: (value: string) => void;
}

/** Why somebody does what they do. */
export function ReasonField({ value, required, faults, change }: Props) {
  const { act, form } = useText();
  return (
    <FormField
      id={controlId(REASON)}
      label={
        <>
          {act.reason} {!required && <span class="ps-optional">{form.optional}</span>}
        </>
      }
      description={act.reasonHint}
      error={messageAt(faults, REASON)}
    >
      {(control) => (
        <textarea
          {...control}
          class="utrecht-textarea utrecht-textarea--html-textarea"
          rows={3}
          value={value}
          onInput={(event) => change(event.currentTarget.value)}
        />
      )}
    </FormField>
  );
}

import { useText } from "../i18n/context";
import { controlId, messageAt } from "./faults";
import type { FieldProps } from "./FieldControl";
import { FieldLabel } from "./FieldLabel";
import { FormField } from "./FormField";

/** From how many characters on a text is a document of its own. */
const WHOLE_TEXT = 10_000;

/** Several lines: a long text, or a list with one entry a line. */
export function LongText({ field, value, pointer, faults, change }: FieldProps) {
  const { form } = useText();
  const hint = field.kind === "texts" ? form.onePerLine : "";
  return (
    <FormField
      id={controlId(pointer)}
      label={<FieldLabel field={field} />}
      description={[field.description, hint].filter(Boolean).join(" ")}
      error={messageAt(faults, pointer)}
    >
      {(control) => (
        <textarea
          {...control}
          class="utrecht-textarea utrecht-textarea--html-textarea"
          rows={(field.maxLength ?? 0) > WHOLE_TEXT ? 14 : 4}
          value={String(value)}
          onInput={(event) => change(event.currentTarget.value)}
        />
      )}
    </FormField>
  );
}

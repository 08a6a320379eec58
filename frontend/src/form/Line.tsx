import { controlId, messageAt } from "./faults";
import type { FieldProps } from "./FieldControl";
import { FieldLabel } from "./FieldLabel";
import { FormField } from "./FormField";

/** One line: a short text, a date or a number. */
export function Line({ field, value, pointer, faults, change }: FieldProps) {
  return (
    <FormField
      id={controlId(pointer)}
      label={<FieldLabel field={field} />}
      description={field.description}
      error={messageAt(faults, pointer)}
    >
      {(control) => {
        const shared = {
          ...control,
          class: `utrecht-textbox utrecht-textbox--html-input ps-input--${field.kind}`,
          value: String(value),
          onInput: (event: { currentTarget: HTMLInputElement }) => change(event.currentTarget.value),
        };
        if (field.kind === "date") return <input {...shared} type="date" />;
        if (field.kind === "moment") return <input {...shared} type="datetime-local" />;
        if (field.kind === "text") return <input {...shared} type="text" />;
        return <input {...shared} type="text" inputMode={field.whole ? "numeric" : "decimal"} />;
      }}
    </FormField>
  );
}

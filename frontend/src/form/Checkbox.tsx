import { controlId, messageAt } from "./faults";
import type { FieldProps } from "./FieldControl";

/** Yes or no. */
export function Checkbox({ field, value, pointer, faults, change }: FieldProps) {
  const id = controlId(pointer);
  const error = messageAt(faults, pointer);
  return (
    <div class={`utrecht-form-field ps-field${error ? " utrecht-form-field--invalid" : ""}`}>
      {error && (
        <div id={`${id}-error`} class="utrecht-form-field-error-message">
          {error}
        </div>
      )}
      <label class="utrecht-form-label utrecht-form-label--checkbox ps-check" for={id}>
        <input
          id={id}
          class="utrecht-checkbox utrecht-checkbox--html-input"
          type="checkbox"
          aria-describedby={error ? `${id}-error` : undefined}
          checked={value === true}
          onChange={(event) => change(event.currentTarget.checked)}
        />
        <span>
          {field.label}
          {field.description && <span class="ps-check__hint">{field.description}</span>}
        </span>
      </label>
    </div>
  );
}

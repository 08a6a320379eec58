import { controlId, messageAt } from "./faults";
import type { FieldProps } from "./FieldControl";
import { FieldLabel } from "./FieldLabel";
import { Fieldset } from "./Fieldset";

/** From so many choices on, a wide screen shows them side by side. */
const MANY = 8;

/** Any number of choices out of a list. */
export function Choices({ field, value, pointer, faults, change }: FieldProps) {
  const chosen = Array.isArray(value) ? (value as readonly string[]) : [];
  const toggle = (choice: string, on: boolean): void =>
    change(on ? [...chosen, choice] : chosen.filter((other) => other !== choice));
  return (
    <Fieldset
      id={controlId(pointer)}
      legend={<FieldLabel field={field} />}
      description={field.description}
      error={messageAt(faults, pointer)}
    >
      <div class={field.choices.length > MANY ? "ps-choices ps-choices--many" : "ps-choices"}>
        {field.choices.map((choice) => (
          <label class="utrecht-form-label utrecht-form-label--checkbox ps-check" key={choice.value}>
            <input
              class="utrecht-checkbox utrecht-checkbox--html-input"
              type="checkbox"
              value={choice.value}
              checked={chosen.includes(choice.value)}
              onChange={(event) => toggle(choice.value, event.currentTarget.checked)}
            />
            <span>{choice.label}</span>
          </label>
        ))}
      </div>
    </Fieldset>
  );
}

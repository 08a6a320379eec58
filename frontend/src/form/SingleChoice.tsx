import { useContext, useRef } from "preact/hooks";
import { useText } from "../i18n/context";
import { controlId, messageAt } from "./faults";
import type { FieldProps } from "./FieldControl";
import { FieldLabel } from "./FieldLabel";
import { Fieldset } from "./Fieldset";
import { FindContext } from "./find";
import { Finder } from "./Finder";
import { FormField } from "./FormField";
import type { Choice } from "./model";

/** Up to this many choices are all shown at once. */
const RADIOS = 5;

export function SingleChoice(props: FieldProps) {
  const few = !props.field.list && props.field.choices.length <= RADIOS;
  return few ? <Radios {...props} /> : <Select {...props} />;
}

function Radios({ field, value, pointer, faults, change }: FieldProps) {
  const id = controlId(pointer);
  return (
    <Fieldset
      id={id}
      legend={<FieldLabel field={field} />}
      description={field.description}
      error={messageAt(faults, pointer)}
    >
      {field.choices.map((choice) => (
        <label class="utrecht-form-label utrecht-form-label--radio ps-check" key={choice.value}>
          <input
            class="utrecht-radio-button utrecht-radio-button--html-input"
            type="radio"
            name={id}
            value={choice.value}
            checked={value === choice.value}
            onChange={() => change(choice.value)}
          />
          <span>{choice.label}</span>
        </label>
      ))}
    </Fieldset>
  );
}

/** What was chosen stays there to be seen, also when one looks further. */
function useWithChosen(choices: readonly Choice[], value: unknown): readonly Choice[] {
  const last = useRef<Choice | undefined>(undefined);
  const there = choices.find((choice) => choice.value === value);
  if (there) last.current = there;
  const kept = last.current;
  return there || !kept || kept.value !== value ? choices : [kept, ...choices];
}

function Select(props: FieldProps) {
  const { field, value, pointer } = props;
  const find = useContext(FindContext).get(field.list ?? "");
  const choices = useWithChosen(field.choices, value);
  return (
    <>
      {find && <Finder id={controlId(pointer)} label={field.label} find={find} count={field.choices.length} />}
      <SelectOne {...props} field={{ ...field, choices }} />
    </>
  );
}

function SelectOne({ field, value, pointer, faults, change }: FieldProps) {
  const { form } = useText();
  return (
    <FormField
      id={controlId(pointer)}
      label={<FieldLabel field={field} />}
      description={field.description}
      error={messageAt(faults, pointer)}
    >
      {(control) => (
        <select
          {...control}
          class="utrecht-select utrecht-select--html-select"
          value={String(value)}
          onChange={(event) => change(event.currentTarget.value)}
        >
          <option value="">{form.choose}</option>
          {field.choices.map((choice) => (
            <option key={choice.value} value={choice.value}>
              {choice.label}
            </option>
          ))}
        </select>
      )}
    </FormField>
  );
}

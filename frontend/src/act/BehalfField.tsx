import { FormField } from "../form/FormField";
import type { Choice } from "../form/model";
import { useText } from "../i18n/context";

interface Props {
  choices: readonly Choice[];
  value: string;
  change: (value: string) => void;
}

/** On behalf of whom, for who can act for several organisations. */
export function BehalfField({ choices, value, change }: Props) {
  const { consent, form } = useText();
  if (choices.length < 2) return null;
  return (
    <FormField id="behalf" label={consent.chooseBehalf}>
      {(control) => (
        <select
          {...control}
          class="utrecht-select utrecht-select--html-select"
          value={value}
          onChange={(event) => change(event.currentTarget.value)}
        >
          <option value="">{form.choose}</option>
          {choices.map((choice) => (
            <option key={choice.value} value={choice.value}>
              {choice.label}
            </option>
          ))}
        </select>
      )}
    </FormField>
  );
}

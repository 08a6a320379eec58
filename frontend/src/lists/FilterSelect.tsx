import { FormField } from "../form/FormField";
import type { Choice } from "../form/model";
import { useText } from "../i18n/context";

interface Props {
  id: string;
  label: string;
  value: string;
  choices: readonly Choice[];
  change: (value: string) => void;
}

export function FilterSelect({ id, label, value, choices, change }: Props) {
  const { lists } = useText();
  return (
    <FormField id={id} label={label}>
      {(control) => (
        <select
          {...control}
          class="utrecht-select utrecht-select--html-select"
          value={value}
          onChange={(event) => change(event.currentTarget.value)}
        >
          <option value="">{lists.any}</option>
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

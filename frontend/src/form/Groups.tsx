import { Button } from "../components/Button";
import { useText } from "../i18n/context";
import { controlId, messageAt } from "./faults";
import type { FieldProps } from "./FieldControl";
import { FieldLabel } from "./FieldLabel";
import { Fieldset } from "./Fieldset";
import { SchemaFields } from "./SchemaFields";
import { emptyValues, type Values } from "./values";

/** A list of groups, which can grow and shrink. */
export function Groups({ field, value, pointer, faults, change }: FieldProps) {
  const { form } = useText();
  const groups = Array.isArray(value) ? (value as readonly Values[]) : [];
  const replace = (index: number, group: Values): void =>
    change(groups.map((other, at) => (at === index ? group : other)));
  return (
    <Fieldset
      id={controlId(pointer)}
      legend={<FieldLabel field={field} />}
      description={field.description}
      error={messageAt(faults, pointer)}
    >
      {groups.map((group, index) => (
        <Fieldset
          key={index}
          id={controlId(`${pointer}/${index}`)}
          legend={form.numbered(field.label, index + 1)}
          error={messageAt(faults, `${pointer}/${index}`)}
        >
          <SchemaFields
            fields={field.fields}
            values={group}
            pointer={`${pointer}/${index}`}
            faults={faults}
            change={(next) => replace(index, next)}
          />
          <Button look="subtle" onClick={() => change(groups.filter((_, at) => at !== index))}>
            {form.remove(field.label, index + 1)}
          </Button>
        </Fieldset>
      ))}
      <Button look="secondary" onClick={() => change([...groups, emptyValues(field.fields)])}>
        {form.add(field.label)}
      </Button>
    </Fieldset>
  );
}

import { controlId, messageAt } from "./faults";
import type { FieldProps } from "./FieldControl";
import { FieldLabel } from "./FieldLabel";
import { Fieldset } from "./Fieldset";
import { SchemaFields } from "./SchemaFields";
import type { Values } from "./values";

/** Fields that belong together. */
export function Group({ field, value, pointer, faults, change }: FieldProps) {
  return (
    <Fieldset
      id={controlId(pointer)}
      legend={<FieldLabel field={field} />}
      description={field.description}
      error={messageAt(faults, pointer)}
    >
      <SchemaFields
        fields={field.fields}
        values={typeof value === "object" ? (value as Values) : {}}
        pointer={pointer}
        faults={faults}
        change={change}
      />
    </Fieldset>
  );
}

import type { FaultsAt } from "./faults";
import { FieldControl } from "./FieldControl";
import type { Field } from "./model";
import type { Value, Values } from "./values";

interface Props {
  fields: readonly Field[];
  values: Values;
  /** Where these fields are in the body that is sent, as a JSON pointer. */
  pointer: string;
  faults: FaultsAt;
  change: (values: Values) => void;
}

/** The fields that a JSON Schema asks for. */
export function SchemaFields({ fields, values, pointer, faults, change }: Props) {
  return (
    <>
      {fields.map((field) => (
        <FieldControl
          key={field.name}
          field={field}
          value={values[field.name] ?? ""}
          pointer={`${pointer}/${field.name}`}
          faults={faults}
          change={(value: Value) => change({ ...values, [field.name]: value })}
        />
      ))}
    </>
  );
}

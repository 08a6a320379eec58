import { useMemo, useState } from "preact/hooks";
import type { JsonSchema } from "../api/shapes";
import { labelAt } from "../form/labels";
import { type Field, fieldsOf } from "../form/model";
import { dataOf, emptyValues, type Values } from "../form/values";

interface SchemaForm {
  fields: readonly Field[];
  values: Values;
  setValues: (values: Values) => void;
  data: () => Record<string, unknown>;
  label: (pointer: string) => string | null;
}

/** Where a transition's own data is in the body that is sent. */
export const DATA = "/data";

/** The form for a transition's data. What was filled in survives a reload or a change of language. */
export function useSchemaForm(schema: JsonSchema): SchemaForm {
  const fields = useMemo(() => fieldsOf(schema), [schema]);
  const [touched, setTouched] = useState<Values>({});
  const values = { ...emptyValues(fields), ...touched };
  return {
    fields,
    values,
    setValues: setTouched,
    data: () => dataOf(fields, values),
    label: (pointer) => labelAt(fields, pointer, DATA),
  };
}

import { useMemo, useState } from "preact/hooks";
import type { JsonSchema } from "../api/shapes";
import { labelAt } from "../form/labels";
import { type Choice, type Field, fieldsOf, type Lists, listsOf, ORGANISATIONS, withLists } from "../form/model";
import { useReferenceLists } from "../form/useReferenceLists";
import { changesOf, dataOf, differing, type Values, valuesOf } from "../form/values";

interface SchemaForm {
  fields: readonly Field[];
  values: Values;
  setValues: (values: Values) => void;
  data: () => Record<string, unknown>;
  /** Only what differs from what the form started from. */
  changes: () => Record<string, unknown>;
  label: (pointer: string) => string | null;
}

interface Circumstances {
  /** What the form starts from. */
  offered?: Record<string, unknown> | undefined;
  /** Where the data is in the body that is sent. */
  pointer?: string;
  /** The organisations to choose from. */
  organisations?: readonly Choice[];
  /** Other lists to choose from that depend on the dossier. */
  lists?: Lists;
}

const NONE: Lists = new Map();

/** Where a transition's own data is in the body that is sent. */
export const DATA = "/data";

/**
 * The form for a transition's data, starting from what was offered, if anything. What a person filled
 * in survives a reload or a change of language; what they left alone follows what is offered now.
 */
export function useSchemaForm(
  schema: JsonSchema,
  { offered = {}, pointer = DATA, organisations = [], lists: known = NONE }: Circumstances = {},
): SchemaForm {
  const bare = useMemo(() => fieldsOf(schema), [schema]);
  const lists = useReferenceLists(listsOf(bare));
  const fields = withLists(bare, new Map([...lists, [ORGANISATIONS, organisations], ...known]));
  const [touched, setTouched] = useState<Values>({});
  const values = { ...valuesOf(fields, offered), ...touched };
  return {
    fields,
    values,
    setValues: (next) => setTouched({ ...touched, ...differing(next, values) }),
    data: () => dataOf(fields, values),
    changes: () => changesOf(fields, values, offered),
    label: (place) => labelAt(fields, place, pointer),
  };
}

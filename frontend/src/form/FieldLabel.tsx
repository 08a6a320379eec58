import { useText } from "../i18n/context";
import type { Field } from "./model";

/** What a field is called; says so when it may stay empty. */
export function FieldLabel({ field }: { field: Field }) {
  const { form } = useText();
  return (
    <>
      {field.label} {!field.required && <span class="ps-optional">{form.optional}</span>}
    </>
  );
}

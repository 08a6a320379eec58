import { useText } from "../i18n/context";
import type { Find } from "./find";
import { FormField } from "./FormField";

interface Props {
  id: string;
  /** What the field is called in which one chooses. */
  label: string;
  find: Find;
  /** How many there are to choose from now. */
  count: number;
}

/** Narrows what there is to choose from, by name; says how many are left. */
export function Finder({ id, label, find: { words, look, more, busy }, count }: Props) {
  const { form } = useText();
  return (
    <>
      <FormField id={`${id}-find`} label={form.find(label)} description={form.findHint}>
        {(control) => (
          <input
            {...control}
            class="utrecht-textbox utrecht-textbox--html-input"
            type="search"
            maxLength={200}
            value={words}
            onInput={(event) => look(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key === "Enter") event.preventDefault(); // the form is not finished yet
            }}
          />
        )}
      </FormField>
      <p class="ps-small" role="status">
        {busy ? form.finding : more ? form.foundMore(count) : form.found(count)}
      </p>
    </>
  );
}

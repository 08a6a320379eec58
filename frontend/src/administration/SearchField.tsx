import { useState } from "preact/hooks";
import { Button } from "../components/Button";
import { FormField } from "../form/FormField";
import { useText } from "../i18n/context";
import { useSearch } from "../router/useSearch";

/** Looks for a name; what was looked for stands in the address. */
export function SearchField() {
  const { administration } = useText();
  const search = useSearch();
  const [words, setWords] = useState(search.get("q"));
  return (
    <search class="ps-filters" aria-label={administration.find}>
      <form
        class="ps-filters__form"
        onSubmit={(event) => {
          event.preventDefault();
          search.go({ q: words.trim() });
        }}
      >
        <FormField id="find" label={administration.findIn}>
          {(control) => (
            <input
              {...control}
              class="utrecht-textbox utrecht-textbox--html-input"
              type="search"
              maxLength={200}
              value={words}
              onInput={(event) => setWords(event.currentTarget.value)}
            />
          )}
        </FormField>
        <div class="utrecht-action-group ps-filters__actions">
          <Button type="submit">{administration.find}</Button>
        </div>
      </form>
    </search>
  );
}

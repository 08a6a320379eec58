import { useEffect, useState } from "preact/hooks";
import type { Code, Lifecycle, Page } from "../api/shapes";
import { useResource } from "../api/useResource";
import { Button } from "../components/Button";
import { FormField } from "../form/FormField";
import { useText } from "../i18n/context";
import type { Kind } from "../router/routes";
import { useSearch } from "../router/useSearch";
import { type FilterName, hasFilter, type Terms, termsOf } from "./filtersOf";
import { FilterSelect } from "./FilterSelect";

/** What to look for. Nothing changes until the person asks for it. */
export function Filters({ kind }: { kind: Kind }) {
  const { lists } = useText();
  const search = useSearch();
  const asked = termsOf(kind, search.get);
  const [terms, setTerms] = useState(asked);
  const askedText = JSON.stringify(asked);
  useEffect(() => setTerms(JSON.parse(askedText) as Terms), [askedText]);

  const lifecycle = useResource<Lifecycle>(`/v1/lifecycles/${kind}`).resource;
  const themes = useResource<Page<Code>>("/v1/reference/themes").resource;
  const set = (name: FilterName) => (value: string) => setTerms({ ...terms, [name]: value });

  return (
    <search class="ps-filters" aria-label={lists.search}>
      <form
        class="ps-filters__form"
        onSubmit={(event) => {
          event.preventDefault();
          search.go(terms);
        }}
      >
        {hasFilter(kind, "q") && (
          <FormField id="filter-q" label={lists.query}>
            {(control) => (
              <input
                {...control}
                class="utrecht-textbox utrecht-textbox--html-input"
                type="search"
                value={terms.q}
                onInput={(event) => set("q")(event.currentTarget.value)}
              />
            )}
          </FormField>
        )}
        {lifecycle.status === "ready" && (
          <FilterSelect
            id="filter-state"
            label={lists.state}
            value={terms.state}
            choices={lifecycle.data.states.map(({ name, label }) => ({ value: name, label }))}
            change={set("state")}
          />
        )}
        {hasFilter(kind, "theme") && themes.status === "ready" && (
          <FilterSelect
            id="filter-theme"
            label={lists.theme}
            value={terms.theme}
            choices={themes.data.items.map(({ code, label }) => ({ value: code, label }))}
            change={set("theme")}
          />
        )}
        <div class="utrecht-action-group ps-filters__actions">
          {hasFilter(kind, "overdue") && (
            <label class="utrecht-form-label utrecht-form-label--checkbox ps-check">
              <input
                class="utrecht-checkbox utrecht-checkbox--html-input"
                type="checkbox"
                checked={terms.overdue === "true"}
                onChange={(event) => set("overdue")(event.currentTarget.checked ? "true" : "")}
              />
              <span>{lists.overdue}</span>
            </label>
          )}
          <Button type="submit">{lists.submit}</Button>
          {Object.values(asked).some(Boolean) && (
            <Button look="subtle" onClick={() => search.go({})}>
              {lists.clear}
            </Button>
          )}
        </div>
      </form>
    </search>
  );
}

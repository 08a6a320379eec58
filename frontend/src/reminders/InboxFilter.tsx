import { useEffect, useState } from "preact/hooks";
import { Button } from "../components/Button";
import { useText } from "../i18n/context";
import { useSearch } from "../router/useSearch";

interface Props {
  /** Whether the list is that of what was put off; it stays so. */
  asleep: boolean;
  unread: boolean;
}

/** What of the inbox to show. Nothing changes until the person asks for it. */
export function InboxFilter({ asleep, unread }: Props) {
  const { lists, reminders } = useText();
  const search = useSearch();
  const [only, setOnly] = useState(unread);
  useEffect(() => setOnly(unread), [unread]);
  const show = (wanted: boolean): void => search.go({ uitgesteld: asleep ? "ja" : "", ongelezen: wanted ? "ja" : "" });
  return (
    <search class="ps-filters" aria-label={lists.search}>
      <form
        class="ps-filters__form"
        onSubmit={(event) => {
          event.preventDefault();
          show(only);
        }}
      >
        <div class="utrecht-action-group ps-filters__actions">
          <label class="utrecht-form-label utrecht-form-label--checkbox ps-check">
            <input
              class="utrecht-checkbox utrecht-checkbox--html-input"
              type="checkbox"
              checked={only}
              onChange={(event) => setOnly(event.currentTarget.checked)}
            />
            <span>{reminders.onlyUnread}</span>
          </label>
          <Button type="submit">{lists.submit}</Button>
          {unread && (
            <Button look="subtle" onClick={() => show(false)}>
              {lists.clear}
            </Button>
          )}
        </div>
      </form>
    </search>
  );
}

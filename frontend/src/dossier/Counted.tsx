import { useText } from "../i18n/context";

/** How a date was counted, and by which rule; the rule folds out. */
export function Counted({ computation, rule, basis }: { computation: string; rule: string; basis: string }) {
  const { ends } = useText();
  return (
    <>
      <p class="ps-small">{computation}</p>
      <details class="ps-counted">
        <summary class="ps-small">{ends.rule}</summary>
        <p class="ps-small">{basis ? `${rule} (${basis})` : rule}</p>
      </details>
    </>
  );
}

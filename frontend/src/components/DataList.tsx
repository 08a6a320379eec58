import type { ComponentChildren } from "preact";

export interface Datum {
  term: string;
  value: ComponentChildren;
}

/** Facts as pairs. What has no value is left out rather than shown empty. */
export function DataList({ data }: { data: readonly Datum[] }) {
  const shown = data.filter(({ value }) => value !== null && value !== undefined && value !== "" && value !== false);
  return (
    <dl class="utrecht-data-list ps-data-list">
      {shown.map(({ term, value }) => (
        <div class="utrecht-data-list__item" key={term}>
          <dt class="utrecht-data-list__item-key">{term}</dt>
          <dd class="utrecht-data-list__item-value utrecht-data-list__item-value--html-dd">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

import type { IndicatorValue } from "../api/shapes";
import { CodeText } from "../components/CodeText";
import { useSpeech } from "../i18n/context";
import { formatNumber } from "../i18n/format";

/** What was measured, with its source, or why there is no value. */
export function IndicatorList({ indicators }: { indicators: readonly IndicatorValue[] }) {
  const { language } = useSpeech();
  if (indicators.length === 0) return null;
  return (
    <ul class="utrecht-unordered-list">
      {indicators.map(({ indicator, value, notAvailableBecause, source }) => (
        <li class="utrecht-unordered-list__item" key={indicator}>
          <CodeText list="indicators" codes={[indicator]} />:{" "}
          {typeof value === "number" ? formatNumber(value, language) : notAvailableBecause}
          {source && <span class="ps-small"> ({source})</span>}
        </li>
      ))}
    </ul>
  );
}

import type { IndicatorValue } from "../api/shapes";
import { useReferenceLists } from "../form/useReferenceLists";
import { useSpeech } from "../i18n/context";
import { formatNumber, humanise } from "../i18n/format";

const INDICATORS = ["indicators"];

/** What was measured, with its source, or why there is no value. */
export function IndicatorList({ indicators }: { indicators: readonly IndicatorValue[] }) {
  const { language } = useSpeech();
  const known = useReferenceLists(indicators.length > 0 ? INDICATORS : []).get("indicators");
  if (indicators.length === 0) return null;
  const name = (code: string): string => known?.find(({ value }) => value === code)?.label ?? humanise(code);
  return (
    <ul class="utrecht-unordered-list">
      {indicators.map(({ indicator, value, notAvailableBecause, source }) => (
        <li class="utrecht-unordered-list__item" key={indicator}>
          {name(indicator)}:{" "}
          {typeof value === "number" ? formatNumber(value, language) : notAvailableBecause}
          {source && <span class="ps-small"> ({source})</span>}
        </li>
      ))}
    </ul>
  );
}

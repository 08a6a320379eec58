import type { PlanIndicator } from "../api/shapes";
import { CodeText } from "../components/CodeText";
import { Table } from "../components/Table";
import { useSpeech } from "../i18n/context";
import { formatNumber } from "../i18n/format";

/** Where each indicator stood, should get to, and stands. */
export function Indicators({ indicators }: { indicators: readonly PlanIndicator[] }) {
  const { language, text } = useSpeech();
  const { initiatives } = text;
  const amount = (value: string | null) => value && formatNumber(Number(value), language);
  return (
    <Table
      caption={initiatives.indicators}
      hideCaption
      rows={indicators}
      rowKey={({ code }) => code}
      columns={[
        {
          name: initiatives.indicator,
          heads: true,
          show: ({ code }) => <CodeText list="indicators" codes={[code]} />,
        },
        {
          name: initiatives.baseline,
          show: ({ baseline, notAvailableBecause }) => amount(baseline) ?? notAvailableBecause,
        },
        { name: initiatives.target, show: ({ target }) => amount(target) },
        { name: initiatives.current, show: ({ current }) => amount(current) },
        { name: initiatives.source, show: ({ source }) => source },
      ]}
    />
  );
}

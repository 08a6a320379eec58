import type { Lifecycle, LifecycleDeadline } from "../api/shapes";
import { Table } from "../components/Table";
import { useText } from "../i18n/context";
import type { Messages } from "../i18n/nl";

/** The dates that matter, and when people are reminded of them. */
export function DeadlinesTable({ lifecycle }: { lifecycle: Lifecycle }) {
  const { lifecycles } = useText();
  return (
    <Table
      caption={lifecycles.deadlines}
      hideCaption
      rows={lifecycle.deadlines}
      rowKey={({ name }) => name}
      columns={[
        { name: lifecycles.deadlines, heads: true, show: ({ label }) => label },
        {
          name: lifecycles.remindDays,
          show: ({ remindOnDays }) => remindOnDays.map((days) => around(days, lifecycles)).join(", "),
        },
        ...(lifecycle.deadlines.some(({ basis }) => basis)
          ? [{ name: lifecycles.basis, show: ({ basis }: LifecycleDeadline) => basis }]
          : []),
      ]}
    />
  );
}

function around(days: number, words: Messages["lifecycles"]): string {
  if (days === 0) return words.onTheDay;
  return days < 0 ? words.daysBefore(-days) : words.daysAfter(days);
}

import type { Lifecycle } from "../api/shapes";
import { Table } from "../components/Table";
import { useText } from "../i18n/context";

export function TransitionsTable({ lifecycle }: { lifecycle: Lifecycle }) {
  const { lifecycles } = useText();
  const labels = new Map(lifecycle.states.map(({ name, label }) => [name, label]));
  const roles = new Map(lifecycle.roles.map(({ name, label }) => [name, label]));
  return (
    <Table
      caption={lifecycles.transitions}
      hideCaption
      rows={lifecycle.transitions}
      rowKey={({ name, from }) => `${name} ${from.join()}`}
      columns={[
        { name: lifecycles.name, heads: true, show: ({ label }) => label },
        { name: lifecycles.from, show: ({ from }) => from.map((name) => labels.get(name) ?? name).join(", ") },
        { name: lifecycles.to, show: ({ to }) => labels.get(to) ?? lifecycles.places[to] ?? to },
        { name: lifecycles.by, show: (row) => row.roles.map((name) => roles.get(name) ?? name).join(", ") },
        { name: lifecycles.consent, show: ({ consentRule }) => lifecycles.consentRules[consentRule] ?? consentRule },
        { name: lifecycles.trigger, show: ({ trigger }) => lifecycles.triggers[trigger] ?? trigger },
      ]}
    />
  );
}

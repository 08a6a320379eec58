import type { Lifecycle } from "../api/shapes";
import { Table } from "../components/Table";
import { useText } from "../i18n/context";

export function TransitionsTable({ lifecycle }: { lifecycle: Lifecycle }) {
  const { lifecycles } = useText();
  const labels = new Map(lifecycle.states.map(({ name, label }) => [name, label]));
  return (
    <Table
      caption={lifecycles.transitions}
      hideCaption
      rows={lifecycle.transitions}
      rowKey={({ name, from }) => `${name} ${from.join()}`}
      columns={[
        { name: lifecycles.name, heads: true, show: ({ label }) => label },
        { name: lifecycles.from, show: ({ from }) => from.map((name) => labels.get(name) ?? name).join(", ") },
        { name: lifecycles.to, show: ({ target }) => labels.get(target) ?? target },
        { name: lifecycles.by, show: ({ by }) => by.join(", ") },
        { name: lifecycles.consent, show: ({ consentRule }) => consentRule },
        { name: lifecycles.trigger, show: ({ trigger }) => trigger },
      ]}
    />
  );
}

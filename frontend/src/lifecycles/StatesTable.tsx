import type { Lifecycle } from "../api/shapes";
import { Badge } from "../components/Badge";
import { Table } from "../components/Table";
import { useText } from "../i18n/context";

export function StatesTable({ lifecycle }: { lifecycle: Lifecycle }) {
  const { lifecycles, dossier } = useText();
  const phased = lifecycle.states.some(({ phase }) => phase);
  return (
    <Table
      caption={lifecycles.states}
      hideCaption
      rows={lifecycle.states}
      rowKey={({ name }) => name}
      columns={[
        { name: lifecycles.state, heads: true, show: ({ label }) => <Badge>{label}</Badge> },
        ...(phased
          ? [{ name: lifecycles.phase, show: (row: Lifecycle["states"][number]) => row.phaseLabel ?? row.phase }]
          : []),
        { name: lifecycles.meaning, show: ({ meaning }) => meaning },
        {
          name: lifecycles.visibility,
          show: ({ visibility }) => visibility && (dossier.visibilities[visibility] ?? visibility),
        },
      ]}
    />
  );
}

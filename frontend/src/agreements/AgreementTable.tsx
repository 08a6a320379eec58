import type { Agreement } from "../api/shapes";
import { Table } from "../components/Table";
import { useText } from "../i18n/context";
import { Term } from "./Term";

export function AgreementTable({ items }: { items: readonly Agreement[] }) {
  const { agreements, lists } = useText();
  return (
    <Table
      caption={agreements.title}
      hideCaption
      rows={items}
      rowKey={({ id }) => id}
      columns={[
        {
          name: lists.name,
          heads: true,
          show: ({ id, title }) => (
            <a class="nl-link" href={`/caos/${id}`}>
              {title}
            </a>
          ),
        },
        { name: agreements.type, show: ({ typeLabel }) => typeLabel },
        { name: agreements.term, show: (agreement) => <Term agreement={agreement} /> },
      ]}
    />
  );
}

import type { Beside, Package } from "../api/shapes";
import { SubjectLink } from "../components/SubjectLink";
import { Table } from "../components/Table";
import { useText } from "../i18n/context";
import { StateBadge } from "../lists/StateBadge";

/** The packages of one choice, this one among them. */
export function Alternatives({ found }: { found: Package }) {
  const { lists, packages } = useText();
  const { id, title, state, stateLabel, alternatives } = found;
  const rows: readonly Beside[] = [{ id, title, state, stateLabel }, ...alternatives];
  return (
    <>
      <p class="nl-paragraph">{packages.alternativesLead}</p>
      <Table
        caption={packages.alternatives}
        hideCaption
        rows={rows}
        rowKey={(each) => each.id}
        columns={[
          {
            name: lists.name,
            heads: true,
            show: (each) =>
              each.id === id ? (
                <>
                  {title} <span class="ps-small">({packages.thisOne})</span>
                </>
              ) : (
                <SubjectLink subject={{ ...each, kind: "package" }} />
              ),
          },
          { name: lists.state, show: (each) => <StateBadge subject={each} /> },
        ]}
      />
    </>
  );
}

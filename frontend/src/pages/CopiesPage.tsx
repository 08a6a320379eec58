import type { Copy, Page } from "../api/shapes";
import { useResource } from "../api/useResource";
import { Await } from "../components/Await";
import { Breadcrumbs } from "../components/Breadcrumbs";
import { DateText } from "../components/DateText";
import { PageHeading } from "../components/PageHeading";
import { Pager } from "../components/Pager";
import { Table } from "../components/Table";
import { useText } from "../i18n/context";
import { copyPath } from "../router/routes";
import { useSearch } from "../router/useSearch";

const PAGE_SIZE = 50;

/** The dossiers of tables at which the person's organisation sits no longer, as they were then. */
export function CopiesPage() {
  const { copies, site, dossier } = useText();
  const search = useSearch();
  const found = useResource<Page<Copy>>("/v1/copies", { cursor: search.get("cursor"), pageSize: PAGE_SIZE });
  return (
    <>
      <Breadcrumbs crumbs={[{ href: "/", label: site.home }]} />
      <PageHeading title={copies.title} />
      <p class="nl-paragraph nl-paragraph--lead">{copies.lead}</p>
      <Await from={found}>
        {({ items, next, previous }) => (
          <>
            {items.length === 0 ? (
              <p class="nl-paragraph">{copies.empty}</p>
            ) : (
              <Table
                caption={copies.title}
                hideCaption
                rows={items}
                rowKey={({ id }) => id}
                columns={[
                  { name: copies.dossier, heads: true, show: (copy) => <Title copy={copy} /> },
                  { name: copies.kind, show: ({ subject }) => dossier.kinds[subject.kind] ?? subject.kind },
                  { name: copies.stood, show: ({ subject }) => subject.stateLabel },
                  { name: copies.table, show: ({ bargainingTable }) => bargainingTable.name },
                  { name: copies.until, show: ({ endedOn }) => <DateText date={endedOn} /> },
                ]}
              />
            )}
            <Pager next={next} previous={previous} />
          </>
        )}
      </Await>
    </>
  );
}

function Title({ copy: { id, subject } }: { copy: Copy }) {
  return (
    <>
      <a class="nl-link" href={copyPath(id)}>
        {subject.title}
      </a>
      {subject.partOf && <span class="ps-small ps-block">{subject.partOf}</span>}
    </>
  );
}

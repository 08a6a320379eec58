import type { Agreement, Page } from "../api/shapes";
import { useResource } from "../api/useResource";
import { Await } from "../components/Await";
import { PageHeading } from "../components/PageHeading";
import { Pager } from "../components/Pager";
import { AgreementTable } from "../agreements/AgreementTable";
import { useText } from "../i18n/context";
import { useSearch } from "../router/useSearch";

const PAGE_SIZE = 25;

export function AgreementsPage() {
  const { agreements } = useText();
  const search = useSearch();
  const found = useResource<Page<Agreement>>("/v1/agreements", {
    cursor: search.get("cursor"),
    pageSize: PAGE_SIZE,
  });
  return (
    <>
      <PageHeading title={agreements.title} />
      <p class="nl-paragraph nl-paragraph--lead">{agreements.lead}</p>
      <Await from={found}>
        {({ items, next, previous }) => (
          <>
            {items.length === 0 ? (
              <p class="nl-paragraph">{agreements.empty}</p>
            ) : (
              <AgreementTable items={items} />
            )}
            <Pager next={next} previous={previous} />
          </>
        )}
      </Await>
    </>
  );
}

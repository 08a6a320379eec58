import type { Agreement, Page } from "../api/shapes";
import { useResource } from "../api/useResource";
import { useTablesFor } from "../api/useTables";
import { Await } from "../components/Await";
import { ButtonLink } from "../components/ButtonLink";
import { PageHeading } from "../components/PageHeading";
import { Pager } from "../components/Pager";
import { AgreementTable } from "../agreements/AgreementTable";
import { useText } from "../i18n/context";
import { NEW_AGREEMENT } from "../router/routes";
import { useSearch } from "../router/useSearch";

const PAGE_SIZE = 25;

export function AgreementsPage() {
  const { agreements, writing } = useText();
  const starts = useTablesFor("agreement").length > 0;
  const search = useSearch();
  const found = useResource<Page<Agreement>>("/v1/agreements", {
    cursor: search.get("cursor"),
    pageSize: PAGE_SIZE,
  });
  return (
    <>
      <PageHeading title={agreements.title} />
      <p class="nl-paragraph nl-paragraph--lead">{agreements.lead}</p>
      {starts && (
        <p>
          <ButtonLink look="secondary" href={NEW_AGREEMENT}>
            {writing.newAgreement}
          </ButtonLink>
        </p>
      )}
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

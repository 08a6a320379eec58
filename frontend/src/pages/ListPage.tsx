import type { Page, Subject } from "../api/shapes";
import { useResource } from "../api/useResource";
import { useTablesFor } from "../api/useTables";
import { Await } from "../components/Await";
import { ButtonLink } from "../components/ButtonLink";
import { PageHeading } from "../components/PageHeading";
import { Pager } from "../components/Pager";
import { useText } from "../i18n/context";
import { termsOf } from "../lists/filtersOf";
import { Filters } from "../lists/Filters";
import { SubjectTable } from "../lists/SubjectTable";
import { type Kind, listPath, NEW_INITIATIVE, NEW_MEETING } from "../router/routes";
import { NEW_ROUTINE } from "../router/routines";
import { useSearch } from "../router/useSearch";

const PAGE_SIZE = 25;

/** All subjects of one kind that the person may see, to search and filter. */
export function ListPage({ kind }: { kind: Kind }) {
  const { lists, writing, meetings, routines } = useText();
  const starts = useTablesFor("initiative").length > 0;
  const plans = useTablesFor("meeting").length > 0;
  const repeats = useTablesFor("routine").length > 0;
  const search = useSearch();
  const found = useResource<Page<Subject>>(`/v1/${kind}s`, {
    ...termsOf(kind, search.get),
    cursor: search.get("cursor"),
    pageSize: PAGE_SIZE,
  });
  const shown = found.resource.status === "ready" ? lists.shown(found.resource.data.items.length) : "";

  return (
    <>
      <PageHeading title={lists[kind].title} />
      <p class="nl-paragraph nl-paragraph--lead">{lists[kind].lead}</p>
      {kind === "initiative" && starts && (
        <p>
          <ButtonLink look="secondary" href={NEW_INITIATIVE}>
            {writing.newInitiative}
          </ButtonLink>
        </p>
      )}
      {kind === "meeting" && plans && (
        <p>
          <ButtonLink look="secondary" href={NEW_MEETING}>
            {meetings.plan}
          </ButtonLink>
        </p>
      )}
      {kind === "meeting" && (
        <p class="nl-paragraph">
          <a class="nl-link" href={listPath("routine")}>
            {lists.routine.title}
          </a>
        </p>
      )}
      {kind === "routine" && repeats && (
        <p>
          <ButtonLink look="secondary" href={NEW_ROUTINE}>
            {routines.make}
          </ButtonLink>
        </p>
      )}
      <Filters kind={kind} />
      <section aria-label={lists[kind].title}>
        <p class="ps-count" role="status">
          {shown}
        </p>
        <Await from={found}>
          {({ items, next, previous }) => (
            <>
              {items.length === 0 ? (
                <p class="nl-paragraph">{lists.empty}</p>
              ) : (
                <SubjectTable kind={kind} items={items} />
              )}
              <Pager next={next} previous={previous} />
            </>
          )}
        </Await>
      </section>
    </>
  );
}

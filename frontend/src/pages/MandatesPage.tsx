import type { Colleague, Mandate, Page } from "../api/shapes";
import { useResource } from "../api/useResource";
import { Await } from "../components/Await";
import { ButtonLink } from "../components/ButtonLink";
import { useNotice } from "../components/notice";
import { PageHeading } from "../components/PageHeading";
import { Pager } from "../components/Pager";
import { Told } from "../components/Told";
import { useText } from "../i18n/context";
import { MandateTable } from "../mandates/MandateTable";
import { hasMandates, keptMandates, ownMandates } from "../mandates/own";
import { GRANT_MANDATE, organisationPath } from "../router/routes";
import { useSearch } from "../router/useSearch";
import { useSession } from "../session/context";

const PAGE_SIZE = 50;
const ALL = 200;

/** The register of mandates of the person's own organisation. */
export function MandatesPage() {
  const { administration, mandates } = useText();
  const { me } = useSession();
  const search = useSearch();
  const [notice] = useNotice();
  const own = hasMandates(me);
  const query = { cursor: search.get("cursor"), pageSize: PAGE_SIZE };
  const found = useResource<Page<Mandate>>(own ? "/v1/mandates" : null, query);
  const colleagues = useResource<Page<Colleague>>(own ? "/v1/colleagues" : null, { pageSize: ALL });
  return (
    <>
      <Told message={notice} />
      <PageHeading title={mandates.title} />
      <p class="nl-paragraph nl-paragraph--lead">{mandates.lead}</p>
      {!own && <p class="nl-paragraph">{mandates.none}</p>}
      {own && <Await from={colleagues}>{({ items }) => <Keepers items={items} />}</Await>}
      {ownMandates(me).map(({ id, name }) => (
        <p class="nl-paragraph" key={id}>
          <a class="nl-link" href={organisationPath(id)}>
            {administration.own}: {name}
          </a>
        </p>
      ))}
      {keptMandates(me).length > 0 && (
        <div class="utrecht-action-group ps-records">
          <ButtonLink href={GRANT_MANDATE}>{mandates.grant}</ButtonLink>
        </div>
      )}
      {own && (
        <Await from={found}>
          {({ items, next, previous }) => (
            <>
              {items.length === 0 ? <p class="nl-paragraph">{mandates.empty}</p> : <MandateTable items={items} />}
              <Pager next={next} previous={previous} />
            </>
          )}
        </Await>
      )}
    </>
  );
}

function Keepers({ items }: { items: readonly Colleague[] }) {
  const { mandates } = useText();
  const names = items.filter(({ keepsMandates }) => keepsMandates).map(({ person }) => person.name);
  return <p class="nl-paragraph">{names.length > 0 ? mandates.keepers(names.join(", ")) : mandates.noKeeper}</p>;
}

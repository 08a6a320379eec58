import type { Organisation, Page } from "../api/shapes";
import { useResource } from "../api/useResource";
import { Await } from "../components/Await";
import { ButtonLink } from "../components/ButtonLink";
import { DataList } from "../components/DataList";
import { Pager } from "../components/Pager";
import { Table } from "../components/Table";
import { Section } from "../dossier/Section";
import { useText } from "../i18n/context";
import { NotFoundPage } from "../pages/NotFoundPage";
import { MANDATES, ORGANISATIONS, organisationPath } from "../router/routes";
import { useSearch } from "../router/useSearch";
import { useSession } from "../session/context";
import { Attempts } from "./Attempts";
import { Detail, Overview } from "./Frame";
import { History } from "./History";
import { PlaceTable } from "./PlaceTable";
import { SearchField } from "./SearchField";

const PAGE_SIZE = 25;

/** Every organisation. */
export function OrganisationsPage() {
  const { administration } = useText();
  const { me } = useSession();
  const search = useSearch();
  const found = useResource<Page<Organisation>>(me?.isAdministrator ? "/v1/organisations" : null, {
    q: search.get("q"),
    cursor: search.get("cursor"),
    pageSize: PAGE_SIZE,
  });
  if (!me?.isAdministrator) return <NotFoundPage />;
  return (
    <Overview current={ORGANISATIONS} title={administration.organisations}>
      <div class="utrecht-action-group ps-records">
        <ButtonLink href={`${ORGANISATIONS}/nieuw`}>{administration.addOrganisation}</ButtonLink>
      </div>
      <SearchField />
      <Await from={found}>
        {({ items, next, previous }) => (
          <>
            {items.length === 0 ? <p class="nl-paragraph">{administration.none}</p> : <List items={items} />}
            <Pager next={next} previous={previous} />
          </>
        )}
      </Await>
    </Overview>
  );
}

function List({ items }: { items: readonly Organisation[] }) {
  const { administration, dossier } = useText();
  return (
    <Table
      caption={administration.organisations}
      hideCaption
      rows={items}
      rowKey={({ id }) => id}
      columns={[
        {
          name: administration.name,
          heads: true,
          show: ({ id, name }) => (
            <a class="nl-link" href={organisationPath(id)}>
              {name}
            </a>
          ),
        },
        { name: administration.kind, show: ({ kind }) => administration.kinds[kind] },
        { name: administration.side, show: ({ side }) => dossier.sides[side] ?? side },
      ]}
    />
  );
}

/** One organisation and who belongs to it: also for its own people. */
export function OrganisationPage({ id }: { id: string }) {
  const { administration, dossier, mandates } = useText();
  const { me } = useSession();
  const administers = me?.isAdministrator ?? false;
  const organisation = useResource<Organisation>(`/v1/organisations/${id}`);
  return (
    <Await from={organisation} whole>
      {({ name, kind, side, parent }) => (
        <Detail
          crumbs={[
            administers
              ? { href: ORGANISATIONS, label: administration.organisations }
              : { href: MANDATES, label: mandates.title },
          ]}
          title={name}
          kicker={administration.organisation}
        >
          {!administers && <p class="nl-paragraph nl-paragraph--lead">{administration.ownLead}</p>}
          <DataList
            data={[
              { term: administration.kind, value: administration.kinds[kind] },
              { term: administration.side, value: dossier.sides[side] ?? side },
              { term: administration.parent, value: parent?.name },
            ]}
          />
          {administers && (
            <div class="utrecht-action-group ps-records">
              <ButtonLink look="secondary" href={`${organisationPath(id)}/wijzigen`}>
                {administration.editOrganisation}
              </ButtonLink>
            </div>
          )}
          <Section id="places" title={administration.people}>
            <PlaceTable of="organisation" id={id} empty={administration.noPeople} />
          </Section>
          <History of={`/v1/organisations/${id}`} />
          {!administers && <Attempts />}
        </Detail>
      )}
    </Await>
  );
}

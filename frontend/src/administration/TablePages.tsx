import type { BargainingTable, Page, Seat } from "../api/shapes";
import { useResource } from "../api/useResource";
import { Await } from "../components/Await";
import { ButtonLink } from "../components/ButtonLink";
import { DataList } from "../components/DataList";
import { DateText } from "../components/DateText";
import { Pager } from "../components/Pager";
import { Table } from "../components/Table";
import { Section } from "../dossier/Section";
import { useText } from "../i18n/context";
import { today } from "../i18n/format";
import { NotFoundPage } from "../pages/NotFoundPage";
import { endSeatPath, organisationPath, TABLES, tablePath } from "../router/routes";
import { useSearch } from "../router/useSearch";
import { useSession } from "../session/context";
import { Detail, Overview } from "./Frame";
import { History } from "./History";
import { Period, Standing } from "./Period";

const PAGE_SIZE = 25;
const ALL = 200;

/** Every bargaining table. */
export function TablesPage() {
  const { administration } = useText();
  const { me } = useSession();
  const search = useSearch();
  const found = useResource<Page<BargainingTable>>(me?.isAdministrator ? "/v1/bargaining-tables" : null, {
    cursor: search.get("cursor"),
    pageSize: PAGE_SIZE,
  });
  if (!me?.isAdministrator) return <NotFoundPage />;
  return (
    <Overview current={TABLES} title={administration.tables}>
      <div class="utrecht-action-group ps-records">
        <ButtonLink href={`${TABLES}/nieuw`}>{administration.addTable}</ButtonLink>
      </div>
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

function List({ items }: { items: readonly BargainingTable[] }) {
  const { administration } = useText();
  return (
    <Table
      caption={administration.tables}
      hideCaption
      rows={items}
      rowKey={({ id }) => id}
      columns={[
        {
          name: administration.name,
          heads: true,
          show: ({ id, name }) => (
            <a class="nl-link" href={tablePath(id)}>
              {name}
            </a>
          ),
        },
        { name: administration.rule, show: ({ ratificationRule }) => administration.rules[ratificationRule] },
        { name: administration.seated, show: ({ members }) => members.length },
        { name: administration.closesOn, show: ({ closesOn }) => closesOn && <DateText date={closesOn} /> },
      ]}
    />
  );
}

/** One table, who sits there and who did. */
export function TablePage({ id }: { id: string }) {
  const { administration } = useText();
  const { me } = useSession();
  const table = useResource<BargainingTable>(`/v1/bargaining-tables/${id}`);
  if (!me?.isAdministrator) return <NotFoundPage />;
  return (
    <Await from={table} whole>
      {({ name, ratificationRule, workerVoice, closesOn }) => (
        <Detail
          crumbs={[{ href: TABLES, label: administration.tables }]}
          title={name}
          kicker={administration.oneTable}
        >
          <DataList
            data={[
              { term: administration.rule, value: administration.rules[ratificationRule] },
              { term: administration.voice, value: administration.voices[workerVoice] },
              { term: administration.closesOn, value: closesOn && <DateText date={closesOn} /> },
            ]}
          />
          {!(closesOn && closesOn < today()) && (
            <div class="utrecht-action-group ps-records">
              <ButtonLink href={`${tablePath(id)}/plaats`}>{administration.addSeat}</ButtonLink>
              <ButtonLink look="secondary" href={`${tablePath(id)}/wijzigen`}>
                {administration.editTable}
              </ButtonLink>
              <ButtonLink look="secondary" href={`${tablePath(id)}/sluiten`}>
                {closesOn ? administration.keepOpen : administration.closeTable}
              </ButtonLink>
            </div>
          )}
          <Section id="seats" title={administration.seats}>
            <Seats id={id} />
          </Section>
          <History of={`/v1/bargaining-tables/${id}`} />
        </Detail>
      )}
    </Await>
  );
}

function Seats({ id }: { id: string }) {
  const { administration } = useText();
  const seats = useResource<Page<Seat>>("/v1/memberships", { bargainingTable: id, pageSize: ALL });
  return (
    <Await from={seats}>
      {({ items }) =>
        items.length === 0 ? (
          <p class="nl-paragraph">{administration.noSeats}</p>
        ) : (
          <Table
            caption={administration.seats}
            hideCaption
            rows={items}
            rowKey={(seat) => seat.id}
            columns={[
              {
                name: administration.organisation,
                heads: true,
                show: ({ organisation }) => (
                  <a class="nl-link" href={organisationPath(organisation.id)}>
                    {organisation.name}
                  </a>
                ),
              },
              { name: administration.capacity, show: ({ capacity }) => administration.capacities[capacity] },
              { name: administration.period, show: (seat) => <Period {...seat} /> },
              {
                name: administration.state,
                show: ({ id: key, state, organisation }) => (
                  <Standing
                    state={state}
                    href={state === "ended" ? null : endSeatPath(key)}
                    what={organisation.name}
                  />
                ),
              },
            ]}
          />
        )
      }
    </Await>
  );
}

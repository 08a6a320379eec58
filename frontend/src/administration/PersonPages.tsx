import type { Page, Person } from "../api/shapes";
import { useResource } from "../api/useResource";
import { Alert } from "../components/Alert";
import { Await } from "../components/Await";
import { Badge } from "../components/Badge";
import { ButtonLink } from "../components/ButtonLink";
import { DataList } from "../components/DataList";
import { Pager } from "../components/Pager";
import { Table } from "../components/Table";
import { Section } from "../dossier/Section";
import { useSpeech, useText } from "../i18n/context";
import { formatMoment } from "../i18n/format";
import { NotFoundPage } from "../pages/NotFoundPage";
import { PEOPLE, type PersonStep, personPath, personStepPath } from "../router/routes";
import { useSearch } from "../router/useSearch";
import { useSession } from "../session/context";
import { Detail, Overview } from "./Frame";
import { History } from "./History";
import { PlaceTable } from "./PlaceTable";
import { SearchField } from "./SearchField";

const PAGE_SIZE = 25;

/** Everybody who logs in, or will. */
export function PeoplePage() {
  const { administration } = useText();
  const { me } = useSession();
  const search = useSearch();
  const found = useResource<Page<Person>>(me?.isAdministrator ? "/v1/people" : null, {
    q: search.get("q"),
    cursor: search.get("cursor"),
    pageSize: PAGE_SIZE,
  });
  if (!me?.isAdministrator) return <NotFoundPage />;
  return (
    <Overview current={PEOPLE} title={administration.people}>
      <div class="utrecht-action-group ps-records">
        <ButtonLink href={`${PEOPLE}/nieuw`}>{administration.addPerson}</ButtonLink>
      </div>
      <SearchField />
      <Await from={found}>
        {({ items, next, previous }) => (
          <>
            {items.length === 0 ? <p class="nl-paragraph">{administration.none}</p> : <PeopleTable items={items} />}
            <Pager next={next} previous={previous} />
          </>
        )}
      </Await>
    </Overview>
  );
}

function PeopleTable({ items }: { items: readonly Person[] }) {
  const { administration } = useText();
  return (
    <Table
      caption={administration.people}
      hideCaption
      rows={items}
      rowKey={({ id }) => id}
      columns={[
        {
          name: administration.name,
          heads: true,
          show: ({ id, name }) => (
            <a class="nl-link" href={personPath(id)}>
              {name}
            </a>
          ),
        },
        {
          name: administration.email,
          show: ({ email, mailRefusedAt }) => (
            <>
              {email} {mailRefusedAt && <Badge tone="late">{administration.mailRefused}</Badge>}
            </>
          ),
        },
        {
          name: administration.belongs,
          show: ({ places, isAdministrator }) =>
            isAdministrator
              ? administration.administrator
              : places.map(({ organisation }) => organisation.name).join(", ") || administration.nowhere,
        },
        { name: administration.access, show: (person) => <Access person={person} /> },
      ]}
    />
  );
}

function Access({ person: { access, invitedAt } }: { person: Person }) {
  const { text, language } = useSpeech();
  const { administration } = text;
  if (access === "invited" && invitedAt) return <>{administration.invitedOn(formatMoment(invitedAt, language))}</>;
  return <>{administration.accessOf[access]}</>;
}

function Refused({ since }: { since: string }) {
  const { text, language } = useSpeech();
  return <>{text.administration.mailRefusedSince(formatMoment(since, language))}</>;
}

/** One person: whether they can log in, where they belong, and what was changed. */
export function PersonPage({ id }: { id: string }) {
  const { administration } = useText();
  const person = useResource<Person>(`/v1/people/${id}`);
  return (
    <Await from={person} whole>
      {(found) => (
        <Detail
          crumbs={[{ href: PEOPLE, label: administration.people }]}
          title={found.name}
          kicker={found.isAdministrator ? administration.administrator : administration.onePerson}
        >
          <DataList
            data={[
              { term: administration.email, value: found.email },
              { term: administration.language, value: administration.languages[found.language] },
              { term: administration.access, value: <Access person={found} /> },
            ]}
          />
          {found.mailRefusedAt && (
            <Alert tone="warning">
              <p class="nl-paragraph">
                <Refused since={found.mailRefusedAt} />
              </p>
            </Alert>
          )}
          <Steps person={found} />
          {!found.isAdministrator && (
            <Section id="places" title={administration.places}>
              <PlaceTable of="person" id={id} empty={administration.noPlaces} />
              {found.isActive && (
                <div class="utrecht-action-group ps-records">
                  <ButtonLink look="secondary" href={`${personPath(id)}/plaats`}>
                    {administration.addPlace}
                  </ButtonLink>
                </div>
              )}
            </Section>
          )}
          <History of={`/v1/people/${id}`} />
        </Detail>
      )}
    </Await>
  );
}

function Steps({ person: { id, isActive, access } }: { person: Person }) {
  const { administration } = useText();
  const { me } = useSession();
  const invite = access === "not_invited" ? administration.invite : administration.inviteAgain;
  const steps: readonly (readonly [PersonStep, string])[] = isActive
    ? [["uitnodigen", invite], ...(me?.id === id ? [] : [["sluiten", administration.close] as const])]
    : [["heropenen", administration.reopen]];
  return (
    <div class="utrecht-action-group ps-records">
      {steps.map(([step, label], at) => (
        <ButtonLink key={step} look={at === 0 ? "primary" : "secondary"} href={personStepPath(id, step)}>
          {label}
        </ButtonLink>
      ))}
      <ButtonLink look="secondary" href={`${personPath(id)}/wijzigen`}>
        {administration.editPerson}
      </ButtonLink>
    </div>
  );
}

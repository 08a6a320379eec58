import { BodyForm } from "../act/BodyForm";
import type { Person, Place } from "../api/shapes";
import { useResource } from "../api/useResource";
import { Await } from "../components/Await";
import { useText } from "../i18n/context";
import { today } from "../i18n/format";
import { NotFoundPage } from "../pages/NotFoundPage";
import { organisationPath, PEOPLE, personPath } from "../router/routes";
import { useSession } from "../session/context";
import { endSchema, ORGANISATION, placeSchema } from "./schemas";
import { tomorrow } from "./tomorrow";
import { useFound } from "./useFound";
import { Withdraw } from "./Withdraw";

/** Gives a person a place in an organisation. */
export function NewPlacePage({ id }: { id: string }) {
  const text = useText();
  const { administration } = text;
  const person = useResource<Person>(`/v1/people/${id}`);
  const { choices, find } = useFound(() => true);
  return (
    <Await from={person} whole>
      {({ name }) => (
        <BodyForm
          crumbs={[
            { href: PEOPLE, label: administration.people },
            { href: personPath(id), label: name },
          ]}
          title={administration.addPlace}
          kicker={name}
          lead={administration.addPlaceLead}
          schema={placeSchema(text)}
          offered={{ startsOn: tomorrow() }}
          lists={new Map([[ORGANISATION, choices]])}
          find={find && new Map([[ORGANISATION, find]])}
          fixed={{ person: id }}
          address="/v1/affiliations"
          done={administration.placeGiven}
          goTo={() => personPath(id)}
        />
      )}
    </Await>
  );
}

/** Ends a place, or takes it back before it begins: for administrators and who keeps the mandates. */
export function EndPlacePage({ id }: { id: string }) {
  const text = useText();
  const { administration } = text;
  const { me } = useSession();
  const address = `/v1/affiliations/${id}`;
  const place = useResource<Place>(address);
  return (
    <Await from={place} whole>
      {({ person, organisation, state, mayEnd }, etag) => {
        if (!mayEnd) return <NotFoundPage />;
        const home = me?.isAdministrator
          ? { href: personPath(person.id), label: person.name }
          : { href: organisationPath(organisation.id), label: organisation.name };
        const kicker = `${person.name}, ${organisation.name}`;
        const shared = { crumbs: [home], kicker, address, reload: place.reload };
        if (state === "upcoming") return <Withdraw {...shared} etag={etag} />;
        return (
          <BodyForm
            {...shared}
            title={administration.endTitle}
            lead={administration.endLead}
            schema={endSchema(text)}
            offered={{ endsOn: today() }}
            replacing
            ifMatch={etag}
            done={administration.ended}
          />
        );
      }}
    </Await>
  );
}

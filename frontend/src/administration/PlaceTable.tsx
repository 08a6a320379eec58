import type { Page, Place } from "../api/shapes";
import { useResource } from "../api/useResource";
import { Await } from "../components/Await";
import { Table } from "../components/Table";
import { useText } from "../i18n/context";
import { endPlacePath, organisationPath, personPath } from "../router/routes";
import { useSession } from "../session/context";
import { Period, Standing } from "./Period";

const ALL = 200;

interface Props {
  /** Whose places: those of a person, or of an organisation. */
  of: "person" | "organisation";
  id: string;
  empty: string;
}

/** Who belongs where, from when until when. */
export function PlaceTable({ of, id, empty }: Props) {
  const { administration } = useText();
  const { me } = useSession();
  const places = useResource<Page<Place>>("/v1/affiliations", { [of]: id, pageSize: ALL });
  const link = (href: string, name: string) =>
    me?.isAdministrator ? (
      <a class="nl-link" href={href}>
        {name}
      </a>
    ) : (
      name
    );
  const other =
    of === "person"
      ? {
          name: administration.organisation,
          heads: true,
          show: ({ organisation }: Place) => link(organisationPath(organisation.id), organisation.name),
        }
      : {
          name: administration.person,
          heads: true,
          show: ({ person }: Place) => link(personPath(person.id), person.name),
        };
  return (
    <Await from={places}>
      {({ items }) =>
        items.length === 0 ? (
          <p class="nl-paragraph">{empty}</p>
        ) : (
          <Table
            caption={administration.places}
            hideCaption
            rows={items}
            rowKey={(place) => place.id}
            columns={[
              other,
              { name: administration.function, show: (place) => <What place={place} /> },
              { name: administration.period, show: (place) => <Period {...place} /> },
              {
                name: administration.state,
                show: ({ id: key, state, mayEnd, person, organisation }) => (
                  <Standing
                    state={state}
                    href={mayEnd ? endPlacePath(key) : null}
                    what={`${person.name}, ${organisation.name}`}
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

/** As what somebody belongs there. */
export function What({ place }: { place: Pick<Place, "function" | "keepsMandates"> }) {
  const { administration } = useText();
  const what = administration.functions[place.function] ?? place.function;
  return <>{place.keepsMandates ? `${what}, ${administration.keeps}` : what}</>;
}

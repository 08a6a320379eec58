import type { Consent, ConsentGiven, Page } from "../api/shapes";
import { useResource } from "../api/useResource";
import { Await } from "../components/Await";
import { ConsentSides } from "../dossier/ConsentSides";
import { useText } from "../i18n/context";

const MANY = 200;
/** Why a consent no longer counts that did its work. */
const USED = "used";

/** Who said yes to a package, for who is not asked: those that count, or that made it agreed. */
export function GivenConsents({ packageId }: { packageId: string }) {
  const { packages } = useText();
  const found = useResource<Page<Consent>>(`/v1/packages/${packageId}/consents`, { pageSize: MANY });
  return (
    <Await from={found}>
      {({ items }) => {
        const given = items
          .filter(({ transition, endedAt, endedBecause }) => transition === "agree" && (!endedAt || endedBecause === USED))
          .map(shown);
        if (given.length === 0) return <p class="nl-paragraph">{packages.nobodyConsented}</p>;
        return <ConsentSides consents={{ given, missing: [] }} />;
      }}
    </Await>
  );
}

const shown = ({ id, organisation, side, person, mandated, onPaper, givenAt }: Consent): ConsentGiven => ({
  id,
  organisation: organisation.name,
  side,
  person,
  mandated,
  onPaper,
  givenAt,
});

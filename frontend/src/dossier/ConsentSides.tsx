import type { Consents } from "../api/shapes";
import { Icon } from "../components/Icon";
import { useSpeech } from "../i18n/context";
import { formatMoment } from "../i18n/format";

/** Per side: the organisations that consented, and those that are awaited. */
export function ConsentSides({ consents: { given, missing } }: { consents: Consents }) {
  const { text, language } = useSpeech();
  const { consent, dossier } = text;
  const sides = [...new Set([...given, ...missing].map(({ side }) => side))].sort();
  return (
    <div class="ps-sides">
      {sides.map((side) => (
        <div key={side} class="ps-sides__side">
          <p class="ps-sides__name">{dossier.sides[side] ?? side}</p>
          <ul class="ps-sides__list">
            {given
              .filter((each) => each.side === side)
              .map(({ organisation, person, givenAt }) => (
                <li key={organisation} class="ps-sides__party ps-sides__party--given">
                  <Icon name="check" />
                  <span>
                    <strong>{organisation}</strong>
                    <span class="ps-sides__what">
                      {consent.given}: {consent.givenBy(person, formatMoment(givenAt, language))}
                    </span>
                  </span>
                </li>
              ))}
            {missing
              .filter((each) => each.side === side)
              .map(({ organisation }) => (
                <li key={organisation} class="ps-sides__party">
                  <Icon name="clock" />
                  <span>
                    <strong>{organisation}</strong>
                    <span class="ps-sides__what">{consent.awaited}</span>
                  </span>
                </li>
              ))}
          </ul>
        </div>
      ))}
    </div>
  );
}

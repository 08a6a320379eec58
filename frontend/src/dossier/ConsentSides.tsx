import type { Consents } from "../api/shapes";
import { Icon } from "../components/Icon";
import { useSpeech } from "../i18n/context";
import { formatDate, formatMoment } from "../i18n/format";
import { type Withdrawal, WithdrawConsent } from "./WithdrawConsent";

interface Props {
  consents: Pick<Consents, "given" | "missing">;
  /** How a consent is taken back, where this is the place for that. */
  withdrawal?: Withdrawal;
}

/** Per side: the organisations that consented, and those that are awaited. */
export function ConsentSides({ consents: { given, missing }, withdrawal }: Props) {
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
              .map((each) => (
                <li key={each.id} class="ps-sides__party ps-sides__party--given">
                  <Icon name="check" />
                  <span>
                    <strong>{each.organisation}</strong>
                    <span class="ps-sides__what">
                      {consent.given}: {consent.givenBy(each.person, formatMoment(each.givenAt, language))}
                      {each.mandated && `, ${text.mandates.mandated}`}
                      {each.onPaper.signedOn &&
                        ` (${text.paper.onConsent(formatDate(each.onPaper.signedOn, language), each.onPaper.recordedBy)})`}
                    </span>
                    {withdrawal && <WithdrawConsent consent={each} {...withdrawal} />}
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

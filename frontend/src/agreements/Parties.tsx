import type { AgreementParty } from "../api/shapes";
import { Heading } from "../components/Heading";
import { useText } from "../i18n/context";

/** The parties of an agreement, side by side. */
export function Parties({ parties }: { parties: readonly AgreementParty[] }) {
  const { agreements, dossier } = useText();
  const sides = [...new Set(parties.map(({ side }) => side))].sort();
  if (sides.length === 0) return null;
  return (
    <div class="ps-facts">
      <Heading level={2} look={4}>
        {agreements.parties}
      </Heading>
      {sides.map((side) => (
        <div key={side} class="ps-parties">
          <p class="ps-sides__name">{dossier.sides[side] ?? side}</p>
          <ul class="utrecht-unordered-list">
            {parties
              .filter((party) => party.side === side)
              .map(({ id, name }) => (
                <li key={id} class="utrecht-unordered-list__item">
                  {name}
                </li>
              ))}
          </ul>
        </div>
      ))}
    </div>
  );
}

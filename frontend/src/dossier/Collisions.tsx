import type { Amendment } from "../api/shapes";
import { useText } from "../i18n/context";

/** The passages that an amendment and another one both change, beside each other. */
export function Collisions({ amendment }: { amendment: Amendment }) {
  const { text } = useText();
  const own = amendment.text?.number ?? 0;
  return (
    <>
      {amendment.collisions.map(({ other, passage, ownText, otherText }, index) => (
        <div key={index}>
          <p class="nl-paragraph">
            <strong>{text.collide(own, other)}</strong>
          </p>
          <dl class="ps-collision">
            <dt>{text.nowThere}</dt>
            <dd>{passage || text.nothing}</dd>
            <dt>{text.amendment(own)}</dt>
            <dd>{ownText || text.nothing}</dd>
            <dt>{text.amendment(other)}</dt>
            <dd>{otherText || text.nothing}</dd>
          </dl>
        </div>
      ))}
    </>
  );
}

import type { Difference, Version } from "../api/shapes";
import { useResource } from "../api/useResource";
import { Await } from "../components/Await";
import { useText } from "../i18n/context";
import { nameOf } from "./sideBySide";

interface Props {
  clauseId: string;
  newer: Version;
  older: Version;
}

const TAGS = { same: "span", removed: "del", added: "ins" } as const;

/** Word by word: what was taken out of a text, and what came in. */
export function Differences({ clauseId, newer, older }: Props) {
  const { text } = useText();
  const found = useResource<Difference>(`/v1/clauses/${clauseId}/versions/${newer.id}/differences/${older.id}`);
  return (
    <figure class="ps-text">
      <figcaption class="ps-text__caption">
        <strong>{text.difference(nameOf(older, text), nameOf(newer, text))}</strong>
      </figcaption>
      <Await from={found}>
        {({ pieces }) => (
          <p class="ps-text__body ps-text__body--compared">
            {pieces.map((piece, index) => {
              const Tag = TAGS[piece.change];
              return (
                <Tag key={index}>
                  {piece.change !== "same" && <span class="ps-hidden"> {text.changes[piece.change]}: </span>}
                  {piece.text}
                </Tag>
              );
            })}
          </p>
        )}
      </Await>
    </figure>
  );
}

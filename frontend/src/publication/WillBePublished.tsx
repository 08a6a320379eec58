import type { PublicationPreview } from "../api/shapes";
import { DateText } from "../components/DateText";
import { useText } from "../i18n/context";

const TAGS = { same: "span", removed: "del", added: "ins" } as const;

/** Word by word: what goes public of a text, or is public of it, and what is withheld from it. */
export function WillBePublished({ preview }: { preview: PublicationPreview }) {
  const { publication } = useText();
  return (
    <>
    <figure class="ps-text">
      <figcaption class="ps-text__caption">
        <strong>
          {preview.sinceOn === null ? (
            publication.preview(preview.number)
          ) : (
            <>
              {publication.isPublic(preview.number)} <DateText date={preview.sinceOn} />
            </>
          )}
        </strong>
        <span>{publication.count(preview.withheld)}</span>
      </figcaption>
      <p class="ps-text__body ps-text__body--compared">
        <Pieces of={preview.pieces} />
      </p>
      {preview.words.map(({ name, pieces }) => (
        <p key={name} class="ps-text__body ps-text__body--compared">
          <strong>{publication.words[name]}:</strong> <Pieces of={pieces} />
        </p>
      ))}
    </figure>
    {preview.sinceOn === null && <p class="ps-small">{preview.prepared ? publication.prepared : publication.notPrepared}</p>}
    </>
  );
}

function Pieces({ of }: { of: PublicationPreview["pieces"] }) {
  const { publication } = useText();
  const marks = { removed: publication.withheldMark, added: publication.shownMark };
  return (
    <>
      {of.map((piece, index) => {
        const Tag = TAGS[piece.change];
        return (
          <Tag key={index}>
            {piece.change !== "same" && <span class="ps-hidden"> {marks[piece.change]}: </span>}
            {piece.text}
          </Tag>
        );
      })}
    </>
  );
}

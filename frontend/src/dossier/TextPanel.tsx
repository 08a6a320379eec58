import type { ClauseText } from "../api/shapes";
import { useText } from "../i18n/context";
import { shortDigest } from "../i18n/format";
import { TextBody } from "../notes/TextBody";

interface Props {
  text: Pick<ClauseText, "number" | "body" | "digest"> & { id?: string; withheld?: number };
  /** What it is called, if not by its number alone. */
  name?: string;
}

/** The exact text, with the number and the digest that consents are bound to; for outsiders, as published. */
export function TextPanel({ text: { number, body, digest, id, withheld = 0 }, name }: Props) {
  const { publication, text } = useText();
  return (
    <>
    <figure class="ps-text">
      <figcaption class="ps-text__caption">
        <strong>{name ?? (number === null ? publication.published : text.version(number))}</strong>
        <span>
          {text.digest}{" "}
          <code class="nl-code" title={digest}>
            {shortDigest(digest)}
          </code>
        </span>
      </figcaption>
      <blockquote class="ps-text__body">
        <TextBody body={body} version={id} />
      </blockquote>
    </figure>
    {withheld > 0 && <p class="ps-small">{publication.count(withheld)}</p>}
    </>
  );
}

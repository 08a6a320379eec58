import type { ClauseText } from "../api/shapes";
import { useText } from "../i18n/context";
import { shortDigest } from "../i18n/format";
import { TextBody } from "../notes/TextBody";

/** The exact text, with the number and the digest that consents are bound to. */
export function TextPanel({ text: { number, body, digest, id } }: { text: ClauseText & { id?: string } }) {
  const { text } = useText();
  return (
    <figure class="ps-text">
      <figcaption class="ps-text__caption">
        <strong>{text.version(number)}</strong>
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
  );
}

import type { Published } from "../api/shapes";
import { DateText } from "../components/DateText";
import { Heading } from "../components/Heading";
import { useText } from "../i18n/context";
import { shortDigest } from "../i18n/format";
import { byNumber } from "./numbers";
import { Paragraphs } from "./Paragraphs";

/** Texts in force on a day, with since when and until when. */
export function InForce({ items, day }: { items: readonly Published[]; day: string }) {
  const { publication, text } = useText();
  if (items.length === 0) return <p class="nl-paragraph">{text.nothingInForce}</p>;
  return (
    <>
      <p class="nl-paragraph">
        {text.inForceOn} <DateText date={day} />:
      </p>
      {[...items].sort(byNumber).map(({ id, articleNumber, title, key, body, withheld, digest, sinceOn, untilOn }) => (
        <section key={id} class="ps-in-force">
          <Heading level={2} look={4}>
            {articleNumber} {title}
          </Heading>
          <figure class="ps-text">
            <figcaption class="ps-text__caption">
              <span>
                {text.since} <DateText date={sinceOn} />
                {untilOn && (
                  <>
                    {" "}
                    {text.until} <DateText date={untilOn} />
                  </>
                )}
              </span>
              <span>
                {text.key} <code class="nl-code">{key}</code> · {text.digest}{" "}
                <code class="nl-code" title={digest}>
                  {shortDigest(digest)}
                </code>
              </span>
            </figcaption>
            <Paragraphs body={body} />
          </figure>
          {withheld > 0 && <p class="ps-small">{publication.count(withheld)}</p>}
        </section>
      ))}
    </>
  );
}

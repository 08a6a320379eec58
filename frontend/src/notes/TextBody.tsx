import { useId } from "preact/hooks";
import { useText } from "../i18n/context";
import { paragraphsOf } from "./marks";
import { useTalk } from "./talk";

interface Props {
  body: string;
  /** The text version, where it is known. */
  version?: string | undefined;
}

/** A text in paragraphs. What somebody said something about is marked, and leads to it. */
export function TextBody({ body, version = "" }: Props) {
  const { talk } = useText();
  const hint = useId();
  const paragraphs = paragraphsOf(body, useTalk());
  const marked = paragraphs.some((pieces) => pieces.some(({ comments }) => comments.length > 0));
  return (
    <div data-passage={version}>
      {paragraphs.map((pieces, index) => (
        <p class="nl-paragraph" key={index}>
          {pieces.map(({ text, comments: [first] }, place) =>
            first ? (
              <mark class="ps-mark" key={place}>
                <a href={`#${commentAnchor(first)}`} aria-describedby={hint}>
                  {text}
                </a>
              </mark>
            ) : (
              text
            ),
          )}
        </p>
      ))}
      {marked && (
        <span id={hint} hidden>
          {talk.marked}
        </span>
      )}
    </div>
  );
}

export const commentAnchor = (id: string): string => `opmerking-${id}`;

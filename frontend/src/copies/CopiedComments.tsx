import type { CopyDetail } from "../api/shapes";
import { Said } from "../notes/Said";
import { Words } from "../notes/Words";

/** What was said about the dossier, with the words that it was about and the answers. */
export function CopiedComments({ comments }: Pick<CopyDetail, "comments">) {
  return (
    <>
      {comments.map(({ person, organisation, side, at, text, quote, replies }) => (
        <article class="ps-comment" key={`${at} ${text}`}>
          <Said person={person} organisation={organisation} side={side} at={at} />
          {quote && <blockquote class="ps-quote">{quote}</blockquote>}
          <Words text={text} />
          <ol class="ps-replies">
            {replies.map((reply) => (
              <li class="ps-reply" key={`${reply.at} ${reply.text}`}>
                <Said person={reply.person} organisation={reply.organisation} side={reply.side} at={reply.at} />
                <Words text={reply.text} />
              </li>
            ))}
          </ol>
        </article>
      ))}
    </>
  );
}

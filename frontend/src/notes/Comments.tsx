import type { Change, Comment, Page } from "../api/shapes";
import type { Loaded } from "../api/useResource";
import { Await } from "../components/Await";
import { takesPart } from "../dossier/takesPart";
import { useText } from "../i18n/context";
import { isKind, sendSignalPath } from "../router/routes";
import { ChangeLink } from "../writing/ChangeLink";
import { CommentCard } from "./CommentCard";
import { aboutPath, OFFERED } from "./paths";

interface Props {
  kind: string;
  id: string;
  comments: Loaded<Page<Comment>>;
  changes: Loaded<Page<Change>>;
}

/** What was said about a dossier: what is open first, what is settled folded away. */
export function Comments({ kind, id, comments, changes }: Props) {
  const { talk, signals } = useText();
  return (
    <>
      <p class="ps-small">{takesPart(changes) ? talk.whoReads : talk.notForYou}</p>
      <Await from={comments}>
        {({ items }) => {
          const settled = items.filter(({ resolved }) => resolved);
          const open = items.filter(({ resolved }) => !resolved);
          return (
            <>
              {items.length === 0 && takesPart(changes) && <p class="nl-paragraph">{talk.empty}</p>}
              {open.map((comment) => (
                <CommentCard key={comment.id} comment={comment} />
              ))}
              {settled.length > 0 && (
                <details class="ps-details">
                  <summary>{talk.settled(settled.length)}</summary>
                  {settled.map((comment) => (
                    <CommentCard key={comment.id} comment={comment} />
                  ))}
                </details>
              )}
            </>
          );
        }}
      </Await>
      <div class="utrecht-action-group ps-records">
        <ChangeLink changes={changes} name={OFFERED.comment} href={aboutPath(kind, id, "comment")} label={talk.newComment} />
        {isKind(kind) && (
          <ChangeLink changes={changes} name="signal" href={sendSignalPath(kind, id)} label={signals.send} />
        )}
      </div>
    </>
  );
}

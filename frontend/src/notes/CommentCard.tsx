import type { Comment } from "../api/shapes";
import { Badge } from "../components/Badge";
import { useText } from "../i18n/context";
import { PassageQuote } from "./PassageQuote";
import { commentPath } from "./paths";
import { Said } from "./Said";
import { commentAnchor } from "./TextBody";
import { Words } from "./Words";
import { Outcomes } from "./Outcomes";

/** One comment, with the way to its answers. */
export function CommentCard({ comment }: { comment: Comment }) {
  const { talk } = useText();
  const { id, passage, text, person, organisation, side, createdAt, revealed, resolved, replies, became } = comment;
  return (
    <article class="ps-comment" id={commentAnchor(id)} tabIndex={-1} aria-label={talk.by(organisation.name)}>
      <Said person={person} organisation={organisation.name} side={side} at={createdAt}>
        {revealed && <Badge>{talk.revealed}</Badge>} {resolved && <Badge tone="good">{talk.resolved}</Badge>}
      </Said>
      <PassageQuote passage={passage} />
      <Words text={text} />
      <Outcomes became={became} />
      <p class="ps-small">
        <a class="nl-link" href={commentPath(id)}>
          {talk.open(replies)}
          <span class="ps-hidden">: {text.slice(0, 60)}</span>
        </a>
      </p>
    </article>
  );
}

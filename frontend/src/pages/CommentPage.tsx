import type { Change, Comment, Page, Reply, Resolution } from "../api/shapes";
import { useChanges } from "../api/useChanges";
import { useResource } from "../api/useResource";
import { Await } from "../components/Await";
import { Badge } from "../components/Badge";
import { Breadcrumbs } from "../components/Breadcrumbs";
import { Heading } from "../components/Heading";
import { useNotice } from "../components/notice";
import { PageHeading } from "../components/PageHeading";
import { Told } from "../components/Told";
import { useText } from "../i18n/context";
import { Outcomes } from "../notes/Outcomes";
import { PassageQuote } from "../notes/PassageQuote";
import { onAgendaPath, promisePath } from "../notes/paths";
import { ReplyForm } from "../notes/ReplyForm";
import { Resolutions } from "../notes/Resolutions";
import { Said } from "../notes/Said";
import { Settle } from "../notes/Settle";
import { useSubjectCrumbs } from "../notes/useSubjectCrumbs";
import { Words } from "../notes/Words";
import { ChangeLink } from "../writing/ChangeLink";

const ALL = 200;

/** A comment with its answers: read on, answer, settle, and make something of it. */
export function CommentPage({ id }: { id: string }) {
  const { talk, site } = useText();
  const address = `/v1/comments/${id}`;
  const comment = useResource<Comment>(address);
  const found = comment.resource.status === "ready" ? comment.resource.data : null;
  const replies = useResource<Page<Reply>>(found && `${address}/replies`, { pageSize: ALL });
  const resolutions = useResource<Page<Resolution>>(found && `${address}/resolutions`, { ordering: "createdAt" });
  const changes = useChanges(found && address);
  const { title, crumbs } = useSubjectCrumbs(found && found.subject);
  const [notice, setNotice] = useNotice();
  const reload = (message?: string): void => {
    setNotice(message ?? null);
    [comment, replies, resolutions, changes].forEach((each) => each.reload());
  };
  return (
    <Await from={comment} whole>
      {(data, etag) => (
        <div class="ps-narrow">
          <Breadcrumbs crumbs={[{ href: "/", label: site.home }, ...crumbs]} />
          <PageHeading title={talk.comment} kicker={title} />
          <Told message={notice} />
          <Opening comment={data} />
          <Heading level={2} look={3}>
            {talk.replies}
          </Heading>
          <Await from={replies}>{({ items }) => <Replies items={items} />}</Await>
          <Await from={resolutions}>{({ items }) => <Resolutions items={items} />}</Await>
          <Ways comment={data} etag={etag} changes={changes.resource} reload={reload} />
          <div class="utrecht-action-group ps-records">
            <ChangeLink changes={changes} name="commitment" href={promisePath(id)} label={talk.promise} />
            <ChangeLink changes={changes} name="agenda_item" href={onAgendaPath(id)} label={talk.onAgenda} />
          </div>
        </div>
      )}
    </Await>
  );
}

function Opening({ comment }: { comment: Comment }) {
  const { talk } = useText();
  const { person, organisation, side, createdAt, revealed, resolved, passage, text, became } = comment;
  return (
    <div class="ps-comment">
      <Said person={person} organisation={organisation.name} side={side} at={createdAt}>
        {revealed && <Badge>{talk.revealed}</Badge>} {resolved && <Badge tone="good">{talk.resolved}</Badge>}
      </Said>
      {revealed && <p class="ps-small">{talk.wasNote}</p>}
      <PassageQuote passage={passage} />
      <Words text={text} />
      <Outcomes became={became} />
    </div>
  );
}

function Replies({ items }: { items: readonly Reply[] }) {
  const { talk } = useText();
  if (items.length === 0) return <p class="nl-paragraph">{talk.noReplies}</p>;
  return (
    <ol class="ps-replies">
      {items.map(({ id, person, organisation, side, createdAt, text }) => (
        <li class="ps-reply" key={id}>
          <Said person={person} organisation={organisation.name} side={side} at={createdAt} />
          <Words text={text} />
        </li>
      ))}
    </ol>
  );
}

interface WaysProps {
  comment: Comment;
  etag: string | null;
  changes: ReturnType<typeof useChanges>["resource"];
  reload: (message?: string) => void;
}

/** What the person may do with it, as the API says. */
function Ways({ comment, etag, changes, reload }: WaysProps) {
  const items: readonly Change[] = changes.status === "ready" ? changes.data.items : [];
  const may = (name: string): boolean => items.some((each) => each.name === name && each.open);
  return (
    <>
      {may("reply") && <ReplyForm commentId={comment.id} reload={reload} />}
      {(may("resolve") || may("reopen")) && <Settle comment={comment} etag={etag} reload={reload} />}
    </>
  );
}

import type { NoteDetail } from "../api/shapes";
import { useChanges } from "../api/useChanges";
import { useResource } from "../api/useResource";
import { Await } from "../components/Await";
import { Breadcrumbs } from "../components/Breadcrumbs";
import { MomentText } from "../components/DateText";
import { useNotice } from "../components/notice";
import { PageHeading } from "../components/PageHeading";
import { Told } from "../components/Told";
import { useText } from "../i18n/context";
import { PassageQuote } from "../notes/PassageQuote";
import { commentPath, editNotePath, revealPath } from "../notes/paths";
import { Private } from "../notes/Private";
import { RemoveNote } from "../notes/RemoveNote";
import { Said } from "../notes/Said";
import { useSubjectCrumbs } from "../notes/useSubjectCrumbs";
import { Words } from "../notes/Words";
import { ChangeLink } from "../writing/ChangeLink";

/** A note of one's own organisation or side, and what may be done with it. */
export function NotePage({ id }: { id: string }) {
  const { talk, site } = useText();
  const address = `/v1/notes/${id}`;
  const note = useResource<NoteDetail>(address);
  const found = note.resource.status === "ready" ? note.resource.data : null;
  const changes = useChanges(found && address);
  const { title, crumbs } = useSubjectCrumbs(found && found.subject);
  const [notice] = useNotice();
  return (
    <Await from={note} whole>
      {(data, etag) => (
        <div class="ps-narrow">
          <Breadcrumbs crumbs={[{ href: "/", label: site.home }, ...crumbs]} />
          <PageHeading title={talk.note} kicker={title} />
          <Told message={notice} />
          <div class="ps-note">
            <Private words={data.readableBy} />
            <Said person={data.person} organisation={data.organisation.name} at={data.updatedAt} />
            <PassageQuote passage={data.passage} />
            <Words text={data.text} />
          </div>
          {data.revealedAt && data.comment ? (
            <p class="nl-paragraph">
              {talk.revealedOn} <MomentText moment={data.revealedAt} />.{" "}
              <a class="nl-link" href={commentPath(data.comment)}>
                {talk.toComment}
              </a>
            </p>
          ) : (
            <div class="utrecht-action-group ps-records">
              <ChangeLink changes={changes} name="edit" href={editNotePath(id)} label={talk.editNote} />
              <ChangeLink changes={changes} name="reveal" href={revealPath(id)} label={talk.reveal} />
              <RemoveNote note={data} etag={etag} changes={changes} back={crumbs.at(-1)?.href ?? "/"} reload={note.reload} />
            </div>
          )}
        </div>
      )}
    </Await>
  );
}

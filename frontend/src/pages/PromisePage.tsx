import { BodyForm } from "../act/BodyForm";
import type { Comment } from "../api/shapes";
import { useResource } from "../api/useResource";
import { useMembers } from "../api/useTables";
import { Await } from "../components/Await";
import { commitmentSchema } from "../dossier/commitmentSchema";
import { useText } from "../i18n/context";
import { commentPath } from "../notes/paths";
import { useSubjectCrumbs } from "../notes/useSubjectCrumbs";
import { listFor } from "../writing/fields";
import { Writable } from "../writing/Writable";

/** Makes a commitment of a comment: what was said is what it starts from. */
export function PromisePage({ id }: { id: string }) {
  const { talk } = useText();
  const address = `/v1/comments/${id}`;
  const comment = useResource<Comment>(address);
  return (
    <Writable address={address} name="commitment" title={talk.promise} back={commentPath(id)}>
      <Await from={comment} whole>
        {(data) => <Form comment={data} />}
      </Await>
    </Writable>
  );
}

const LONGEST = 2000;

function Form({ comment }: { comment: Comment }) {
  const text = useText();
  const { talk, writing } = text;
  const members = useMembers(comment.bargainingTable);
  const { title, crumbs } = useSubjectCrumbs(comment.subject);
  const choices = members.map(({ organisation }) => ({ value: organisation.id, label: organisation.name }));
  return (
    <BodyForm
      crumbs={[...crumbs, { href: commentPath(comment.id), label: talk.comment }]}
      title={talk.promise}
      kicker={title}
      lead={talk.promiseLead}
      schema={commitmentSchema(text)}
      offered={{ text: comment.text.slice(0, LONGEST) }}
      lists={new Map([[listFor("owner"), choices]])}
      address={`/v1/comments/${comment.id}/commitments`}
      done={writing.newCommitmentDone}
    />
  );
}

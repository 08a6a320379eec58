import { BodyForm } from "../act/BodyForm";
import type { NoteDetail } from "../api/shapes";
import { useResource } from "../api/useResource";
import { Await } from "../components/Await";
import { useText } from "../i18n/context";
import { notePath } from "../notes/paths";
import { noteSchema } from "../notes/schemas";
import { useSubjectCrumbs } from "../notes/useSubjectCrumbs";
import { Writable } from "../writing/Writable";

/** Changes a note that was not revealed. */
export function EditNotePage({ id }: { id: string }) {
  const { talk } = useText();
  const address = `/v1/notes/${id}`;
  const note = useResource<NoteDetail>(address);
  return (
    <Writable address={address} name="edit" title={talk.editNote} back={notePath(id)}>
      <Await from={note} whole>
        {(data, etag) => <Form note={data} etag={etag} reload={note.reload} />}
      </Await>
    </Writable>
  );
}

function Form({ note, etag, reload }: { note: NoteDetail; etag: string | null; reload: () => void }) {
  const text = useText();
  const { talk } = text;
  const { title, crumbs } = useSubjectCrumbs(note.subject);
  const { text: words, reading, passage } = note;
  return (
    <BodyForm
      crumbs={[...crumbs, { href: notePath(note.id), label: talk.note }]}
      title={talk.editNote}
      kicker={title}
      lead={talk.editNoteLead}
      schema={noteSchema(text)}
      offered={{ text: words, reading, ...(passage ? { passage: { quote: passage.quote } } : {}) }}
      changing
      address={`/v1/notes/${note.id}`}
      ifMatch={etag}
      reload={reload}
      done={talk.noteChanged}
    />
  );
}

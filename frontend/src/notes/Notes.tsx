import type { Change, Note, Page } from "../api/shapes";
import type { Loaded } from "../api/useResource";
import { Await } from "../components/Await";
import { Badge } from "../components/Badge";
import { useText } from "../i18n/context";
import { ChangeLink } from "../writing/ChangeLink";
import { PassageQuote } from "./PassageQuote";
import { aboutPath, notePath, OFFERED } from "./paths";
import { Private } from "./Private";
import { Said } from "./Said";
import { Words } from "./Words";

interface Props {
  kind: string;
  id: string;
  notes: Loaded<Page<Note>>;
  changes: Loaded<Page<Change>>;
}

/** What the person's own organisation or side wrote for itself. */
export function Notes({ kind, id, notes, changes }: Props) {
  const { talk } = useText();
  return (
    <>
      <p class="nl-paragraph">{talk.notesLead}</p>
      <Await from={notes}>
        {({ items }) => (
          <>
            {items.map((note) => (
              <NoteCard key={note.id} note={note} />
            ))}
          </>
        )}
      </Await>
      <div class="utrecht-action-group ps-records">
        <ChangeLink changes={changes} name={OFFERED.note} href={aboutPath(kind, id, "note")} label={talk.newNote} />
      </div>
    </>
  );
}

function NoteCard({ note }: { note: Note }) {
  const { talk } = useText();
  const { id, readableBy, passage, text, person, organisation, updatedAt, revealedAt } = note;
  return (
    <article class="ps-note" aria-label={talk.noteBy(organisation.name)}>
      <Private words={readableBy} />
      <Said person={person} organisation={organisation.name} at={updatedAt}>
        {revealedAt && <Badge>{talk.revealed}</Badge>}
      </Said>
      <PassageQuote passage={passage} />
      <Words text={text} />
      <p class="ps-small">
        <a class="nl-link" href={notePath(id)}>
          {talk.openNote}
          <span class="ps-hidden">: {text.slice(0, 60)}</span>
        </a>
      </p>
    </article>
  );
}

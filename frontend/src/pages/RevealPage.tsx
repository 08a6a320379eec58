import { useState } from "preact/hooks";
import { FormFrame } from "../act/FormFrame";
import { useSending } from "../act/useSending";
import { request } from "../api/client";
import type { NoteDetail } from "../api/shapes";
import { useResource } from "../api/useResource";
import { Alert } from "../components/Alert";
import { Await } from "../components/Await";
import { Breadcrumbs } from "../components/Breadcrumbs";
import { Heading } from "../components/Heading";
import { leaveNotice } from "../components/notice";
import { PageHeading } from "../components/PageHeading";
import { useText } from "../i18n/context";
import { shortDigest } from "../i18n/format";
import { PassageQuote } from "../notes/PassageQuote";
import { commentPath, notePath } from "../notes/paths";
import { useSubjectCrumbs } from "../notes/useSubjectCrumbs";
import { Words } from "../notes/Words";
import { navigate } from "../router/location";
import { Writable } from "../writing/Writable";

/** Reveals a note to the table: first exactly what, and to whom. */
export function RevealPage({ id }: { id: string }) {
  const { talk } = useText();
  const address = `/v1/notes/${id}`;
  const note = useResource<NoteDetail>(address);
  return (
    <Writable address={address} name="reveal" title={talk.reveal} back={notePath(id)}>
      <Await from={note} whole>
        {(data, etag) => <Reveal note={data} etag={etag} reload={note.reload} />}
      </Await>
    </Writable>
  );
}

function Reveal({ note, etag, reload }: { note: NoteDetail; etag: string | null; reload: () => void }) {
  const { talk, site } = useText();
  const { title, crumbs } = useSubjectCrumbs(note.subject);
  const [sure, setSure] = useState(false);
  const [missed, setMissed] = useState(false);
  const { busy, error, send } = useSending(reload);
  const back = notePath(note.id);

  const reveal = async (): Promise<void> => {
    if (!sure) return setMissed(true);
    await send(async () => {
      const made = await request<{ id: string }>("POST", `/v1/notes/${note.id}/reveals`, {
        body: { digest: note.digest },
        ifMatch: etag,
      });
      leaveNotice(talk.revealedNow);
      navigate(commentPath(made.data.id));
    });
  };

  return (
    <div class="ps-narrow">
      <Breadcrumbs crumbs={[{ href: "/", label: site.home }, ...crumbs, { href: back, label: talk.note }]} />
      <PageHeading title={talk.reveal} kicker={title} />
      <Alert tone="warning">
        <p class="nl-paragraph">{talk.revealWarning}</p>
      </Alert>
      <Heading level={2} look={3}>
        {talk.revealWhat}
      </Heading>
      <figure class="ps-text">
        <figcaption class="ps-text__caption">
          <strong>{note.organisation.name}</strong>
          <span>
            {talk.digest} <code class="nl-code">{shortDigest(note.digest)}</code>
          </span>
        </figcaption>
        <div class="ps-text__body">
          <PassageQuote passage={note.passage} />
          <Words text={note.text} />
        </div>
      </figure>
      <Heading level={2} look={3}>
        {talk.revealTo}
      </Heading>
      <ul class="utrecht-unordered-list">
        {note.wouldBeReadBy.map(({ id, name }) => (
          <li class="utrecht-unordered-list__item" key={id}>
            {name}
          </li>
        ))}
      </ul>
      <FormFrame submitLabel={talk.revealSubmit} back={back} busy={busy} error={error} label={() => null} submit={reveal}>
        <div class={`utrecht-form-field ps-field${missed && !sure ? " utrecht-form-field--invalid" : ""}`}>
          {missed && !sure && (
            <div id="sure-error" class="utrecht-form-field-error-message" role="alert">
              {talk.revealMissed}
            </div>
          )}
          <label class="utrecht-form-label utrecht-form-label--checkbox ps-check" for="sure">
            <input
              id="sure"
              class="utrecht-checkbox utrecht-checkbox--html-input"
              type="checkbox"
              aria-describedby={missed && !sure ? "sure-error" : undefined}
              checked={sure}
              onChange={(event) => setSure(event.currentTarget.checked)}
            />
            <span>{talk.revealSure}</span>
          </label>
        </div>
      </FormFrame>
    </div>
  );
}

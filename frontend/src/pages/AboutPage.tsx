import { Await } from "../components/Await";
import { useResource } from "../api/useResource";
import type { Agreement, Subject } from "../api/shapes";
import { useText } from "../i18n/context";
import { AboutForm } from "../notes/AboutForm";
import { type About, OFFERED } from "../notes/paths";
import { useSubjectCrumbs } from "../notes/useSubjectCrumbs";
import { subjectPath } from "../router/routes";
import { Writable } from "../writing/Writable";

interface Props {
  kind: string;
  id: string;
  about: About;
}

/** Writes a comment or a note about a dossier or an agreement. */
export function AboutPage({ kind, id, about }: Props) {
  const { talk } = useText();
  const address = `/v1/${kind}s/${id}`;
  const found = useResource<Subject | Agreement>(address);
  const { crumbs } = useSubjectCrumbs({ kind, id });
  return (
    <Writable
      address={address}
      name={OFFERED[about]}
      title={about === "comment" ? talk.newComment : talk.newNote}
      back={subjectPath(kind, id) ?? "/"}
    >
      <Await from={found} whole>
        {({ title }) => <AboutForm kind={kind} id={id} title={title} crumbs={crumbs} about={about} />}
      </Await>
    </Writable>
  );
}

import { BodyForm } from "../act/BodyForm";
import type { Subject } from "../api/shapes";
import { useResource } from "../api/useResource";
import { useMembers } from "../api/useTables";
import { Await } from "../components/Await";
import { commitmentSchema } from "../dossier/commitmentSchema";
import { crumbsTo } from "../dossier/crumbs";
import { useText } from "../i18n/context";
import { type Kind, subjectPath } from "../router/routes";
import { listFor } from "../writing/fields";
import { Writable } from "../writing/Writable";

interface Props {
  kind: Kind;
  id: string;
}

/** Writes down what is promised in a dossier. */
export function NewCommitmentPage({ kind, id }: Props) {
  const { writing } = useText();
  const address = `/v1/${kind}s/${id}`;
  const back = subjectPath(kind, id) ?? "/";
  return (
    <Writable address={address} name="commitment" title={writing.newCommitment} back={back}>
      <Await from={useResource<Subject>(address)} whole>
        {(dossier) => <Form kind={kind} dossier={dossier} />}
      </Await>
    </Writable>
  );
}

function Form({ kind, dossier }: { kind: Kind; dossier: Subject }) {
  const text = useText();
  const { writing, lists } = text;
  const members = useMembers(dossier.bargainingTable);
  const choices = members.map(({ organisation }) => ({ value: organisation.id, label: organisation.name }));
  return (
    <BodyForm
      crumbs={crumbsTo(kind, dossier, lists)}
      title={writing.newCommitment}
      kicker={dossier.title}
      lead={writing.newCommitmentLead}
      schema={commitmentSchema(text)}
      lists={new Map([[listFor("owner"), choices]])}
      fixed={{ subjectKind: kind, subjectId: dossier.id }}
      address="/v1/commitments"
      done={writing.newCommitmentDone}
    />
  );
}

import { BodyForm } from "../act/BodyForm";
import type { Subject } from "../api/shapes";
import { useResource } from "../api/useResource";
import { Await } from "../components/Await";
import { crumbsTo } from "../dossier/crumbs";
import { evidenceSchema } from "../dossier/evidenceSchema";
import { useText } from "../i18n/context";

/** Adds what shows that a commitment was kept. */
export function EvidencePage({ id }: { id: string }) {
  const { evidence, lists } = useText();
  const commitment = useResource<Subject>(`/v1/commitments/${id}`);
  return (
    <Await from={commitment} whole>
      {(subject) => (
        <BodyForm
          crumbs={crumbsTo("commitment", subject, lists)}
          title={evidence.add}
          kicker={subject.title}
          lead={evidence.lead}
          schema={evidenceSchema(evidence)}
          address={`/v1/commitments/${id}/evidence`}
          done={evidence.added}
        />
      )}
    </Await>
  );
}

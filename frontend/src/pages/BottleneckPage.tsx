import { BodyForm } from "../act/BodyForm";
import type { Bottleneck, Subject } from "../api/shapes";
import { useResource } from "../api/useResource";
import { Await } from "../components/Await";
import { crumbsTo } from "../dossier/crumbs";
import { useText } from "../i18n/context";
import { followSchema } from "../initiatives/planSchema";
import { subjectPath } from "../router/routes";
import { Writable } from "../writing/Writable";

/** Says how far a bottleneck of an initiative is. */
export function BottleneckPage({ initiativeId, id }: { initiativeId: string; id: string }) {
  const { writing } = useText();
  const address = `/v1/initiatives/${initiativeId}`;
  const initiative = useResource<Subject>(address);
  const bottleneck = useResource<Bottleneck>(`${address}/bottlenecks/${id}`);
  const reload = (): void => {
    initiative.reload();
    bottleneck.reload();
  };
  return (
    <Writable
      address={address}
      name="follow_bottleneck"
      title={writing.follow}
      back={subjectPath("initiative", initiativeId) ?? "/"}
    >
      <Await from={initiative} whole>
        {(subject, etag) => (
          <Await from={bottleneck} whole>
            {(found) => <Form subject={subject} etag={etag} bottleneck={found} reload={reload} />}
          </Await>
        )}
      </Await>
    </Writable>
  );
}

interface FormProps {
  subject: Subject;
  etag: string | null;
  bottleneck: Bottleneck;
  reload: () => void;
}

function Form({ subject, etag, bottleneck, reload }: FormProps) {
  const text = useText();
  const { writing, lists } = text;
  return (
    <BodyForm
      crumbs={crumbsTo("initiative", subject, lists)}
      title={writing.follow}
      kicker={subject.title}
      lead={bottleneck.description || bottleneck.solution}
      schema={followSchema(text)}
      offered={{ ...bottleneck }}
      address={`/v1/initiatives/${subject.id}/bottlenecks/${bottleneck.id}`}
      replacing
      ifMatch={etag}
      reload={reload}
      done={writing.followed}
    />
  );
}

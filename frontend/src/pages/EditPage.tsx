import type { Bottleneck, Page, Subject } from "../api/shapes";
import { useResource } from "../api/useResource";
import { Await } from "../components/Await";
import { useText } from "../i18n/context";
import { type EditName, EDITS, isEdit } from "../router/edits";
import { type Kind, subjectPath } from "../router/routes";
import { EditForm } from "../writing/EditForm";
import { Writable } from "../writing/Writable";
import { NotFoundPage } from "./NotFoundPage";

interface Props {
  kind: Kind;
  id: string;
  change: string;
}

/** Corrects a dossier's own facts, or one kind of them. */
export function EditPage({ kind, id, change }: Props) {
  return isEdit(kind, change) ? <Edit kind={kind} id={id} change={change} /> : <NotFoundPage />;
}

function Edit({ kind, id, change }: { kind: Kind; id: string; change: EditName }) {
  const { writing } = useText();
  const address = `/v1/${kind}s/${id}`;
  const subject = useResource<Subject>(address);
  const bottlenecks = useResource<Page<Bottleneck>>(kind === "initiative" ? `${address}/bottlenecks` : null);
  const reload = (): void => {
    subject.reload();
    bottlenecks.reload();
  };
  const form = (data: Subject, etag: string | null, expected: readonly Bottleneck[]) => (
    <EditForm kind={kind} subject={data} etag={etag} change={change} bottlenecks={expected} reload={reload} />
  );
  return (
    <Writable address={address} name={EDITS[change]} title={writing.edit} back={subjectPath(kind, id) ?? "/"}>
      <Await from={subject} whole>
        {(data, etag) =>
          kind === "initiative" ? (
            <Await from={bottlenecks}>{({ items }) => form(data, etag, items)}</Await>
          ) : (
            form(data, etag, [])
          )
        }
      </Await>
    </Writable>
  );
}

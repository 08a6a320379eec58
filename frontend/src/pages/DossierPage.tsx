import type { AuditEntry, Lifecycle, Option, Page, Subject } from "../api/shapes";
import { useChanges } from "../api/useChanges";
import { useResource } from "../api/useResource";
import { Alert } from "../components/Alert";
import { Await } from "../components/Await";
import { useNotice } from "../components/notice";
import { Dossier } from "../dossier/Dossier";
import type { Kind } from "../router/routes";

const ENTRIES = 200;

/** Everything about one subject. */
export function DossierPage({ kind, id }: { kind: Kind; id: string }) {
  const base = `/v1/${kind}s/${id}`;
  const subject = useResource<Subject>(base);
  const found = subject.resource.status === "ready";
  const options = useResource<Page<Option>>(found ? `${base}/available-transitions` : null);
  const entries = useResource<Page<AuditEntry>>(found ? `${base}/audit-entries` : null, { pageSize: ENTRIES });
  const changes = useChanges(found ? base : null);
  const lifecycle = useResource<Lifecycle>(`/v1/lifecycles/${kind}`);
  const [notice, setNotice] = useNotice();
  const reload = (message?: string): void => {
    setNotice(message ?? null);
    subject.reload();
    options.reload();
    changes.reload();
    entries.reload();
  };

  return (
    <>
      {notice && (
        <Alert tone="ok" live>
          <p class="nl-paragraph">{notice}</p>
        </Alert>
      )}
      <Await from={subject} whole>
        {(data, etag) => (
          <Dossier
            kind={kind}
            subject={data}
            etag={etag}
            options={options}
            entries={entries}
            lifecycle={lifecycle}
            changes={changes}
            reload={reload}
          />
        )}
      </Await>
    </>
  );
}

import { useState } from "preact/hooks";
import { FormFrame } from "../act/FormFrame";
import { useSending } from "../act/useSending";
import { request } from "../api/client";
import type { PublicationPreview, Subject } from "../api/shapes";
import { useResource } from "../api/useResource";
import { Alert } from "../components/Alert";
import { Await } from "../components/Await";
import { Breadcrumbs } from "../components/Breadcrumbs";
import { PageHeading } from "../components/PageHeading";
import { crumbsTo } from "../dossier/crumbs";
import { faultsAt } from "../form/faults";
import { REASON, ReasonField } from "../form/ReasonField";
import { useText } from "../i18n/context";
import { subjectPath } from "../router/routes";
import { Writable } from "../writing/Writable";
import { PassagesField, passagesIn } from "./PassagesField";
import { usePreview } from "./usePreview";
import { WillBePublished } from "./WillBePublished";

/** Corrects what is public of a clause: a name was left in, or too much was withheld. */
export function PublicationCorrectionPage({ id }: { id: string }) {
  const { act, lists, publication, site } = useText();
  const address = `/v1/clauses/${id}`;
  const clause = useResource<Subject>(address);
  const preview = usePreview(id);
  const [saved, setSaved] = useState(0);
  const again = (): void => {
    clause.reload();
    preview.reload();
  };
  return (
    <Writable address={address} name="correct_publication" title={publication.correct} back={subjectPath("clause", id) ?? "/"}>
      <Await from={clause} whole>
        {(data, etag) => (
          <div class="ps-narrow">
            <Breadcrumbs crumbs={[{ href: "/", label: site.home }, ...crumbsTo("clause", data, lists)]} />
            <PageHeading title={publication.correct} kicker={data.title} />
            <p class="nl-paragraph nl-paragraph--lead">{publication.correctLead}</p>
            {saved > 0 && (
              <Alert tone="ok" live>
                <p class="nl-paragraph">{publication.corrected}</p>
              </Alert>
            )}
            <Await from={preview}>
              {({ published }) => (
                <>
                  {published.map((text, index) => (
                    <WillBePublished key={index} preview={text} />
                  ))}
                  <Correction
                    clauseId={id}
                    published={published}
                    etag={etag}
                    reload={again}
                    label={(pointer) => (pointer === REASON ? act.reason : null)}
                    done={() => {
                      setSaved(saved + 1);
                      again();
                    }}
                  />
                </>
              )}
            </Await>
          </div>
        )}
      </Await>
    </Writable>
  );
}

interface Props {
  clauseId: string;
  published: readonly PublicationPreview[];
  etag: string | null;
  /** Reads again what is public. */
  reload: () => void;
  label: (pointer: string) => string | null;
  done: () => void;
}

function Correction({ clauseId, published, etag, reload, label, done }: Props) {
  const { publication } = useText();
  const [lines, setLines] = useState([...new Set(published.flatMap(({ passages }) => passages))].join("\n"));
  const [reason, setReason] = useState("");
  const { busy, error, send } = useSending(reload);
  const submit = (): Promise<void> =>
    send(async () => {
      await request("POST", `/v1/clauses/${clauseId}/publication-corrections`, {
        body: { passages: passagesIn(lines), reason },
        ifMatch: etag,
      });
      setReason("");
      done();
    });
  return (
    <FormFrame
      submitLabel={publication.correctSave}
      back={subjectPath("clause", clauseId) ?? "/"}
      busy={busy}
      error={error}
      label={label}
      submit={submit}
    >
      <PassagesField lines={lines} change={setLines} error={error} />
      <ReasonField value={reason} required faults={faultsAt(error?.problem ?? null)} change={setReason} />
    </FormFrame>
  );
}

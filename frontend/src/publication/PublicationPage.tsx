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
import { useText } from "../i18n/context";
import { subjectPath } from "../router/routes";
import { Writable } from "../writing/Writable";
import { PassagesField, passagesIn } from "./PassagesField";
import { usePreview } from "./usePreview";
import { WillBePublished } from "./WillBePublished";

/** Says which words are kept out of the text that goes public next, and shows what is left. */
export function PublicationPage({ id }: { id: string }) {
  const { lists, publication, site } = useText();
  const address = `/v1/clauses/${id}`;
  const clause = useResource<Subject>(address);
  const preview = usePreview(id);
  const [saved, setSaved] = useState(0);
  const again = (): void => {
    setSaved(saved + 1);
    preview.reload();
  };
  return (
    <Writable address={address} name="publication_text" title={publication.title} back={subjectPath("clause", id) ?? "/"}>
      <Await from={clause} whole>
        {(data) => (
          <div class="ps-narrow">
            <Breadcrumbs crumbs={[{ href: "/", label: site.home }, ...crumbsTo("clause", data, lists)]} />
            <PageHeading title={publication.title} kicker={data.title} />
            <p class="nl-paragraph nl-paragraph--lead">{publication.lead}</p>
            {saved > 0 && (
              <Alert tone="ok" live>
                <p class="nl-paragraph">{publication.saved}</p>
              </Alert>
            )}
            <Await from={preview}>
              {({ text }) =>
                text ? (
                  <>
                    <WillBePublished preview={text} />
                    <Passages clauseId={id} preview={text} again={again} />
                  </>
                ) : (
                  <p class="nl-paragraph">{publication.nothing}</p>
                )
              }
            </Await>
          </div>
        )}
      </Await>
    </Writable>
  );
}

interface Props {
  clauseId: string;
  preview: PublicationPreview;
  /** Reads again what goes public. */
  again: () => void;
}

function Passages({ clauseId, preview, again }: Props) {
  const { publication } = useText();
  const [lines, setLines] = useState(preview.passages.join("\n"));
  const { busy, error, send } = useSending(undefined);
  const submit = (): Promise<void> =>
    send(async () => {
      await request("POST", `/v1/clauses/${clauseId}/publication-texts`, { body: { passages: passagesIn(lines) } });
      again();
    });
  return (
    <FormFrame
      submitLabel={publication.save}
      back={subjectPath("clause", clauseId) ?? "/"}
      busy={busy}
      error={error}
      label={() => null}
      submit={submit}
    >
      <PassagesField lines={lines} change={setLines} error={error} />
    </FormFrame>
  );
}

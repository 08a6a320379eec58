import { useState } from "preact/hooks";
import { FormFrame } from "../act/FormFrame";
import { useSending } from "../act/useSending";
import { request } from "../api/client";
import type { PublicationPreview, Subject } from "../api/shapes";
import { useResource } from "../api/useResource";
import { Alert } from "../components/Alert";
import { Await } from "../components/Await";
import { Breadcrumbs } from "../components/Breadcrumbs";
import { Button } from "../components/Button";
import { PageHeading } from "../components/PageHeading";
import { crumbsTo } from "../dossier/crumbs";
import { FormField } from "../form/FormField";
import { controlId, faultsAt } from "../form/faults";
import { useText } from "../i18n/context";
import { subjectPath } from "../router/routes";
import { Writable } from "../writing/Writable";
import { usePreview } from "./usePreview";
import { WillBePublished } from "./WillBePublished";

const FIELD = "/passages";

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
  const passages = lines.split("\n").filter((line) => line.trim());
  const faults = [...faultsAt(error?.problem ?? null).values()].flat().map(({ message }) => message);
  const submit = (): Promise<void> =>
    send(async () => {
      await request("POST", `/v1/clauses/${clauseId}/publication-texts`, { body: { passages } });
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
      <FormField id={controlId(FIELD)} label={publication.passages} description={publication.passagesHint} error={faults.join(" ") || null}>
        {(control) => (
          <textarea
            {...control}
            class="utrecht-textarea utrecht-textarea--html-textarea"
            rows={5}
            value={lines}
            onInput={(event) => setLines(event.currentTarget.value)}
          />
        )}
      </FormField>
      <p>
        <Button look="secondary" onClick={() => setLines(withMarked(passages))}>
          {publication.selected}
        </Button>
      </p>
    </FormFrame>
  );
}

/** The lines with the words that are marked on the page below them. */
function withMarked(passages: readonly string[]): string {
  const marked = (window.getSelection()?.toString() ?? "").replace(/\s+/g, " ").trim();
  return [...passages, ...(marked && !passages.includes(marked) ? [marked] : [])].join("\n");
}

import { useState } from "preact/hooks";
import { FormFrame } from "../act/FormFrame";
import { useOrganisations } from "../act/organisations";
import { Terms } from "../act/Terms";
import { DATA, useSchemaForm } from "../act/useSchemaForm";
import { useSending } from "../act/useSending";
import { request } from "../api/client";
import type { AwaitedPaper, JsonSchema, Page, Subject } from "../api/shapes";
import { useResource } from "../api/useResource";
import { Await } from "../components/Await";
import { Breadcrumbs } from "../components/Breadcrumbs";
import { leaveNotice } from "../components/notice";
import { PageHeading } from "../components/PageHeading";
import { crumbsTo } from "../dossier/crumbs";
import { base64Of } from "../dossier/saveBytes";
import { controlId, faultsAt, messageAt } from "../form/faults";
import { FormField } from "../form/FormField";
import { SchemaFields } from "../form/SchemaFields";
import { useText } from "../i18n/context";
import type { Messages } from "../i18n/nl";
import { membersOf } from "../packages/members";
import { navigate } from "../router/location";
import { type Kind, subjectPath } from "../router/routes";
import { day, listFor, organisation, text } from "../writing/fields";
import { NotFoundPage } from "./NotFoundPage";

interface Props {
  kind: Kind;
  id: string;
  transition: string;
}

/** Records a consent that was given on paper, with its document. */
export function PaperPage({ kind, id, transition }: Props) {
  const subject = useResource<Subject>(`/v1/${kind}s/${id}`);
  const awaited = useResource<Page<AwaitedPaper>>("/v1/awaited-papers", { subjectKind: kind, subjectId: id });
  return (
    <Await from={subject} whole>
      {(about) => (
        <Await from={awaited} whole>
          {({ items }) => {
            const step = items.find((each) => each.transition === transition);
            return step ? <PaperForm kind={kind} subject={about} step={step} /> : <NotFoundPage />;
          }}
        </Await>
      )}
    </Await>
  );
}

const TOP = "";
const DOCUMENT = "/document";

function PaperForm({ kind, subject, step }: { kind: Kind; subject: Subject; step: AwaitedPaper }) {
  const words = useText();
  const { paper, lists, site } = words;
  const parties = step.organisations.map(({ id, name }) => ({ value: id, label: name }));
  const form = useSchemaForm(paperSchema(words), {
    pointer: TOP,
    lists: new Map([[listFor("organisation"), parties]]),
  });
  const terms = useSchemaForm(step.inputSchema, {
    offered: step.terms,
    organisations: useOrganisations(subject),
    lists: membersOf(subject),
  });
  const [file, setFile] = useState<File | null>(null);
  const { busy, error, send } = useSending(undefined);
  const faults = faultsAt(error?.problem ?? null);
  const back = subjectPath(kind, subject.id) ?? "/";

  const submit = (): Promise<void> =>
    send(async () => {
      await request("POST", "/v1/papers", {
        body: {
          ...form.data(),
          subjectKind: kind,
          subjectId: subject.id,
          transition: step.transition,
          document: file ? await base64Of(file) : "",
          ...(step.offered ? { digest: step.digest } : { data: terms.data() }),
        },
      });
      leaveNotice(paper.recorded);
      navigate(back);
    });

  const label = (pointer: string): string | null =>
    pointer === DOCUMENT ? paper.document : (form.label(pointer) ?? terms.label(pointer));

  return (
    <div class="ps-narrow">
      <Breadcrumbs crumbs={[{ href: "/", label: site.home }, ...crumbsTo(kind, subject, lists)]} />
      <PageHeading title={paper.recordFor(step.label)} kicker={subject.title} />
      <p class="nl-paragraph nl-paragraph--lead">{paper.recordLead}</p>
      <FormFrame submitLabel={paper.record} back={back} busy={busy} error={error} label={label} submit={submit}>
        <SchemaFields fields={form.fields} values={form.values} pointer={TOP} faults={faults} change={form.setValues} />
        <FormField
          id={controlId(DOCUMENT)}
          label={paper.document}
          description={paper.documentHint}
          error={messageAt(faults, DOCUMENT)}
        >
          {(control) => (
            <input
              {...control}
              class="ps-file"
              type="file"
              accept="application/pdf,image/png,image/jpeg"
              onChange={(event) => setFile(event.currentTarget.files?.[0] ?? null)}
            />
          )}
        </FormField>
        {step.offered ? (
          <Terms fields={terms.fields} terms={step.terms} />
        ) : (
          <SchemaFields
            fields={terms.fields}
            values={terms.values}
            pointer={DATA}
            faults={faults}
            change={terms.setValues}
          />
        )}
      </FormFrame>
    </div>
  );
}

/** What the API asks of a consent on paper besides the document and the terms. */
function paperSchema({ paper }: Messages): JsonSchema {
  return {
    type: "object",
    required: ["organisation", "signedBy", "signedOn", "name"],
    properties: {
      organisation: organisation(paper.organisation, "organisation"),
      signedBy: text(paper.signedBy, 200),
      signedOn: day(paper.signedOn),
      name: text(paper.name, 200),
    },
  };
}

import { useState } from "preact/hooks";
import { BodyForm } from "../act/BodyForm";
import { FormFrame } from "../act/FormFrame";
import { useSchemaForm } from "../act/useSchemaForm";
import { useSending } from "../act/useSending";
import { request } from "../api/client";
import type { DisputeDetail } from "../api/shapes";
import { useResource } from "../api/useResource";
import { Await } from "../components/Await";
import { Breadcrumbs, type Crumb } from "../components/Breadcrumbs";
import { leaveNotice } from "../components/notice";
import { PageHeading } from "../components/PageHeading";
import { base64Of } from "../dossier/saveBytes";
import { controlId, faultsAt, messageAt } from "../form/faults";
import { FormField } from "../form/FormField";
import { SchemaFields } from "../form/SchemaFields";
import { useText } from "../i18n/context";
import { useSubjectCrumbs } from "../notes/useSubjectCrumbs";
import { navigate } from "../router/location";
import { text } from "../writing/fields";

/** Writes an addition to what one's own side said. */
export function AddendumPage({ id }: { id: string }) {
  const { disputes } = useText();
  const { dispute, title, crumbs } = useDispute(id);
  return (
    <Await from={dispute} whole>
      {() => (
        <BodyForm
          crumbs={crumbs}
          title={disputes.addAddendum}
          kicker={title}
          lead={disputes.addendumLead}
          schema={{ type: "object", required: ["text"], properties: { text: text(disputes.addendum, 5000) } }}
          address={`/v1/disputes/${id}/statements`}
          done={disputes.addendumDone}
        />
      )}
    </Await>
  );
}

/** Hands in a document or a web address. */
export function DisputeEvidencePage({ id }: { id: string }) {
  const { dispute, title, crumbs } = useDispute(id);
  return (
    <Await from={dispute} whole>
      {() => <EvidenceForm id={id} title={title} crumbs={crumbs} />}
    </Await>
  );
}

const TOP = "";
const DOCUMENT = "/document";

function EvidenceForm({ id, title, crumbs }: { id: string; title: string; crumbs: readonly Crumb[] }) {
  const { disputes, site } = useText();
  const schema = {
    type: "object",
    required: ["title"],
    properties: {
      title: text(disputes.evidenceTitle, 300),
      explanation: text(disputes.explanation, 2000),
      url: text(disputes.url, 300),
    },
  };
  const form = useSchemaForm(schema, { pointer: TOP });
  const [file, setFile] = useState<File | null>(null);
  const { busy, error, send } = useSending(undefined);
  const faults = faultsAt(error?.problem ?? null);
  const back = crumbs.at(-1)?.href ?? "/";
  const submit = (): Promise<void> =>
    send(async () => {
      const document = file ? { name: file.name, document: await base64Of(file) } : {};
      await request("POST", `/v1/disputes/${id}/evidence`, { body: { ...form.data(), ...document } });
      leaveNotice(disputes.evidenceDone);
      navigate(back);
    });
  return (
    <div class="ps-narrow">
      <Breadcrumbs crumbs={[{ href: "/", label: site.home }, ...crumbs]} />
      <PageHeading title={disputes.addEvidence} kicker={title} />
      <p class="nl-paragraph nl-paragraph--lead">{disputes.evidenceLead}</p>
      <FormFrame
        submitLabel={disputes.addEvidence}
        back={back}
        busy={busy}
        error={error}
        label={(pointer) => (pointer === DOCUMENT ? disputes.document : form.label(pointer))}
        submit={submit}
      >
        <SchemaFields fields={form.fields} values={form.values} pointer={TOP} faults={faults} change={form.setValues} />
        <FormField
          id={controlId(DOCUMENT)}
          label={disputes.document}
          description={disputes.documentHint}
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
      </FormFrame>
    </div>
  );
}

function useDispute(id: string) {
  const dispute = useResource<DisputeDetail>(`/v1/disputes/${id}`);
  const found = dispute.resource.status === "ready" ? dispute.resource.data : null;
  return { dispute, ...useSubjectCrumbs(found && found.subject) };
}

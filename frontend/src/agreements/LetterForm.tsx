import { useState } from "preact/hooks";
import { FormFrame } from "../act/FormFrame";
import { useSchemaForm } from "../act/useSchemaForm";
import { useSending } from "../act/useSending";
import { request } from "../api/client";
import { Breadcrumbs, type Crumb } from "../components/Breadcrumbs";
import { leaveNotice } from "../components/notice";
import { PageHeading } from "../components/PageHeading";
import { base64Of } from "../dossier/saveBytes";
import { DOCUMENT, DocumentField } from "../form/DocumentField";
import { faultsAt } from "../form/faults";
import { SchemaFields } from "../form/SchemaFields";
import { useText } from "../i18n/context";
import { navigate } from "../router/location";
import { agreementPath } from "../router/routes";
import { text } from "../writing/fields";

const TOP = "";

/** Adds the letter with which an organisation gives notice. */
export function LetterForm({ id, crumbs, kicker }: { id: string; crumbs: readonly Crumb[]; kicker: string }) {
  const { ends, paper, site } = useText();
  const form = useSchemaForm(
    { type: "object", required: ["name"], properties: { name: text(paper.name, 200) } },
    { pointer: TOP },
  );
  const [file, setFile] = useState<File | null>(null);
  const { busy, error, send } = useSending(undefined);
  const faults = faultsAt(error?.problem ?? null);

  const submit = (): Promise<void> =>
    send(async () => {
      await request("POST", `/v1/agreements/${id}/notice-proofs`, {
        body: { ...form.data(), document: file ? await base64Of(file) : "" },
      });
      leaveNotice(ends.letterDone);
      navigate(agreementPath(id));
    });

  return (
    <div class="ps-narrow">
      <Breadcrumbs crumbs={[{ href: "/", label: site.home }, ...crumbs]} />
      <PageHeading title={ends.addLetter} kicker={kicker} />
      <p class="nl-paragraph nl-paragraph--lead">{ends.letterLead}</p>
      <FormFrame
        submitLabel={ends.addLetter}
        back={agreementPath(id)}
        busy={busy}
        error={error}
        label={(pointer) => (pointer === DOCUMENT ? paper.document : form.label(pointer))}
        submit={submit}
      >
        <SchemaFields fields={form.fields} values={form.values} pointer={TOP} faults={faults} change={form.setValues} />
        <DocumentField faults={faults} change={setFile} />
      </FormFrame>
    </div>
  );
}

import { useState } from "preact/hooks";
import { request } from "../api/client";
import { Button } from "../components/Button";
import { Heading } from "../components/Heading";
import { leaveNotice } from "../components/notice";
import { consentSubmit, consentTo } from "../dossier/consentWords";
import { faultsAt } from "../form/faults";
import { SchemaFields } from "../form/SchemaFields";
import { useText } from "../i18n/context";
import { membersOf } from "../packages/members";
import { navigate } from "../router/location";
import { subjectPath } from "../router/routes";
import type { ActProps } from "./Act";
import { BehalfField } from "./BehalfField";
import { ConsentedTo } from "./ConsentedTo";
import { FormFrame } from "./FormFrame";
import { useOrganisations, useOwnOrganisations } from "./organisations";
import { Terms } from "./Terms";
import { DATA, useSchemaForm } from "./useSchemaForm";
import { useSending } from "./useSending";

/**
 * Consents to exactly what is on screen: the text, and the terms that somebody offered. Where nobody
 * has offered any yet, or the person wants others, the person offers them.
 */
export function ConsentForm({ kind, subject, etag, option, reload }: ActProps) {
  const { consent, dossier } = useText();
  const terms = option.consents?.terms ?? {};
  const form = useSchemaForm(option.inputSchema, {
    offered: terms,
    organisations: useOrganisations(subject),
    lists: membersOf(subject),
  });
  const [countering, setCountering] = useState(false);
  const [behalf, setBehalf] = useState("");
  const { busy, error, send } = useSending(reload);
  const path = subjectPath(kind, subject.id) ?? "/";
  const own = useOwnOrganisations().filter(({ label }) =>
    option.consents?.missing.some(({ organisation }) => organisation === label),
  );
  const offered = (option.consents?.given.length ?? 0) > 0 && !countering;
  const asking = form.fields.length > 0 && !offered;

  const submit = (): Promise<void> =>
    send(async () => {
      await request("POST", `/v1/${kind}s/${subject.id}/consents`, {
        body: {
          transition: option.name,
          ...(behalf ? { organisation: behalf } : {}),
          ...(asking ? { data: form.data() } : { digest: option.consents?.digest }),
        },
        ifMatch: etag,
      });
      leaveNotice(dossier.done(consentTo(consent, { kind, ...option })));
      navigate(path);
    });

  return (
    <FormFrame submitLabel={consentSubmit(consent, { kind, name: option.name })} back={path} busy={busy} error={error} label={form.label} submit={submit}>
      {offered && <Terms fields={form.fields} terms={terms} />}
      {offered && form.fields.length > 0 && (
        <div>
          <Button look="secondary" onClick={() => setCountering(true)}>
            {consent.counter}
          </Button>
        </div>
      )}
      {asking && (
        <>
          <Heading level={2} look={3}>
            {consent.offer}
          </Heading>
          {countering && <p class="nl-paragraph">{consent.counterHint}</p>}
          <SchemaFields
            fields={form.fields}
            values={form.values}
            pointer={DATA}
            faults={faultsAt(error?.problem ?? null)}
            change={form.setValues}
          />
        </>
      )}
      <BehalfField choices={own} value={behalf} change={setBehalf} />
      <ConsentedTo subject={subject} digest={asking ? null : (option.consents?.digest ?? null)} />
    </FormFrame>
  );
}

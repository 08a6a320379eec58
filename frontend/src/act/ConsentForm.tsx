import { request } from "../api/client";
import { leaveNotice } from "../components/notice";
import { ConsentSides } from "../dossier/ConsentSides";
import { TextPanel } from "../dossier/TextPanel";
import { Heading } from "../components/Heading";
import { faultsAt } from "../form/faults";
import { SchemaFields } from "../form/SchemaFields";
import { useText } from "../i18n/context";
import { shortDigest } from "../i18n/format";
import { navigate } from "../router/location";
import { subjectPath } from "../router/routes";
import type { ActProps } from "./Act";
import { FormFrame } from "./FormFrame";
import { Terms } from "./Terms";
import { DATA, useSchemaForm } from "./useSchemaForm";
import { useSending } from "./useSending";

/**
 * Consents to exactly what is on screen: the text, and the terms that somebody offered. Where nobody
 * has offered any yet, the person does.
 */
export function ConsentForm({ kind, subject, etag, option, reload }: ActProps) {
  const { consent, dossier } = useText();
  const form = useSchemaForm(option.inputSchema);
  const { busy, error, send } = useSending(reload);
  const path = subjectPath(kind, subject.id) ?? "/";
  const { consents } = option;
  const offered = (consents?.given.length ?? 0) > 0;

  const submit = (): Promise<void> =>
    send(async () => {
      await request("POST", `/v1/${kind}s/${subject.id}/consents`, {
        body: {
          transition: option.name,
          ...(offered ? { digest: consents?.digest } : { data: form.data() }),
        },
        ifMatch: etag,
      });
      leaveNotice(dossier.done(consent.giveFor(option.label)));
      navigate(path);
    });

  return (
    <>
      {subject.text && <TextPanel text={subject.text} />}
      {consents && <ConsentSides consents={consents} />}
      <FormFrame
        submitLabel={consent.submit}
        back={path}
        busy={busy}
        error={error}
        label={form.label}
        submit={submit}
      >
        {offered && <Terms fields={form.fields} terms={consents?.terms ?? {}} />}
        {!offered && form.fields.length > 0 && (
          <>
            <Heading level={2} look={3}>
              {consent.offer}
            </Heading>
            <SchemaFields
              fields={form.fields}
              values={form.values}
              pointer={DATA}
              faults={faultsAt(error?.problem ?? null)}
              change={form.setValues}
            />
          </>
        )}
        <p class="nl-paragraph">
          {subject.text
            ? consent.toText(subject.text.number, shortDigest(subject.text.digest))
            : offered && consents?.digest && consent.toDigest(shortDigest(consents.digest))}{" "}
          {consent.voids}
        </p>
      </FormFrame>
    </>
  );
}

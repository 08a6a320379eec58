import { useState } from "preact/hooks";
import { request } from "../api/client";
import { leaveNotice } from "../components/notice";
import { faultsAt } from "../form/faults";
import { REASON, ReasonField } from "../form/ReasonField";
import { SchemaFields } from "../form/SchemaFields";
import { useText } from "../i18n/context";
import { navigate } from "../router/location";
import { subjectPath } from "../router/routes";
import type { ActProps } from "./Act";
import { FormFrame } from "./FormFrame";
import { Terms } from "./Terms";
import { DATA, useSchemaForm } from "./useSchemaForm";
import { useSending } from "./useSending";

/**
 * Takes a step: asks what the API asks, and goes back to the dossier when it worked. Terms on which the
 * parties have consented are shown and not asked again.
 */
export function TransitionForm({ kind, subject, etag, option, reload }: ActProps) {
  const { act, dossier } = useText();
  const form = useSchemaForm(option.inputSchema);
  const [reason, setReason] = useState("");
  const { busy, error, send } = useSending(reload);
  const path = subjectPath(kind, subject.id) ?? "/";
  const faults = faultsAt(error?.problem ?? null);
  const settled = option.open && option.consents !== null && option.consents.given.length > 0;

  const submit = (): Promise<void> =>
    send(async () => {
      await request("POST", `/v1/${kind}s/${subject.id}/transitions`, {
        body: { name: option.name, reason: reason.trim(), ...(settled ? {} : { data: form.data() }) },
        ifMatch: etag,
      });
      leaveNotice(dossier.done(option.label));
      navigate(path);
    });

  return (
    <FormFrame
      submitLabel={option.label}
      back={path}
      busy={busy}
      error={error}
      label={(pointer) => (pointer === REASON ? act.reason : form.label(pointer))}
      submit={submit}
    >
      {settled ? (
        <Terms fields={form.fields} terms={option.consents?.terms ?? {}} />
      ) : (
        <SchemaFields
          fields={form.fields}
          values={form.values}
          pointer={DATA}
          faults={faults}
          change={form.setValues}
        />
      )}
      <ReasonField value={reason} required={option.needsReason} faults={faults} change={setReason} />
    </FormFrame>
  );
}

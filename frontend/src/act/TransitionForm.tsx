import { useState } from "preact/hooks";
import { request } from "../api/client";
import type { JsonSchema, Subject } from "../api/shapes";
import { leaveNotice } from "../components/notice";
import { faultsAt } from "../form/faults";
import { REASON, ReasonField } from "../form/ReasonField";
import { type Lists, OTHERS } from "../form/model";
import { SchemaFields } from "../form/SchemaFields";
import { useText } from "../i18n/context";
import { navigate } from "../router/location";
import { BehalfField } from "./BehalfField";
import { FormFrame } from "./FormFrame";
import { othersThan, useOrganisations, useOwnOrganisations } from "./organisations";
import { noticePath, planMeetingPath } from "../router/routes";
import { canBeChosen, usePromises } from "./promises";
import { useRounds } from "./rounds";
import { clauseText } from "../dossier/clauseText";
import { PointAt } from "../disputes/PointAt";
import { Terms } from "./Terms";
import { useLetters } from "./useLetters";
import { DATA, useSchemaForm } from "./useSchemaForm";
import { useSending } from "./useSending";

interface Props {
  /** The address of the subject in the API, and of its page. */
  address: string;
  back: string;
  etag: string | null;
  about: Pick<Subject, "agreement" | "bargainingTable" | "owner" | "coOwner"> & Partial<Pick<Subject, "id" | "text">>;
  option: { name: string; label: string; needsReason: boolean; inputSchema: JsonSchema };
  /** What the form starts from, as far as the step asks for it: such as the text as it is now. */
  offered?: Record<string, unknown>;
  /** Lists to choose from that depend on the dossier. */
  lists?: Lists;
  /** The terms on which the parties have consented: shown, and not asked again. */
  settled?: Record<string, unknown> | null;
  /** Reads everything again, as after somebody else changed it. */
  reload: () => void;
}

/** Takes a step: asks what the API asks, and goes back to the dossier when it worked. */
export function TransitionForm(props: Props) {
  const { address, back, etag, about, option, offered, lists = [], settled = null, reload } = props;
  const { act, dossier, ends, meetings } = useText();
  const letters = useLetters(about, option.inputSchema);
  const rounds = useRounds(option.inputSchema, about);
  const promises = usePromises(option.inputSchema, about.id ?? "");
  const [reason, setReason] = useState("");
  const [behalf, setBehalf] = useState("");
  const own = useOwnOrganisations();
  const organisations = useOrganisations(about);
  const form = useSchemaForm(option.inputSchema, {
    offered,
    organisations,
    lists: new Map([[OTHERS, othersThan(organisations, own, behalf)], ...promises, ...letters.lists, ...rounds.lists, ...lists]),
  });
  const text = clauseText({ text: about.text ?? null });
  const pointsAt = form.fields.some(({ name, hidden }) => hidden && name === "start");
  const { busy, error, send } = useSending(reload);
  const faults = faultsAt(error?.problem ?? null);

  const submit = (): Promise<void> =>
    send(async () => {
      await request("POST", `${address}/transitions`, {
        body: {
          name: option.name,
          reason: reason.trim(),
          ...(settled ? {} : { data: form.data() }),
          ...(behalf ? { organisation: behalf } : {}),
        },
        ifMatch: etag,
      });
      leaveNotice(dossier.done(option.label));
      navigate(back);
    });

  return (
    <FormFrame
      submitLabel={option.label}
      back={back}
      busy={busy}
      error={error}
      label={(pointer) => (pointer === REASON ? act.reason : form.label(pointer))}
      submit={submit}
    >
      {letters.asked && about.agreement && (
        <p class="nl-paragraph">
          <a class="nl-link" href={noticePath(about.agreement.id, "brief")}>
            {ends.letterFirst}
          </a>
        </p>
      )}
      {rounds.asked && about.bargainingTable && (
        <p class="nl-paragraph">
          <a class="nl-link" href={planMeetingPath(about.bargainingTable.id, window.location.pathname)}>
            {meetings.planFirst}
          </a>
        </p>
      )}
      {pointsAt && text && (
        <PointAt
          body={text.body}
          pick={({ quote, start, version }) =>
            form.setValues({ ...form.values, quote, start: String(start), version })
          }
        />
      )}
      {settled ? (
        <Terms fields={form.fields} terms={settled} />
      ) : (
        <SchemaFields
          fields={form.fields.filter(canBeChosen)}
          values={form.values}
          pointer={DATA}
          faults={faults}
          change={form.setValues}
        />
      )}
      <BehalfField choices={own} value={behalf} change={setBehalf} />
      <ReasonField value={reason} required={option.needsReason} faults={faults} change={setReason} />
    </FormFrame>
  );
}

import { request } from "../api/client";
import type { JsonSchema, Subject } from "../api/shapes";
import { Breadcrumbs } from "../components/Breadcrumbs";
import { leaveNotice } from "../components/notice";
import { PageHeading } from "../components/PageHeading";
import { faultsAt } from "../form/faults";
import { SchemaFields } from "../form/SchemaFields";
import { useText } from "../i18n/context";
import { navigate } from "../router/location";
import { type Kind, listPath, subjectPath } from "../router/routes";
import { FormFrame } from "./FormFrame";
import { useSchemaForm } from "./useSchemaForm";
import { useSending } from "./useSending";

interface Props {
  /** The dossier that the person came from and goes back to. */
  kind: Kind;
  subject: Subject;
  title: string;
  kicker: string;
  lead: string;
  schema: JsonSchema;
  offered?: Record<string, unknown> | undefined;
  method?: "POST" | "PATCH";
  address: string;
  ifMatch?: string | null;
  /** What to say when it worked. */
  done: string;
  /** Reads the dossier again, as after somebody else changed it. */
  reload?: () => void;
}

/** The fields are the body itself. */
const TOP = "";

/** A page with a form whose fields are the body that is sent. */
export function BodyForm(props: Props) {
  const { kind, subject, title, kicker, lead, schema, offered, address, ifMatch, done } = props;
  const { site, lists } = useText();
  const form = useSchemaForm(schema, offered, TOP);
  const { busy, error, send } = useSending(props.reload ?? (() => undefined));
  const path = subjectPath(kind, subject.id) ?? "/";

  const submit = (): Promise<void> =>
    send(async () => {
      await request(props.method ?? "POST", address, {
        body: form.data(),
        ...(ifMatch ? { ifMatch } : {}),
      });
      leaveNotice(done);
      navigate(path);
    });

  return (
    <div class="ps-narrow">
      <Breadcrumbs
        crumbs={[
          { href: "/", label: site.home },
          { href: listPath(kind), label: lists[kind].title },
          { href: path, label: subject.title },
        ]}
      />
      <PageHeading title={title} kicker={kicker} />
      <p class="nl-paragraph nl-paragraph--lead">{lead}</p>
      <FormFrame submitLabel={title} back={path} busy={busy} error={error} label={form.label} submit={submit}>
        <SchemaFields
          fields={form.fields}
          values={form.values}
          pointer={TOP}
          faults={faultsAt(error?.problem ?? null)}
          change={form.setValues}
        />
      </FormFrame>
    </div>
  );
}

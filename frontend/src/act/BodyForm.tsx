import { useState } from "preact/hooks";
import { request } from "../api/client";
import type { JsonSchema } from "../api/shapes";
import { Breadcrumbs, type Crumb } from "../components/Breadcrumbs";
import { leaveNotice } from "../components/notice";
import { PageHeading } from "../components/PageHeading";
import { base64Of } from "../dossier/saveBytes";
import { DOCUMENT, DocumentField } from "../form/DocumentField";
import { faultsAt } from "../form/faults";
import { type Find, FindContext } from "../form/find";
import type { Lists } from "../form/model";
import { useText } from "../i18n/context";
import { navigate } from "../router/location";
import { BodyFields, type Part } from "./BodyFields";
import { FormFrame } from "./FormFrame";
import { useSchemaForm } from "./useSchemaForm";
import { useSending } from "./useSending";

type Json = Record<string, unknown>;

interface Props {
  /** The way to the page that the person came from; the last of it is that page. */
  crumbs: readonly Crumb[];
  title: string;
  kicker: string;
  /** What the button says; the title if not given. */
  submitLabel?: string;
  lead: string;
  schema: JsonSchema;
  /** The fields under headings, where there are many. */
  parts?: readonly Part[];
  /** What the fields start from. */
  offered?: Json | undefined;
  /** Lists to choose from that depend on the dossier. */
  lists?: Lists;
  /** How to look further in those of the lists that are too long. */
  find?: ReadonlyMap<string, Find> | null;
  /** What is sent besides what is filled in. */
  fixed?: Json;
  /** Changes what is at the address: sends only what differs. */
  changing?: boolean;
  /** Changes what is at the address: sends everything. */
  replacing?: boolean;
  /** What goes with what is filled in. */
  complete?: (data: Json) => Json;
  /** Takes a document as well, which goes along as `document`. */
  withDocument?: boolean;
  address: string;
  /** The version that the person saw, where the API asks for it. */
  ifMatch?: string | null;
  /** Reads that version again, as after somebody else changed it. */
  reload?: () => void;
  /** What to say when it worked. */
  done: string;
  /** Where to go then, from the id of what was made; back to the last crumb if not given. */
  goTo?: (id: string) => string;
}

/** The fields are the body itself. */
const TOP = "";
const NO_FIND: ReadonlyMap<string, Find> = new Map();

/** A page with a form whose fields are the body that is sent. */
export function BodyForm(props: Props) {
  const { crumbs, title, kicker, lead, schema, parts, offered, lists, fixed, changing, address, done, goTo } = props;
  const { replacing, complete = (data: Json) => data, find, withDocument } = props;
  const { site, paper } = useText();
  const form = useSchemaForm(schema, { offered, pointer: TOP, ...(lists ? { lists } : {}) });
  const { busy, error, send } = useSending(props.reload);
  const label = (pointer: string): string | null => (pointer === DOCUMENT ? paper.document : form.label(pointer));
  const back = crumbs.at(-1)?.href ?? "/";

  const [file, setFile] = useState<File | null>(null);
  const attached = async (): Promise<Json> => (withDocument ? { document: file ? await base64Of(file) : "" } : {});
  const faults = faultsAt(error?.problem ?? null);

  const submit = (): Promise<void> =>
    send(async () => {
      const made = await request<{ id: string }>(changing || replacing ? "PATCH" : "POST", address, {
        body: { ...fixed, ...complete(changing ? form.changes() : form.data()), ...(await attached()) },
        ifMatch: props.ifMatch ?? null,
      });
      leaveNotice(done);
      navigate(goTo ? goTo(made.data.id) : back);
    });

  return (
    <div class="ps-narrow">
      <Breadcrumbs crumbs={[{ href: "/", label: site.home }, ...crumbs]} />
      <PageHeading title={title} kicker={kicker} />
      <p class="nl-paragraph nl-paragraph--lead">{lead}</p>
      <FormFrame submitLabel={props.submitLabel ?? title} back={back} busy={busy} error={error} label={label} submit={submit}>
        <FindContext.Provider value={find ?? NO_FIND}>
          <BodyFields
            parts={parts}
            fields={form.fields}
            values={form.values}
            pointer={TOP}
            faults={faults}
            change={form.setValues}
          />
        </FindContext.Provider>
        {withDocument && <DocumentField faults={faults} change={setFile} />}
      </FormFrame>
    </div>
  );
}

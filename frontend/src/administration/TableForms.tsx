import { BodyForm } from "../act/BodyForm";
import type { BargainingTable } from "../api/shapes";
import { useResource } from "../api/useResource";
import { Await } from "../components/Await";
import { useText } from "../i18n/context";
import { today } from "../i18n/format";
import { NotFoundPage } from "../pages/NotFoundPage";
import { TABLES, tablePath } from "../router/routes";
import { useSession } from "../session/context";
import { closeSchema, nothing, tableSchema } from "./schemas";

/** Adds a table, at which nobody sits yet. */
export function NewTablePage() {
  const text = useText();
  const { administration } = text;
  const { me } = useSession();
  if (!me?.isAdministrator) return <NotFoundPage />;
  return (
    <BodyForm
      crumbs={[{ href: TABLES, label: administration.tables }]}
      title={administration.addTable}
      kicker={administration.title}
      lead={administration.addTableLead}
      schema={tableSchema(text)}
      offered={{ ratificationRule: "min_one_per_side", workerVoice: "either" }}
      address="/v1/bargaining-tables"
      done={administration.tableAdded}
      goTo={tablePath}
    />
  );
}

/** Corrects a table's name, or changes its rules. */
export function EditTablePage({ id }: { id: string }) {
  const text = useText();
  const { administration } = text;
  const { me } = useSession();
  const address = `/v1/bargaining-tables/${id}`;
  const table = useResource<BargainingTable>(address);
  if (!me?.isAdministrator) return <NotFoundPage />;
  return (
    <Await from={table} whole>
      {({ name, ratificationRule, workerVoice }, etag) => (
        <BodyForm
          crumbs={[
            { href: TABLES, label: administration.tables },
            { href: tablePath(id), label: name },
          ]}
          title={administration.editTable}
          kicker={name}
          lead={administration.editTableLead}
          schema={tableSchema(text)}
          offered={{ name, ratificationRule, workerVoice }}
          changing
          address={address}
          ifMatch={etag}
          reload={table.reload}
          done={administration.saved}
        />
      )}
    </Await>
  );
}

/** Gives a table its last day, or undoes that while it is still to come. */
export function CloseTablePage({ id }: { id: string }) {
  const text = useText();
  const { administration } = text;
  const { me } = useSession();
  const address = `/v1/bargaining-tables/${id}`;
  const table = useResource<BargainingTable>(address);
  if (!me?.isAdministrator) return <NotFoundPage />;
  return (
    <Await from={table} whole>
      {({ name, closesOn }, etag) => (
        <BodyForm
          crumbs={[
            { href: TABLES, label: administration.tables },
            { href: tablePath(id), label: name },
          ]}
          title={closesOn ? administration.keepOpen : administration.closeTable}
          kicker={name}
          lead={closesOn ? administration.keepOpenLead : administration.closeTableLead}
          schema={closesOn ? nothing : closeSchema(text)}
          offered={closesOn ? {} : { closesOn: today() }}
          fixed={closesOn ? { closesOn: null } : {}}
          replacing
          address={address}
          ifMatch={etag}
          reload={table.reload}
          done={closesOn ? administration.saved : administration.tableCloses}
        />
      )}
    </Await>
  );
}

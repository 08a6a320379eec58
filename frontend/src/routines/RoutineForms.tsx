import { BodyForm } from "../act/BodyForm";
import { useOwnOrganisations } from "../act/organisations";
import type { Routine } from "../api/shapes";
import { useResource } from "../api/useResource";
import { useMembers, useTablesFor } from "../api/useTables";
import { Await } from "../components/Await";
import { PageHeading } from "../components/PageHeading";
import { crumbsTo } from "../dossier/crumbs";
import { useText } from "../i18n/context";
import { listPath, subjectPath } from "../router/routes";
import { newRoutinePath, routinePath } from "../router/routines";
import { useSearch } from "../router/useSearch";
import { Writable } from "../writing/Writable";
import { newRoutineSchema, ORGANISATION, OWNERS, routineSchema } from "./schemas";

/** Proposes something that comes back, at a table or in one of its dossiers. */
export function NewRoutinePage() {
  const { routines } = useText();
  const { get } = useSearch();
  const tables = useTablesFor("routine");
  const wanted = get("tafel") || (tables.length === 1 ? (tables[0]?.id ?? "") : "");
  const table = tables.find(({ id }) => id === wanted);
  if (table) return <Form table={table} kind={get("soort")} about={get("bij")} />;
  return (
    <div class="ps-narrow">
      <PageHeading title={routines.make} />
      <p class="nl-paragraph">{routines.chooseTable}</p>
      <ul>
        {tables.map(({ id, name }) => (
          <li key={id}>
            <a class="nl-link" href={newRoutinePath(id)}>
              {name}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}

interface Props {
  table: { id: string; name: string };
  kind: string;
  about: string;
}

function Form({ table, kind, about }: Props) {
  const words = useText();
  const { dossier, lists, routines } = words;
  const own = useOwnOrganisations();
  const seated = useSeated(table);
  const within = about ? subjectPath(kind, about) : null;
  return (
    <BodyForm
      crumbs={[{ href: within ?? listPath("routine"), label: within ? (dossier.kinds[kind] ?? kind) : lists.routine.title }]}
      title={routines.make}
      kicker={table.name}
      lead={routines.makeLead}
      schema={newRoutineSchema(words, own.length > 1)}
      lists={new Map([...OWNERS.map((list) => [list, seated] as const), [ORGANISATION, own]])}
      fixed={{ bargainingTable: table.id, ...(within ? { aboutKind: kind, aboutId: about } : {}) }}
      address="/v1/routines"
      done={routines.made}
      goTo={routinePath}
    />
  );
}

/** Changes what is proposed, as long as it is a proposal: who had consented does so anew. */
export function EditRoutinePage({ id }: { id: string }) {
  const { routines } = useText();
  const address = `/v1/routines/${id}`;
  const found = useResource<Routine>(address);
  return (
    <Writable address={address} name="edit" title={routines.change} back={routinePath(id)}>
      <Await from={found} whole>
        {(data, etag) => <EditRoutine found={data} etag={etag} reload={found.reload} />}
      </Await>
    </Writable>
  );
}

function EditRoutine({ found, etag, reload }: { found: Routine; etag: string | null; reload: () => void }) {
  const words = useText();
  const { routines, lists } = words;
  const seated = useSeated(found.bargainingTable);
  return (
    <BodyForm
      crumbs={crumbsTo("routine", found, lists)}
      title={routines.change}
      kicker={found.title}
      lead={routines.changeLead}
      schema={routineSchema(words)}
      offered={{ ...found, employerOwner: found.employerOwner?.id, workerOwner: found.workerOwner?.id }}
      lists={new Map(OWNERS.map((list) => [list, seated] as const))}
      changing
      address={`/v1/routines/${found.id}`}
      ifMatch={etag}
      reload={reload}
      done={routines.changed}
    />
  );
}

/** Who can be named as the one that takes care of it. */
const useSeated = (table: Parameters<typeof useMembers>[0]) =>
  useMembers(table).map(({ organisation: { id, name } }) => ({ value: id, label: name }));

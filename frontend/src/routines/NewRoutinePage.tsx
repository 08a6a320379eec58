import { BodyForm } from "../act/BodyForm";
import { useOwnOrganisations } from "../act/organisations";
import type { JsonSchema } from "../api/shapes";
import { useMembers, useTablesFor } from "../api/useTables";
import { PageHeading } from "../components/PageHeading";
import { useText } from "../i18n/context";
import type { Messages } from "../i18n/nl";
import { listPath, subjectPath } from "../router/routes";
import { newRoutinePath, routinePath } from "../router/routines";
import { useSearch } from "../router/useSearch";
import { count, day, listFor, oneOf, organisation, text } from "../writing/fields";

const OWNERS = ["employerOwner", "workerOwner"] as const;
const ORGANISATION = "organisation";

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
  const { dossier, lists, routines } = useText();
  const own = useOwnOrganisations();
  const seated = useMembers(table).map(({ organisation: { id, name } }) => ({ value: id, label: name }));
  const within = about ? subjectPath(kind, about) : null;
  return (
    <BodyForm
      crumbs={[{ href: within ?? listPath("routine"), label: within ? (dossier.kinds[kind] ?? kind) : lists.routine.title }]}
      title={routines.make}
      kicker={table.name}
      lead={routines.makeLead}
      schema={schemaOf(routines, own.length > 1)}
      lists={new Map([...OWNERS.map((name) => [listFor(name), seated] as const), [listFor(ORGANISATION), own]])}
      fixed={{ bargainingTable: table.id, ...(within ? { aboutKind: kind, aboutId: about } : {}) }}
      address="/v1/routines"
      done={routines.made}
      goTo={routinePath}
    />
  );
}

const schemaOf = (words: Messages["routines"], several: boolean): JsonSchema => ({
  type: "object",
  required: ["title", "form", "every", "unit", "firstOn"],
  properties: {
    title: text(words.name, 200),
    form: oneOf(words.form, words.forms),
    every: { ...count(words.every), minimum: 1, description: words.everyHint },
    unit: oneOf(words.unit, words.units),
    firstOn: day(words.firstOn),
    monthEnd: { title: words.monthEnd, type: "boolean" },
    employerOwner: { ...organisation(words.employerOwner, "employerOwner"), description: words.ownersHint },
    workerOwner: organisation(words.workerOwner, "workerOwner"),
    ...(several ? { organisation: organisation(words.name, ORGANISATION) } : {}),
  },
});

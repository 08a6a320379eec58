import { useOwnOrganisations } from "../act/organisations";
import { BodyForm } from "../act/BodyForm";
import { useTablesFor } from "../api/useTables";
import { useText } from "../i18n/context";
import { ideaSchema } from "../initiatives/planSchema";
import { listPath, subjectPath } from "../router/routes";
import { listFor } from "../writing/fields";

/** Writes down an idea for an initiative. */
export function NewInitiativePage() {
  const text = useText();
  const { lists, writing } = text;
  const tables = useTablesFor("initiative").map(({ id, name }) => ({ value: id, label: name }));
  const own = useOwnOrganisations();
  return (
    <BodyForm
      crumbs={[{ href: listPath("initiative"), label: lists.initiative.title }]}
      title={writing.newInitiative}
      kicker={lists.initiative.title}
      lead={writing.newInitiativeLead}
      schema={ideaSchema(text, own.length > 1)}
      lists={
        new Map([
          [listFor("bargainingTable"), tables],
          [listFor("authorOrganisation"), own],
        ])
      }
      address="/v1/initiatives"
      done={writing.newInitiativeDone}
      goTo={(id) => subjectPath("initiative", id) ?? "/"}
    />
  );
}

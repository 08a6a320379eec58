import { BodyForm } from "../act/BodyForm";
import type { BargainingTable, Colleague, Page } from "../api/shapes";
import { useResource } from "../api/useResource";
import { useText } from "../i18n/context";
import { today } from "../i18n/format";
import { grantSchema } from "../mandates/mandateSchema";
import { keptMandates } from "../mandates/own";
import { MANDATES } from "../router/routes";
import { useSession } from "../session/context";
import { listFor } from "../writing/fields";
import { NotFoundPage } from "./NotFoundPage";

const ALL = 200;

/** Records a mandate, for who keeps them. */
export function GrantMandatePage() {
  const text = useText();
  const { mandates } = text;
  const { me } = useSession();
  const kept = keptMandates(me);
  const colleagues = useResource<Page<Colleague>>("/v1/colleagues", { pageSize: ALL }).resource;
  const tables = useResource<Page<BargainingTable>>("/v1/bargaining-tables", { pageSize: ALL }).resource;
  if (kept.length === 0) return <NotFoundPage />;
  const own = new Set(kept.map(({ id }) => id));
  const people = (colleagues.status === "ready" ? colleagues.data.items : []).filter(
    ({ organisation, person, function: place }) =>
      own.has(organisation.id) && person.id !== me?.id && place === "negotiator",
  );
  const seated = (tables.status === "ready" ? tables.data.items : []).filter(({ members }) =>
    members.some(({ organisation }) => own.has(organisation.id)),
  );
  const choices = (items: readonly { id: string; name: string }[]) =>
    items.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <BodyForm
      crumbs={[{ href: MANDATES, label: mandates.title }]}
      title={mandates.grant}
      kicker={kept.map(({ name }) => name).join(", ")}
      lead={mandates.grantLead}
      schema={grantSchema(text, kept.length > 1)}
      offered={{ startsOn: today() }}
      lists={
        new Map([
          [listFor("organisation"), choices(kept)],
          [listFor("person"), choices(people.map(({ person }) => person))],
          [listFor("bargainingTable"), choices(seated)],
        ])
      }
      address="/v1/mandates"
      done={mandates.granted}
      goTo={() => MANDATES}
    />
  );
}

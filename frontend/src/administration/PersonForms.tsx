import { BodyForm } from "../act/BodyForm";
import type { Person } from "../api/shapes";
import { useResource } from "../api/useResource";
import { Await } from "../components/Await";
import { useText } from "../i18n/context";
import { NotFoundPage } from "../pages/NotFoundPage";
import { isPersonStep, PEOPLE, PERSON_STEPS, personPath } from "../router/routes";
import { useSession } from "../session/context";
import { nothing, personSchema } from "./schemas";

/** Adds a person, who cannot do anything yet. */
export function NewPersonPage() {
  const text = useText();
  const { administration } = text;
  const { me } = useSession();
  if (!me?.isAdministrator) return <NotFoundPage />;
  return (
    <BodyForm
      crumbs={[{ href: PEOPLE, label: administration.people }]}
      title={administration.addPerson}
      kicker={administration.title}
      lead={administration.addPersonLead}
      schema={personSchema(text)}
      offered={{ language: "nl" }}
      address="/v1/people"
      done={administration.personAdded}
      goTo={personPath}
    />
  );
}

/** Corrects a name, address or language. */
export function EditPersonPage({ id }: { id: string }) {
  const text = useText();
  const { administration } = text;
  const person = useResource<Person>(`/v1/people/${id}`);
  return (
    <Await from={person} whole>
      {({ name, email, language }, etag) => (
        <BodyForm
          crumbs={[
            { href: PEOPLE, label: administration.people },
            { href: personPath(id), label: name },
          ]}
          title={administration.editPerson}
          kicker={name}
          lead={administration.editPersonLead}
          schema={personSchema(text)}
          offered={{ name, email, language }}
          changing
          address={`/v1/people/${id}`}
          ifMatch={etag}
          reload={person.reload}
          done={administration.saved}
        />
      )}
    </Await>
  );
}

const FIXED = { invite: { invited: true }, close: { isActive: false }, reopen: { isActive: true } } as const;

/** Invites somebody, closes their account or opens it again, once it is clear what that does. */
export function PersonStepPage({ id, step }: { id: string; step: string }) {
  const { administration } = useText();
  const person = useResource<Person>(isPersonStep(step) ? `/v1/people/${id}` : null);
  if (!isPersonStep(step)) return <NotFoundPage />;
  const name = PERSON_STEPS[step];
  const [title, lead, done] = {
    invite: [administration.invite, administration.inviteLead, administration.invited],
    close: [administration.close, administration.closeLead, administration.closed],
    reopen: [administration.reopen, administration.reopenLead, administration.reopened],
  }[name] as [string, string, string];
  return (
    <Await from={person} whole>
      {({ name: who }, etag) => (
        <BodyForm
          crumbs={[
            { href: PEOPLE, label: administration.people },
            { href: personPath(id), label: who },
          ]}
          title={title}
          kicker={who}
          lead={lead}
          schema={nothing}
          fixed={FIXED[name]}
          replacing
          address={`/v1/people/${id}`}
          ifMatch={etag}
          reload={person.reload}
          done={done}
        />
      )}
    </Await>
  );
}

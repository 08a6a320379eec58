import { BodyForm } from "../act/BodyForm";
import type { Organisation } from "../api/shapes";
import { useResource } from "../api/useResource";
import { Await } from "../components/Await";
import { useText } from "../i18n/context";
import { NotFoundPage } from "../pages/NotFoundPage";
import { ORGANISATIONS, organisationPath } from "../router/routes";
import { useSession } from "../session/context";
import { isEmployer, nameSchema, organisationSchema, PARENT } from "./schemas";
import { useFound } from "./useFound";

/** Adds an organisation. */
export function NewOrganisationPage() {
  const text = useText();
  const { administration } = text;
  const { me } = useSession();
  const { choices, find } = useFound(isEmployer, { side: "employer" });
  if (!me?.isAdministrator) return <NotFoundPage />;
  return (
    <BodyForm
      crumbs={[{ href: ORGANISATIONS, label: administration.organisations }]}
      title={administration.addOrganisation}
      kicker={administration.title}
      lead={administration.addOrganisationLead}
      schema={organisationSchema(text)}
      lists={new Map([[PARENT, choices]])}
      find={find && new Map([[PARENT, find]])}
      address="/v1/organisations"
      done={administration.organisationAdded}
      goTo={organisationPath}
    />
  );
}

/** Gives an organisation another name. */
export function EditOrganisationPage({ id }: { id: string }) {
  const text = useText();
  const { administration } = text;
  const { me } = useSession();
  const address = `/v1/organisations/${id}`;
  const organisation = useResource<Organisation>(address);
  if (!me?.isAdministrator) return <NotFoundPage />;
  return (
    <Await from={organisation} whole>
      {({ name }, etag) => (
        <BodyForm
          crumbs={[
            { href: ORGANISATIONS, label: administration.organisations },
            { href: organisationPath(id), label: name },
          ]}
          title={administration.editOrganisation}
          kicker={name}
          lead={administration.editOrganisationLead}
          schema={nameSchema(text)}
          offered={{ name }}
          changing
          address={address}
          ifMatch={etag}
          reload={organisation.reload}
          done={administration.saved}
        />
      )}
    </Await>
  );
}

import { BodyForm } from "../act/BodyForm";
import { useOwnOrganisations } from "../act/organisations";
import type { Agreement, Option, Package, Page } from "../api/shapes";
import { useResource } from "../api/useResource";
import { Await } from "../components/Await";
import { PageHeading } from "../components/PageHeading";
import { crumbsTo } from "../dossier/crumbs";
import type { Lists } from "../form/model";
import { useText } from "../i18n/context";
import { agreementPath, packagePath } from "../router/routes";
import { Writable } from "../writing/Writable";
import { choicesOf } from "./members";
import { CLAUSES, newPackageSchema, ORGANISATION, packageSchema } from "./schemas";
import { useCandidates } from "./useCandidates";

/** Lays a package on the table in an agreement. */
export function NewPackagePage({ agreementId }: { agreementId: string }) {
  const { packages } = useText();
  const address = `/v1/agreements/${agreementId}`;
  const agreement = useResource<Agreement>(address);
  return (
    <Writable address={address} name="package" title={packages.make} back={agreementPath(agreementId)}>
      <Await from={agreement} whole>
        {(data) => <NewPackage agreement={data} />}
      </Await>
    </Writable>
  );
}

function NewPackage({ agreement }: { agreement: Agreement }) {
  const words = useText();
  const { agreements, packages } = words;
  const own = useOwnOrganisations();
  const candidates = useCandidates(agreement.id);
  const first = candidates?.[0];
  const options = useResource<Page<Option>>(first ? `/v1/clauses/${first.id}/available-transitions` : null);
  if (candidates === null) return null;
  if (!first) return <Nothing title={packages.make} back={agreementPath(agreement.id)} />;
  return (
    <Await from={options}>
      {({ items }) => {
        const terms = items.find(({ name }) => name === "agree")?.inputSchema ?? {};
        const from = { effectiveOn: agreement.startsOn, endsOn: agreement.endsOn };
        return (
          <BodyForm
            crumbs={[
              { href: "/caos", label: agreements.title },
              { href: agreementPath(agreement.id), label: agreement.title },
            ]}
            title={packages.make}
            kicker={agreement.title}
            lead={packages.makeLead}
            schema={newPackageSchema(words, { terms, from }, own.length > 1)}
            lists={new Map([...clausesIn(candidates), [ORGANISATION, own]])}
            fixed={{ agreement: agreement.id }}
            address="/v1/packages"
            done={packages.made}
            goTo={packagePath}
          />
        );
      }}
    </Await>
  );
}

/** Lays another package beside one that is on the table: of these one at most is agreed. */
export function AlternativePage({ id }: { id: string }) {
  const words = useText();
  const { packages, lists } = words;
  return (
    <OfPackage id={id} name="alternative" title={packages.alternative}>
      {(rival, _etag, _reload, clauses) => (
        <BodyForm
          crumbs={crumbsTo("package", rival, lists)}
          title={packages.alternative}
          kicker={rival.title}
          lead={packages.alternativeLead}
          schema={packageSchema(words, { terms: rival.termsSchema })}
          offered={{ members: written(rival) }}
          lists={clauses}
          fixed={{ agreement: rival.agreement.id, alternativeTo: rival.id }}
          address="/v1/packages"
          done={packages.alternativeMade}
          goTo={packagePath}
        />
      )}
    </OfPackage>
  );
}

/** Changes the words, the terms or the clauses of a package. */
export function EditPackagePage({ id }: { id: string }) {
  const words = useText();
  const { packages, lists } = words;
  return (
    <OfPackage id={id} name="edit" title={packages.change}>
      {(found, etag, reload, clauses) => (
        <BodyForm
          crumbs={crumbsTo("package", found, lists)}
          title={packages.change}
          kicker={found.title}
          lead={packages.changeLead}
          schema={packageSchema(words, { terms: found.termsSchema })}
          offered={{ title: found.title, explanation: found.explanation, members: written(found) }}
          lists={clauses}
          changing
          address={`/v1/packages/${id}`}
          ifMatch={etag}
          reload={reload}
          done={packages.changed}
        />
      )}
    </OfPackage>
  );
}

interface OfPackageProps {
  id: string;
  /** What the API calls the change. */
  name: string;
  title: string;
  children: (found: Package, etag: string | null, reload: () => void, clauses: Lists) => preact.ComponentChildren;
}

/** A form about a package, for who may fill it in, with the clauses to choose from. */
function OfPackage({ id, name, title, children }: OfPackageProps) {
  const address = `/v1/packages/${id}`;
  const found = useResource<Package>(address);
  const known = found.resource.status === "ready" ? found.resource.data : null;
  const candidates = useCandidates(known && known.agreement.id);
  return (
    <Writable address={address} name={name} title={title} back={packagePath(id)}>
      <Await from={found} whole>
        {(data, etag) =>
          candidates && children(data, etag, found.reload, clausesIn([...data.members.map(({ clause }) => clause), ...candidates]))
        }
      </Await>
    </Writable>
  );
}

/** Each clause once, to choose from. */
function clausesIn(clauses: Parameters<typeof choicesOf>[0]): Lists {
  const each = new Map(choicesOf(clauses).map((choice) => [choice.value, choice]));
  return new Map([[CLAUSES, [...each.values()]]]);
}

/** The members as they are sent. */
const written = ({ members }: Package) => members.map(({ clause, terms }) => ({ clause: clause.id, terms }));

function Nothing({ title, back }: { title: string; back: string }) {
  const { act, packages } = useText();
  return (
    <div class="ps-narrow">
      <PageHeading title={title} />
      <p class="nl-paragraph">{packages.nothingOnTable}</p>
      <p class="nl-paragraph">
        <a class="nl-link" href={back}>
          {act.back}
        </a>
      </p>
    </div>
  );
}

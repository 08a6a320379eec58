import type { Change, Package, Page, Subject } from "../api/shapes";
import { type Loaded, useResource } from "../api/useResource";
import { Await } from "../components/Await";
import { Heading } from "../components/Heading";
import { useText } from "../i18n/context";
import { SubjectTable } from "../lists/SubjectTable";
import { newPackagePath } from "../router/routes";
import { ChangeLink } from "../writing/ChangeLink";

interface Props {
  agreementId: string;
  changes: Loaded<Page<Change>>;
}

const ALL = 200;

/** The packages of an agreement, and the way to make one; nothing for who sees none and may make none. */
export function AgreementPackages({ agreementId, changes }: Props) {
  const { packages } = useText();
  const found = useResource<Page<Package>>("/v1/packages", { agreement: agreementId, pageSize: ALL });
  const may =
    changes.resource.status === "ready" && changes.resource.data.items.some(({ name }) => name === "package");
  const some = found.resource.status === "ready" && found.resource.data.items.length > 0;
  if (!may && !some) return null;
  return (
    <section class="ps-section" aria-labelledby="packages">
      <Heading level={2} id="packages" look={3}>
        {packages.title}
      </Heading>
      <p class="nl-paragraph">{packages.lead}</p>
      <Await from={found}>
        {({ items }) =>
          items.length === 0 ? (
            <p class="nl-paragraph">{packages.none}</p>
          ) : (
            <SubjectTable kind="package" items={items as unknown as readonly Subject[]} within="agreement" />
          )
        }
      </Await>
      <div class="utrecht-action-group ps-records">
        <ChangeLink changes={changes} name="package" href={newPackagePath(agreementId)} label={packages.make} />
      </div>
    </section>
  );
}

import type { Package, Page } from "../api/shapes";
import { useResource } from "../api/useResource";
import { Alert } from "../components/Alert";
import { SubjectLink } from "../components/SubjectLink";
import { useText } from "../i18n/context";

/** That a clause is agreed only with others, or was: in which packages. */
export function InPackage({ clauseId }: { clauseId: string }) {
  const { packages } = useText();
  const { resource } = useResource<Page<Package>>("/v1/packages", { clause: clauseId });
  const found = resource.status === "ready" ? resource.data.items : [];
  const open = found.filter(({ state }) => state === "open");
  const agreed = found.filter(({ state }) => state === "agreed");
  return (
    <>
      {open.length > 0 && (
        <Alert tone="info">
          <p class="nl-paragraph">
            <strong>{packages.partOf}:</strong> <Links items={open} />
          </p>
          <p class="nl-paragraph">{packages.partOfWhy}</p>
        </Alert>
      )}
      {agreed.length > 0 && (
        <p class="nl-paragraph">
          {packages.agreedWith}: <Links items={agreed} />
        </p>
      )}
    </>
  );
}

function Links({ items }: { items: readonly Package[] }) {
  return (
    <>
      {items.map(({ id, title }, index) => (
        <span key={id}>
          {index > 0 && "; "}
          <SubjectLink subject={{ kind: "package", id, title }} />
        </span>
      ))}
    </>
  );
}

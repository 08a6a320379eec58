import type { Page, Relative } from "../api/shapes";
import { useResource } from "../api/useResource";
import { SubjectLink } from "../components/SubjectLink";
import { DataList } from "../components/DataList";
import { useText } from "../i18n/context";

/** What replaces a clause or agreement, and what it replaces, as far as the reader may know. */
export function Lineage({ kind, address }: { kind: "clause" | "agreement"; address: string }) {
  const { ends } = useText();
  const { resource } = useResource<Page<Relative>>(`${address}/lineage`);
  if (resource.status !== "ready" || resource.data.items.length === 0) return null;
  const links = (relation: string) => {
    const found = resource.data.items.filter((each) => each.relation === relation);
    return (
      found.length > 0 && (
        <>
          {found.map((each) => (
            <div key={each.id}>
              <SubjectLink subject={{ kind, id: each.id, title: each.title }} />
              {"agreement" in each && <div class="ps-small">{each.agreement.title}</div>}
            </div>
          ))}
        </>
      )
    );
  };
  return (
    <DataList
      data={[
        { term: ends.successor, value: links("successor") },
        { term: ends.predecessor, value: links("predecessor") },
      ]}
    />
  );
}

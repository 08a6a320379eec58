import type { Subject } from "../api/shapes";
import { useResource } from "../api/useResource";
import { SubjectLink } from "../components/SubjectLink";

/** A clause that an initiative carries out; nothing where the person may not see it. */
export function LinkedClause({ id }: { id: string }) {
  const { resource } = useResource<Subject>(`/v1/clauses/${id}`);
  if (resource.status !== "ready") return null;
  const { kind, title } = resource.data;
  return (
    <span class="ps-linked">
      <SubjectLink subject={{ kind, id, title }} />
    </span>
  );
}

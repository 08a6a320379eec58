import type { BargainingTable, Page } from "./shapes";
import { useResource } from "./useResource";

const ALL = 200;

/** The tables at which the person sits and may start a dossier of this kind. */
export function useTablesFor(kind: string): readonly BargainingTable[] {
  const { resource } = useResource<Page<BargainingTable>>("/v1/bargaining-tables", { pageSize: ALL });
  return resource.status === "ready" ? resource.data.items.filter(({ mayStart }) => mayStart.includes(kind)) : [];
}

/** The organisations at the table of a dossier; none for who does not sit there. */
export function useMembers(table: { id: string } | null | undefined): BargainingTable["members"] {
  const { resource } = useResource<BargainingTable>(table ? `/v1/bargaining-tables/${table.id}` : null);
  return resource.status === "ready" ? resource.data.members : [];
}

import type { Subject } from "../api/shapes";
import { useResource } from "../api/useResource";
import { SubjectLink } from "../components/SubjectLink";

/** The dossier in which something was promised, by its title once that has been read. */
export function PartOf({ subject: { kind, id } }: { subject: { kind: string; id: string } }) {
  const { resource } = useResource<Subject>(`/v1/${kind}s/${id}`);
  if (resource.status !== "ready") return null;
  return <SubjectLink subject={{ kind, id, title: resource.data.title }} />;
}

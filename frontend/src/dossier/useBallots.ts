import type { Ballot, Page, Subject } from "../api/shapes";
import { useResource } from "../api/useResource";
import { hasText } from "./clauseText";

/** The ballots about a subject's text, as far as the person may see them. */
export function useBallots(subject: Subject): readonly Ballot[] {
  const path = hasText(subject) ? `/v1/${subject.kind}s/${subject.id}/ballots` : null;
  const { resource } = useResource<Page<Ballot>>(path);
  return resource.status === "ready" ? resource.data.items : [];
}

import type { Subject, Version } from "../api/shapes";
import { useResource } from "../api/useResource";
import type { Kind } from "../router/routes";
import { useSearch } from "../router/useSearch";

/** What the address brings along: the text to start from, or the number of the one that is meant. */
export function useChosenText(kind: Kind, subject: Pick<Subject, "id">): Record<string, unknown> {
  const search = useSearch();
  const id = kind === "clause" ? search.get("tekst") : "";
  const number = Number(search.get("nummer"));
  const { resource } = useResource<Version>(id ? `/v1/clauses/${subject.id}/versions/${id}` : null);
  const chosen = resource.status === "ready" ? resource.data : null;
  return {
    ...(chosen ? { body: chosen.body } : {}),
    // why somebody else wrote a text is not why it is written anew
    ...(chosen?.standing === "draft" ? { rationale: chosen.rationale } : {}),
    ...(Number.isInteger(number) && number > 0 ? { number } : {}),
  };
}

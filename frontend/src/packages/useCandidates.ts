import type { Lifecycle, Page, Subject } from "../api/shapes";
import { useResource } from "../api/useResource";

const ALL = 200;
const AGREE = "agree";

/** The clauses of an agreement that can be agreed now, as the process says; null until they are known. */
export function useCandidates(agreementId: string | null): readonly Subject[] | null {
  const clauses = useResource<Page<Subject>>(agreementId && `/v1/agreements/${agreementId}/clauses`, { pageSize: ALL });
  const lifecycle = useResource<Lifecycle>("/v1/lifecycles/clause");
  if (clauses.resource.status !== "ready" || lifecycle.resource.status !== "ready") return null;
  const from = lifecycle.resource.data.transitions.filter(({ name }) => name === AGREE).flatMap((row) => row.from);
  return clauses.resource.data.items.filter(({ state }) => from.includes(state));
}

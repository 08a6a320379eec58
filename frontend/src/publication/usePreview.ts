import type { WaitingText } from "../api/shapes";
import { type Loaded, useResource } from "../api/useResource";

/** How the agreed text of a clause that is not public yet will go public. */
export const usePreview = (clauseId: string): Loaded<WaitingText> =>
  useResource<WaitingText>(`/v1/clauses/${clauseId}/publication-preview`);

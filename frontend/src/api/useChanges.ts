import type { Change, Page } from "./shapes";
import { type Loaded, useResource } from "./useResource";

/** What the person may write of a dossier besides taking its steps, as the API says. */
export const useChanges = (address: string | null): Loaded<Page<Change>> =>
  useResource<Page<Change>>(address === null ? null : `${address}/available-changes`);

import type { Change, Page } from "../api/shapes";
import type { Loaded } from "../api/useResource";

/** Whether the person may write anything here: who may not reads less as well, and nothing may be only unseen. */
export const takesPart = ({ resource }: Loaded<Page<Change>>): boolean =>
  resource.status !== "ready" || resource.data.items.length > 0;

import type { ComponentChildren } from "preact";
import type { Loaded } from "../api/useResource";
import { NotFoundPage } from "../pages/NotFoundPage";
import { Failure } from "./Failure";
import { Loading } from "./Loading";

interface Props<T> {
  from: Loaded<T>;
  /** The page is about this: without it there is no page. */
  whole?: boolean;
  children: (data: T, etag: string | null) => ComponentChildren;
}

/** Shows what was read, or that it is under way, or why it failed; what was read before stays below that. */
export function Await<T>({ from: { resource, reload }, whole = false, children }: Props<T>) {
  if (resource.status === "loading") return <Loading />;
  if (resource.status === "ready")
    return (
      <>
        {resource.failure && <Failure error={resource.failure} retry={reload} />}
        {children(resource.data, resource.etag)}
      </>
    );
  if (whole && resource.error.status === 404) return <NotFoundPage />;
  return <Failure error={resource.error} retry={reload} />;
}

import { useCallback, useEffect, useState } from "preact/hooks";
import { useSpeech } from "../i18n/context";
import { useSession } from "../session/context";
import { get, type Query, withQuery } from "./client";
import { ApiError } from "./problem";

export type Resource<T> =
  | { status: "loading" }
  | { status: "failed"; error: ApiError }
  /** `failure`: why it could not be read again; what there is may be out of date. */
  | { status: "ready"; data: T; etag: string | null; failure: ApiError | null };

export interface Loaded<T> {
  resource: Resource<T>;
  /** Reads again; what is on screen stays until the new answer is there, with all that is typed in it. */
  reload: () => void;
}

interface Held<T> {
  address: string | null;
  resource: Resource<T>;
}

/** What was read before stays, unless the answer is that it is not there, or not for this person. */
function failed<T>(error: ApiError, before: Held<T>, address: string): Resource<T> {
  const stays = error.status === 0 || error.status === 429 || error.status >= 500;
  if (!stays || before.address !== address || before.resource.status !== "ready") return { status: "failed", error };
  return { ...before.resource, failure: error };
}

/**
 * Reads from the API and keeps up with the address and the language. A null path reads nothing yet.
 * When the session turns out to be over, the person is asked to log in again.
 */
export function useResource<T>(path: string | null, query?: Query): Loaded<T> {
  const { language } = useSpeech();
  const { expire } = useSession();
  const [turn, setTurn] = useState(0);
  const address = path === null ? null : withQuery(path, query);
  const [held, setHeld] = useState<Held<T>>({ address, resource: { status: "loading" } });

  useEffect(() => {
    if (address === null) return undefined;
    const controller = new AbortController();
    const show = (resource: Resource<T>): void => {
      if (!controller.signal.aborted) setHeld({ address, resource });
    };
    get<T>(address, undefined, controller.signal).then(
      ({ data, etag }) => show({ status: "ready", data, etag, failure: null }),
      (error: unknown) => {
        if (controller.signal.aborted) return;
        if (!(error instanceof ApiError)) throw error;
        if (error.status === 401) expire();
        setHeld((before) => ({ address, resource: failed(error, before, address) }));
      },
    );
    return () => controller.abort();
  }, [address, language, turn, expire]);

  const reload = useCallback(() => setTurn((count) => count + 1), []);
  const current = held.address === address;
  return { resource: current ? held.resource : { status: "loading" }, reload };
}

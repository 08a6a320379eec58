import { useCallback, useEffect, useState } from "preact/hooks";
import { useSpeech } from "../i18n/context";
import { useSession } from "../session/context";
import { get, type Query, withQuery } from "./client";
import { ApiError } from "./problem";

export type Resource<T> =
  | { status: "loading" }
  | { status: "failed"; error: ApiError }
  | { status: "ready"; data: T; etag: string | null };

export interface Loaded<T> {
  resource: Resource<T>;
  /** Reads again; what is on screen stays until the new answer is there. */
  reload: () => void;
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
  const [held, setHeld] = useState<{ address: string | null; resource: Resource<T> }>({
    address,
    resource: { status: "loading" },
  });

  useEffect(() => {
    if (address === null) return undefined;
    const controller = new AbortController();
    const show = (resource: Resource<T>): void => {
      if (!controller.signal.aborted) setHeld({ address, resource });
    };
    get<T>(address, undefined, controller.signal).then(
      ({ data, etag }) => show({ status: "ready", data, etag }),
      (error: unknown) => {
        if (controller.signal.aborted) return;
        if (!(error instanceof ApiError)) throw error;
        if (error.status === 401) expire();
        show({ status: "failed", error });
      },
    );
    return () => controller.abort();
  }, [address, language, turn, expire]);

  const reload = useCallback(() => setTurn((count) => count + 1), []);
  const current = held.address === address;
  return { resource: current ? held.resource : { status: "loading" }, reload };
}

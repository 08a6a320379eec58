import { useState } from "preact/hooks";
import { ApiError } from "../api/problem";
import { useSession } from "../session/context";

interface Sending {
  busy: boolean;
  error: ApiError | null;
  /** Runs the sending; keeps what went wrong, and tells of a change by somebody else. */
  send: (work: () => Promise<void>) => Promise<void>;
}

const CHANGED_MEANWHILE = 412;

export function useSending(changedMeanwhile: (() => void) | undefined): Sending {
  const { expire } = useSession();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ApiError | null>(null);

  const send = async (work: () => Promise<void>): Promise<void> => {
    setBusy(true);
    setError(null);
    try {
      await work();
    } catch (caught) {
      if (!(caught instanceof ApiError)) throw caught;
      if (caught.status === 401) expire();
      if (caught.status === CHANGED_MEANWHILE) changedMeanwhile?.();
      setError(caught);
    } finally {
      setBusy(false);
    }
  };
  return { busy, error, send };
}

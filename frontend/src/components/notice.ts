import { useEffect, useState } from "preact/hooks";

let waiting: string | null = null;

/** Leaves a message for the next page, such as that something succeeded. */
export function leaveNotice(message: string): void {
  waiting = message;
}

/** Takes the message that was left for this page, once. */
export function useNotice(): [string | null, (message: string | null) => void] {
  const [notice, setNotice] = useState<string | null>(null);
  useEffect(() => {
    if (waiting !== null) setNotice(waiting);
    waiting = null;
  }, []);
  return [notice, setNotice];
}

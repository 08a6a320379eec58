import { createContext, type ComponentChildren } from "preact";
import { useCallback, useContext, useEffect, useMemo, useState } from "preact/hooks";
import { logOut } from "../api/account";
import { get } from "../api/client";
import { ApiError } from "../api/problem";
import type { Me } from "../api/shapes";
import { useSpeech } from "../i18n/context";
import { isLanguage, storedLanguage } from "../i18n/language";

type State =
  | { status: "unknown" }
  | { status: "unreachable" }
  | { status: "out"; expired: boolean }
  | { status: "in"; me: Me };

interface Session {
  state: State;
  me: Me | null;
  /** Asks the API again who we are, as after logging in. */
  enter: () => Promise<void>;
  leave: () => Promise<void>;
  /** The API no longer knows us. */
  expire: () => void;
}

const SessionContext = createContext<Session | null>(null);

export function SessionProvider({ children }: { children: ComponentChildren }) {
  const { speak } = useSpeech();
  const [state, setState] = useState<State>({ status: "unknown" });

  const enter = useCallback(async () => {
    try {
      const { data } = await get<Me>("/v1/me");
      if (!storedLanguage() && isLanguage(data.language)) speak(data.language);
      setState({ status: "in", me: data });
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      const refused = error.status === 401 || error.status === 403;
      setState(refused ? { status: "out", expired: false } : { status: "unreachable" });
    }
  }, [speak]);

  const leave = useCallback(async () => {
    await logOut();
    setState({ status: "out", expired: false });
  }, []);

  const expire = useCallback(
    () => setState((was) => (was.status === "in" ? { status: "out", expired: true } : was)),
    [],
  );

  useEffect(() => void enter(), [enter]);

  const session = useMemo(
    () => ({ state, me: state.status === "in" ? state.me : null, enter, leave, expire }),
    [state, enter, leave, expire],
  );
  return <SessionContext.Provider value={session}>{children}</SessionContext.Provider>;
}

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error("useSession outside SessionProvider");
  return session;
}

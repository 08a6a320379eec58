import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Comment } from "../api/shapes";

/** What is said about the dossier on screen, for the texts in it. */
const Talk = createContext<readonly Comment[]>([]);

export const TalkProvider = Talk.Provider;

export const useTalk = (): readonly Comment[] => useContext(Talk);

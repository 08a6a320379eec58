import { createContext } from "preact";

/** A way to look further in a list that is too long to show: what is shown follows the words. */
export interface Find {
  words: string;
  look: (words: string) => void;
  /** Whether more fit these words than are shown. */
  more: boolean;
  /** Whether what is shown is still that of the words before. */
  busy: boolean;
}

/** By the name of the list. A list without one is shown in whole. */
export const FindContext = createContext<ReadonlyMap<string, Find>>(new Map());

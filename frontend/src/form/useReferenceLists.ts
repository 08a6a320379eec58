import { useEffect, useState } from "preact/hooks";
import { get } from "../api/client";
import { ApiError } from "../api/problem";
import type { Code, Listed } from "../api/shapes";
import { useSpeech } from "../i18n/context";
import type { ReferenceLists } from "./model";

/** As many codes as one page can hold; no list that people choose from is longer. */
const ALL = 200;

/** Reads reference lists, in the language on screen. A list that cannot be read stays out. */
export function useReferenceLists(names: readonly string[]): ReferenceLists {
  const { language } = useSpeech();
  const [lists, setLists] = useState<ReferenceLists>(new Map());
  const wanted = names.join(" ");

  useEffect(() => {
    let current = true;
    for (const name of wanted.split(" ").filter(Boolean)) {
      get<Listed<Code>>(`/v1/reference/${name}`, { pageSize: ALL }).then(
        ({ data }) => {
          const choices = data.items.map(({ code, label }) => ({ value: code, label }));
          if (current) setLists((known) => new Map(known).set(name, choices));
        },
        (error: unknown) => {
          if (!(error instanceof ApiError)) throw error;
        },
      );
    }
    return () => {
      current = false;
    };
  }, [wanted, language]);
  return lists;
}

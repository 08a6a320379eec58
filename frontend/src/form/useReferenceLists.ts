import { useEffect, useState } from "preact/hooks";
import { get } from "../api/client";
import { ApiError } from "../api/problem";
import type { Code, Listed } from "../api/shapes";
import { useSpeech } from "../i18n/context";
import { type Lists, ORGANISATIONS } from "./model";

/** Reads reference lists, in the language on screen. A list that cannot be read stays out. */
export function useReferenceLists(names: readonly string[]): Lists {
  const { language } = useSpeech();
  const [lists, setLists] = useState<Lists>(new Map());
  const wanted = names.join(" ");

  useEffect(() => {
    let current = true;
    for (const name of wanted.split(" ").filter((each) => each && each !== ORGANISATIONS)) {
      get<Listed<Code>>(`/v1/reference/${name}`).then(
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

import { useEffect, useState } from "preact/hooks";
import { get } from "../api/client";
import { ApiError } from "../api/problem";
import type { Code, Page } from "../api/shapes";
import { useSpeech } from "../i18n/context";
import type { Language } from "../i18n/language";
import { type Choice, LETTERS, type Lists, ORGANISATIONS } from "./model";

/** What was read stays: the lists change with a new version, not while somebody looks. */
const read = new Map<string, Promise<readonly Choice[]>>();

function listIn(language: Language, name: string): Promise<readonly Choice[]> {
  const key = `${language} ${name}`;
  const known = read.get(key);
  if (known) return known;
  const reading = get<Page<Code>>(`/v1/reference/${name}`).then(({ data }) =>
    data.items.map(({ code, label }) => ({ value: code, label })),
  );
  read.set(key, reading);
  reading.catch(() => read.delete(key));
  return reading;
}

/** Reads reference lists, in the language on screen. A list that cannot be read stays out. */
export function useReferenceLists(names: readonly string[]): Lists {
  const { language } = useSpeech();
  const [lists, setLists] = useState<Lists>(new Map());
  const wanted = names.join(" ");

  useEffect(() => {
    let current = true;
    for (const name of wanted.split(" ").filter((each) => each && each !== LETTERS && !each.startsWith(ORGANISATIONS))) {
      listIn(language, name).then(
        (choices) => {
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

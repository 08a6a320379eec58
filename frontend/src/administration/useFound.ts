import { useEffect, useState } from "preact/hooks";
import type { Organisation, Page } from "../api/shapes";
import type { Query } from "../api/client";
import { useResource } from "../api/useResource";
import type { Choice } from "../form/model";
import type { Find } from "../form/find";
import { choicesOf } from "./schemas";

const MANY = 200;
/** How long one types on before the API is asked. */
const PAUSE = 300;

interface Found {
  choices: readonly Choice[];
  /** How to look further; null where all are there already. */
  find: Find | null;
}

/** The organisations to choose from: all, or those whose name has these words where there are too many. */
export function useFound(wanted: (organisation: Organisation) => boolean, query: Query = {}): Found {
  const [words, look] = useState("");
  const [asked, ask] = useState("");
  const [shown, show] = useState<Page<Organisation> | null>(null);
  const [long, setLong] = useState(false);
  const { resource } = useResource<Page<Organisation>>("/v1/organisations", { ...query, q: asked || undefined, pageSize: MANY });
  const page = resource.status === "ready" ? resource.data : null;
  useEffect(() => {
    const timer = setTimeout(() => ask(words.trim()), PAUSE);
    return () => clearTimeout(timer);
  }, [words]);
  useEffect(() => {
    if (page === null) return;
    show(page);
    if (page.next !== null) setLong(true);
  }, [page]);
  const busy = page === null || asked !== words.trim();
  return {
    choices: choicesOf((shown?.items ?? []).filter(wanted)),
    find: long ? { words, look, more: shown?.next !== null, busy } : null,
  };
}

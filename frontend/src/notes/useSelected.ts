import { useEffect, useState } from "preact/hooks";

/** Words that are selected within one text, about where they begin, and in which version of it. */
export interface Selected {
  quote: string;
  start: number;
  version: string;
}

const LONGEST = 2000;

/** The words that are selected now, kept up to date; null where none are, or not in one text. */
export function useSelected(): Selected | null {
  const [selected, setSelected] = useState<Selected | null>(null);
  useEffect(() => {
    const look = (): void => setSelected(selectedNow());
    document.addEventListener("selectionchange", look);
    return () => document.removeEventListener("selectionchange", look);
  }, []);
  return selected;
}

function selectedNow(): Selected | null {
  const selection = window.getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  const text = textAround(range.startContainer);
  if (!text || text !== textAround(range.endContainer)) return null;
  const quote = selection.toString().trim();
  if (!quote || quote.length > LONGEST) return null;
  const before = document.createRange();
  before.setStart(text, 0);
  before.setEnd(range.startContainer, range.startOffset);
  return { quote, start: before.toString().length, version: text.dataset["passage"] ?? "" };
}

function textAround(node: Node): HTMLElement | null {
  const element = node instanceof HTMLElement ? node : node.parentElement;
  return element?.closest<HTMLElement>("[data-passage]") ?? null;
}

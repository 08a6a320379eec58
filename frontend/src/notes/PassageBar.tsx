import { useEffect, useState } from "preact/hooks";
import { useText } from "../i18n/context";
import { aboutPath, type About } from "./paths";

interface Props {
  kind: string;
  id: string;
  /** What the person may write here. */
  offered: readonly About[];
}

interface Selected {
  quote: string;
  start: number;
  version: string;
}

const LONGEST = 2000;

/** As long as words of a text are selected: the ways to write something about them. */
export function PassageBar({ kind, id, offered }: Props) {
  const { talk } = useText();
  const selected = useSelected();
  if (!selected || offered.length === 0) return null;
  return (
    <div class="ps-passage-bar" role="region" aria-label={talk.selected}>
      <span class="ps-passage-bar__quote">“{selected.quote}”</span>
      {offered.map((about) => (
        <a key={about} class="nl-button nl-button--secondary" href={aboutPath(kind, id, about, { ...selected })}>
          <span class="nl-button__label">{talk.here[about]}</span>
        </a>
      ))}
    </div>
  );
}

function useSelected(): Selected | null {
  const [selected, setSelected] = useState<Selected | null>(null);
  useEffect(() => {
    const look = (): void => setSelected(selectedNow());
    document.addEventListener("selectionchange", look);
    return () => document.removeEventListener("selectionchange", look);
  }, []);
  return selected;
}

/** The words that are selected within one text, and about where they begin. */
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

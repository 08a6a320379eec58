import type { ComponentChildren } from "preact";

type Level = 1 | 2 | 3 | 4;
const TAGS = { 1: "h1", 2: "h2", 3: "h3", 4: "h4" } as const;

interface Props {
  level: Level;
  id?: string;
  /** How large it looks, where that differs from its place in the outline. */
  look?: Level;
  children: ComponentChildren;
}

export function Heading({ level, id, look = level, children }: Props) {
  const Tag = TAGS[level];
  return (
    <Tag id={id} class={`nl-heading nl-heading--level-${look}`}>
      {children}
    </Tag>
  );
}

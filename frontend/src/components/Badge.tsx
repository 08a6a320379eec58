import type { ComponentChildren } from "preact";

interface Props {
  tone?: "neutral" | "current" | "late" | "good";
  children: ComponentChildren;
}

export function Badge({ tone = "neutral", children }: Props) {
  return <span class={`nl-data-badge ps-badge ps-badge--${tone}`}>{children}</span>;
}

import type { ComponentChildren } from "preact";

interface Props {
  href: string;
  look?: "primary" | "secondary" | "subtle";
  rel?: string;
  /** Saves what is there, rather than going to it. */
  download?: boolean;
  children: ComponentChildren;
}

/** A link that starts something, so it looks like a button. */
export function ButtonLink({ href, look = "primary", rel, download, children }: Props) {
  return (
    <a href={href} rel={rel} download={download} class={`nl-button nl-button--${look}`}>
      <span class="nl-button__label">{children}</span>
    </a>
  );
}

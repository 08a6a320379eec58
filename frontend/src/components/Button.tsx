import type { ComponentChildren, Ref } from "preact";

type Look = "primary" | "secondary" | "subtle";

interface Props {
  look?: Look;
  type?: "submit" | "button";
  busy?: boolean;
  label?: string;
  /** Whether what it opens is open, for a button that opens something. */
  expanded?: boolean;
  /** For whoever moves focus to it. */
  button?: Ref<HTMLButtonElement>;
  onClick?: () => void;
  children: ComponentChildren;
}

/** A button stays focusable while busy, so that nobody loses their place; it then does nothing. */
export function Button({ look = "primary", type = "button", busy = false, label, expanded, button, onClick, children }: Props) {
  return (
    <button
      ref={button ?? null}
      type={type}
      class={`nl-button nl-button--${look}${busy ? " nl-button--busy" : ""}`}
      aria-disabled={busy || undefined}
      aria-label={label}
      aria-expanded={expanded}
      onClick={(event) => {
        if (busy) event.preventDefault();
        else onClick?.();
      }}
    >
      <span class="nl-button__label">{children}</span>
    </button>
  );
}

import type { ComponentChildren } from "preact";

type Look = "primary" | "secondary" | "subtle";

interface Props {
  look?: Look;
  type?: "submit" | "button";
  busy?: boolean;
  label?: string;
  onClick?: () => void;
  children: ComponentChildren;
}

/** A button stays focusable while busy, so that nobody loses their place; it then does nothing. */
export function Button({ look = "primary", type = "button", busy = false, label, onClick, children }: Props) {
  return (
    <button
      type={type}
      class={`nl-button nl-button--${look}${busy ? " nl-button--busy" : ""}`}
      aria-disabled={busy || undefined}
      aria-label={label}
      onClick={(event) => {
        if (busy) event.preventDefault();
        else onClick?.();
      }}
    >
      <span class="nl-button__label">{children}</span>
    </button>
  );
}

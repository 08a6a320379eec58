import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { useText } from "../i18n/context";
import { seekAnchor } from "../router/anchor";
import { hasMoved } from "../router/location";

interface Props {
  /** What the browser's tab says; the heading itself, unless that is more than text. */
  title: string;
  kicker?: ComponentChildren;
  children?: ComponentChildren;
}

/**
 * The one h1 of a page. Names the document, and takes focus when the person came from another page, until the part
 * that the address names is there.
 */
export function PageHeading({ title, kicker, children }: Props) {
  const text = useText();
  const heading = useRef<HTMLHeadingElement>(null);

  useEffect(() => {
    document.title = text.site.title(title);
  }, [title, text]);

  useEffect(() => {
    if (hasMoved()) heading.current?.focus();
    seekAnchor();
  }, []);

  return (
    <div class="ps-page-heading">
      {kicker && <p class="ps-kicker">{kicker}</p>}
      <h1 ref={heading} tabIndex={-1} class="nl-heading nl-heading--level-1">
        {children ?? title}
      </h1>
    </div>
  );
}

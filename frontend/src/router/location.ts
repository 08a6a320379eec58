import { useEffect, useState } from "preact/hooks";
import { seekAnchor } from "./anchor";

export interface Place {
  path: string;
  search: string;
}

const listeners = new Set<() => void>();
let moved = false;

function here(): Place {
  return { path: window.location.pathname, search: window.location.search };
}

function tell(): void {
  moved = true;
  listeners.forEach((listener) => listener());
}

/** Whether the person went from one page to another, so that focus should follow. */
export const hasMoved = (): boolean => moved;

/** Goes to an address of our own, without loading the document again. */
export function navigate(to: string, options: { replace?: boolean } = {}): void {
  const samePath = new URL(to, window.location.href).pathname === window.location.pathname;
  if (options.replace) window.history.replaceState(null, "", to);
  else window.history.pushState(null, "", to);
  if (!samePath) window.scrollTo(0, 0);
  tell();
  // a page that comes to stand here seeks by itself, once it has a heading
  if (samePath) seekAnchor();
}

function ownAddress(event: MouseEvent): string | null {
  if (event.defaultPrevented || event.button !== 0) return null;
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return null;
  const link = (event.target as Element | null)?.closest("a");
  if (!link?.href || link.target || link.hasAttribute("download")) return null;
  const url = new URL(link.href);
  if (url.origin !== window.location.origin || link.getAttribute("href")?.startsWith("#")) return null;
  if (/^\/(v1|static|_allauth|admin)(\/|$)/.test(url.pathname)) return null;
  return url.pathname + url.search + url.hash;
}

/** Lets ordinary links work as navigation within this page. Call once. */
export function interceptLinks(): void {
  document.addEventListener("click", (event) => {
    const to = ownAddress(event);
    if (to === null) return;
    event.preventDefault();
    navigate(to);
  });
  window.addEventListener("popstate", tell);
}

/** Where the browser is, kept up to date. */
export function usePlace(): Place {
  const [place, setPlace] = useState(here);
  useEffect(() => {
    const update = (): void => setPlace(here());
    listeners.add(update);
    update();
    return () => void listeners.delete(update);
  }, []);
  return place;
}

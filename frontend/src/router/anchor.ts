const MEANWHILE = ["wheel", "touchmove", "keydown", "pointerdown"] as const;

let stop: () => void = () => undefined;

function named(): HTMLElement | null {
  try {
    return document.getElementById(decodeURIComponent(window.location.hash.slice(1)));
  } catch {
    return null;
  }
}

function reach(part: HTMLElement): void {
  if (!part.matches("a[href], button, input, select, textarea, [tabindex]")) part.tabIndex = -1;
  part.scrollIntoView();
  part.focus({ preventScroll: true });
}

/**
 * Leads the person to the part of the page that the address names behind its #, now or once it is there. Whoever
 * does something else in the meantime is left where they are.
 */
export function seekAnchor(): void {
  stop();
  if (!window.location.hash) return;
  const watch = new MutationObserver(look);
  const end = (): void => {
    watch.disconnect();
    MEANWHILE.forEach((event) => window.removeEventListener(event, end));
  };
  stop = end;
  MEANWHILE.forEach((event) => window.addEventListener(event, end, { passive: true }));
  watch.observe(document.body, { childList: true, subtree: true });
  look();
}

function look(): void {
  const part = named();
  if (!part) return;
  stop();
  reach(part);
}

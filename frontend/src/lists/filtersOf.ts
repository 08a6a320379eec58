import type { Kind } from "../router/routes";

export type FilterName = "q" | "state" | "theme" | "overdue";
export type Terms = Readonly<Record<FilterName, string>>;

/** What the list of each kind can be narrowed by; the API refuses anything else. */
const FILTERS: Record<Kind, readonly FilterName[]> = {
  clause: ["q", "state", "theme", "overdue"],
  initiative: ["q", "state", "overdue"],
  commitment: ["state", "overdue"],
  meeting: ["state"],
  package: ["state"],
  routine: ["state"],
};

export const hasFilter = (kind: Kind, name: FilterName): boolean => FILTERS[kind].includes(name);

/** The terms in an address that the list of this kind knows; the rest is empty. */
export function termsOf(kind: Kind, get: (name: string) => string): Terms {
  const term = (name: FilterName): string => (hasFilter(kind, name) ? get(name) : "");
  return { q: term("q"), state: term("state"), theme: term("theme"), overdue: term("overdue") };
}

import { navigate, usePlace } from "./location";

interface Search {
  get: (name: string) => string;
  /** Goes to the same page with other search terms; empty ones are left out. */
  go: (terms: Readonly<Record<string, string>>) => void;
  /** The address of the same page with some terms changed. */
  address: (terms: Readonly<Record<string, string>>) => string;
}

/** The search terms in the address, so that a found list can be bookmarked and sent. */
export function useSearch(): Search {
  const { path, search } = usePlace();
  const params = new URLSearchParams(search);
  const to = (base: URLSearchParams, terms: Readonly<Record<string, string>>): string => {
    for (const [name, value] of Object.entries(terms)) {
      if (value) base.set(name, value);
      else base.delete(name);
    }
    const text = base.toString();
    return text ? `${path}?${text}` : path;
  };
  return {
    get: (name) => params.get(name) ?? "",
    go: (terms) => navigate(to(new URLSearchParams(), terms)),
    address: (terms) => to(new URLSearchParams(params), terms),
  };
}

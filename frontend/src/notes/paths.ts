import { agreementPath, subjectPath } from "../router/routes";

/** What can be written about something, by the word in the address. */
export const ABOUT = { comment: "opmerking", note: "aantekening" } as const;
/** What the API calls it among what may be changed. */
export const OFFERED = { comment: "comment", note: "private_note" } as const;
export type About = keyof typeof ABOUT;

export const ABOUTS: readonly About[] = ["comment", "note"];

type Prefill = Readonly<Record<string, string | number>>;

/** The form to write something about a dossier; with the words that it is about, if any. */
export function aboutPath(kind: string, id: string, about: About, prefill: Prefill = {}): string {
  const base = kind === "agreement" ? agreementPath(id) : (subjectPath(kind, id) ?? "");
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(prefill)) if (value !== "") search.set(name, String(value));
  const query = search.toString();
  return `${base}/${ABOUT[about]}${query ? `?${query}` : ""}`;
}

export const commentPath = (id: string): string => `/opmerkingen/${id}`;
export const promisePath = (id: string): string => `${commentPath(id)}/toezegging`;
export const onAgendaPath = (id: string): string => `${commentPath(id)}/agendapunt`;
export const notePath = (id: string): string => `/aantekeningen/${id}`;
export const editNotePath = (id: string): string => `${notePath(id)}/wijzigen`;
export const revealPath = (id: string): string => `${notePath(id)}/onthullen`;

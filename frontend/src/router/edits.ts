import { type Kind, listPath } from "./routes";

/** The Dutch word in an address for each kind of change that has a page. */
export const EDITS = {
  gegevens: "edit",
  nummer: "renumber",
  notitie: "note",
  "eigenaar-werkgever": "replace_employer_owner",
  "eigenaar-werknemer": "replace_worker_owner",
} as const;
export type EditName = keyof typeof EDITS;

/** Which kinds of dossier those pages are about; the others have a page of their own for it. */
const EDITED: readonly string[] = ["clause", "initiative", "commitment"] satisfies Kind[];

export const isEdit = (kind: string, name: string): name is EditName => EDITED.includes(kind) && name in EDITS;

export const editPath = (kind: Kind, id: string, change: EditName): string =>
  `${listPath(kind)}/${id}/wijzigen/${change}`;

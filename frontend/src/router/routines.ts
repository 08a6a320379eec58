import { listPath } from "./routes";

export const routinePath = (id: string): string => `${listPath("routine")}/${id}`;

export const editRoutinePath = (id: string): string => `${routinePath(id)}/wijzigen`;

export const NEW_ROUTINE = `${listPath("routine")}/nieuw`;

/** The form to propose a recurring duty at a table, or in one of its dossiers. */
export function newRoutinePath(tableId: string, about?: { kind: string; id: string }): string {
  const asked = about ? { tafel: tableId, soort: about.kind, bij: about.id } : { tafel: tableId };
  return `${NEW_ROUTINE}?${new URLSearchParams(asked).toString()}`;
}

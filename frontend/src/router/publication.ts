import { listPath } from "./routes";

/** Where it is said what is withheld from the text of a clause that goes public next. */
export const publicationPath = (id: string): string => `${listPath("clause")}/${id}/openbare-tekst`;

/** Where what is public of a clause is corrected. */
export const correctionPath = (id: string): string => `${publicationPath(id)}/correctie`;

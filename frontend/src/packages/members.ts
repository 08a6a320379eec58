import type { Subject } from "../api/shapes";
import { type Choice, type Lists, MEMBERS } from "../form/model";

interface Clause {
  id: string;
  articleNumber?: string | undefined;
  title: string;
}

/** A clause by its number and title. */
export const captionOf = ({ articleNumber, title }: Omit<Clause, "id">): string =>
  [articleNumber, title].filter(Boolean).join(" ");

/** Clauses to choose from. */
export const choicesOf = (clauses: readonly Clause[]): readonly Choice[] =>
  clauses.map((clause) => ({ value: clause.id, label: captionOf(clause) }));

/** The clauses of a package, for a step that is about one of them. */
export const membersOf = ({ members }: Pick<Subject, "members">): Lists =>
  new Map([[MEMBERS, choicesOf((members ?? []).map(({ clause }) => clause))]]);

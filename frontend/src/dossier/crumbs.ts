import type { Subject } from "../api/shapes";
import type { Crumb } from "../components/Breadcrumbs";
import type { Messages } from "../i18n/nl";
import { type Kind, listPath, subjectPath } from "../router/routes";

/** The way from the start to a dossier, for the pages below it. */
export const crumbsTo = (kind: Kind, subject: Pick<Subject, "id" | "title">, words: Messages["lists"]): Crumb[] => [
  { href: listPath(kind), label: words[kind].title },
  { href: subjectPath(kind, subject.id) ?? "/", label: subject.title },
];

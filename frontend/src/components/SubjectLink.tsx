import type { SubjectRef } from "../api/shapes";
import { useText } from "../i18n/context";
import { subjectPath } from "../router/routes";

/** A subject by its title, as a link where there is a page for it. */
export function SubjectLink({ subject }: { subject: SubjectRef }) {
  const { site } = useText();
  const path = subjectPath(subject.kind, subject.id);
  const title = subject.title || site.unnamed;
  if (!path) return <>{title}</>;
  return (
    <a class="nl-link" href={path}>
      {title}
    </a>
  );
}

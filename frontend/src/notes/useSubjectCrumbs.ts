import type { Agreement, Subject } from "../api/shapes";
import { useResource } from "../api/useResource";
import type { Crumb } from "../components/Breadcrumbs";
import { crumbsTo } from "../dossier/crumbs";
import { useText } from "../i18n/context";
import { agreementPath, isKind } from "../router/routes";

interface Way {
  title: string;
  crumbs: readonly Crumb[];
}

/** What a comment or note is about, and the way to it; nothing while that is being read. */
export function useSubjectCrumbs(about: { kind: string; id: string } | null): Way {
  const { lists, agreements } = useText();
  const { resource } = useResource<Subject | Agreement>(about && `/v1/${about.kind}s/${about.id}`);
  if (!about || resource.status !== "ready") return { title: "", crumbs: [] };
  const { title } = resource.data;
  const crumbs = isKind(about.kind)
    ? crumbsTo(about.kind, { id: about.id, title }, lists)
    : [
        { href: "/caos", label: agreements.title },
        { href: agreementPath(about.id), label: title },
      ];
  return { title, crumbs };
}

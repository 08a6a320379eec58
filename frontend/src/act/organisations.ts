import type { Agreement, Me, Subject } from "../api/shapes";
import { useResource } from "../api/useResource";
import type { Choice } from "../form/model";
import { useSession } from "../session/context";

/** The organisations that a step of this dossier can be about: its parties, owners, and one's own. */
export function useOrganisations(subject: Pick<Subject, "agreement" | "owner" | "coOwner"> | null): readonly Choice[] {
  const { me } = useSession();
  const agreement = subject?.agreement;
  const { resource } = useResource<Agreement>(agreement ? `/v1/agreements/${agreement.id}` : null);
  return organisationsOf(subject, resource.status === "ready" ? resource.data : null, me);
}

export function organisationsOf(
  subject: Pick<Subject, "owner" | "coOwner"> | null,
  agreement: Pick<Agreement, "parties"> | null,
  me: Pick<Me, "organisations"> | null,
): readonly Choice[] {
  const found = new Map<string, string>();
  for (const known of [...(agreement?.parties ?? []), subject?.owner, subject?.coOwner, ...(me?.organisations ?? [])]) {
    if (known) found.set(known.id, known.name);
  }
  return [...found].map(([value, label]) => ({ value, label }));
}

/** The organisations that the person can act for. */
export function useOwnOrganisations(): readonly Choice[] {
  const { me } = useSession();
  return me?.organisations.map(({ id, name }) => ({ value: id, label: name })) ?? [];
}

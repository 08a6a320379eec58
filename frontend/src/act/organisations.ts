import type { Agreement, Named, Subject } from "../api/shapes";
import { useResource } from "../api/useResource";
import { useMembers } from "../api/useTables";
import type { Choice } from "../form/model";
import { useSession } from "../session/context";

type About = Pick<Subject, "agreement" | "bargainingTable" | "owner" | "coOwner">;

/**
 * The organisations that a step of this dossier can be about: the parties of its agreement, or else
 * who sits at its table, its owners, and one's own.
 */
export function useOrganisations(about: About): readonly Choice[] {
  const { me } = useSession();
  const { agreement, bargainingTable, owner, coOwner } = about;
  const { resource } = useResource<Agreement>(agreement ? `/v1/agreements/${agreement.id}` : null);
  const members = useMembers(agreement ? null : bargainingTable);
  const parties = resource.status === "ready" ? resource.data.parties : [];
  return choicesOf([
    ...parties,
    ...members.map(({ organisation }) => organisation),
    owner,
    coOwner,
    ...(me?.organisations ?? []),
  ]);
}

/** Each organisation once, in this order. */
function choicesOf(organisations: readonly (Named | null | undefined)[]): readonly Choice[] {
  const found = new Map<string, string>();
  for (const known of organisations) if (known) found.set(known.id, known.name);
  return [...found].map(([value, label]) => ({ value, label }));
}

/** All but the one for which the person acts: the one that was chosen, or the only one it can be. */
export function othersThan(all: readonly Choice[], own: readonly Choice[], chosen: string): readonly Choice[] {
  const mine = chosen || (own.length === 1 ? own[0]?.value : "");
  return all.filter(({ value }) => value !== mine);
}

/** The organisations that the person can act for. */
export function useOwnOrganisations(): readonly Choice[] {
  const { me } = useSession();
  return me?.organisations.map(({ id, name }) => ({ value: id, label: name })) ?? [];
}

import type { JsonSchema, Page, Proof, Subject } from "../api/shapes";
import { useResource } from "../api/useResource";
import { type Field, fieldsOf, LETTERS, type Lists } from "../form/model";

/** The letters of notice to choose from, where a step asks for one; they belong to its agreement. */
export function useLetters(about: Pick<Subject, "agreement">, schema: JsonSchema): { asked: boolean; lists: Lists } {
  const asked = fieldsOf(schema).some(({ list }: Field) => list === LETTERS);
  const address = asked && about.agreement ? `/v1/agreements/${about.agreement.id}/notice-proofs` : null;
  const { resource } = useResource<Page<Proof>>(address);
  const found = resource.status === "ready" ? resource.data.items : [];
  const choices = found.map(({ sha256, name, organisation }) => ({
    value: sha256,
    label: `${name} (${organisation.name})`,
  }));
  return { asked, lists: asked ? new Map([[LETTERS, choices]]) : new Map() };
}

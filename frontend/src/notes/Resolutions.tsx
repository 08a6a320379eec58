import type { Resolution } from "../api/shapes";
import { MomentText } from "../components/DateText";
import { useText } from "../i18n/context";

/** When it was settled and opened again, and by whom. */
export function Resolutions({ items }: { items: readonly Resolution[] }) {
  const { talk } = useText();
  return (
    <>
      {items.map(({ id, resolved, person, organisation, createdAt }) => (
        <p class="ps-small" key={id}>
          {resolved ? talk.settledBy(person, organisation.name) : talk.reopenedBy(person, organisation.name)} ·{" "}
          <MomentText moment={createdAt} />
        </p>
      ))}
    </>
  );
}

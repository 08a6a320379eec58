import type { Change, Page } from "../api/shapes";
import type { Loaded } from "../api/useResource";
import { ButtonLink } from "../components/ButtonLink";
import { RefusalList } from "../dossier/RefusalList";

interface Props {
  changes: Loaded<Page<Change>>;
  /** What the API calls the change. */
  name: string;
  href: string;
  label: string;
}

/** The way to a form, for who may fill it in; why not yet, where something stands in the way. */
export function ChangeLink({ changes: { resource }, name, href, label }: Props) {
  if (resource.status !== "ready") return null;
  const change = resource.data.items.find((each) => each.name === name);
  if (!change) return null;
  if (!change.open) return <RefusalList refusals={change.refusals} />;
  return (
    <ButtonLink look="secondary" href={href}>
      {label}
    </ButtonLink>
  );
}

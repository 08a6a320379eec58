import { useText } from "../i18n/context";
import { publicationPath } from "../router/publication";
import { usePreview } from "./usePreview";
import { WillBePublished } from "./WillBePublished";

/** Before a registration is recorded: what goes public by it, and where to withhold words. */
export function BeforeRegistration({ clauseId }: { clauseId: string }) {
  const { publication } = useText();
  const { resource } = usePreview(clauseId);
  if (resource.status !== "ready" || !resource.data.text) return null;
  return (
    <>
      <WillBePublished preview={resource.data.text} />
      <p class="nl-paragraph">
        <a class="nl-link" href={publicationPath(clauseId)}>
          {publication.change}
        </a>
      </p>
    </>
  );
}

import { Alert } from "../components/Alert";
import { ButtonLink } from "../components/ButtonLink";
import { PageHeading } from "../components/PageHeading";
import { useText } from "../i18n/context";

/** The step was there, until somebody else changed the dossier. */
export function ChangedMeanwhile({ path }: { path: string }) {
  const { act, dossier } = useText();
  return (
    <div class="ps-narrow">
      <PageHeading title={dossier.changedTitle} />
      <Alert tone="warning" live>
        <p class="nl-paragraph">{dossier.changed}</p>
      </Alert>
      <ButtonLink href={path}>{act.back}</ButtonLink>
    </div>
  );
}

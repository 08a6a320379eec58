import { ButtonLink } from "../components/ButtonLink";
import { PageHeading } from "../components/PageHeading";
import { useText } from "../i18n/context";

/** The same for what does not exist and for what may not be seen. */
export function NotFoundPage() {
  const { problems } = useText();
  return (
    <div class="ps-narrow">
      <PageHeading title={problems.notFoundTitle} />
      <p class="nl-paragraph nl-paragraph--lead">{problems.notFound}</p>
      <ButtonLink href="/">{problems.notFoundHome}</ButtonLink>
    </div>
  );
}

import { Heading } from "../components/Heading";
import { useText } from "../i18n/context";
import type { SectionRef } from "./sections";

/** The way to each part of a long page. */
export function OnThisPage({ sections }: { sections: readonly SectionRef[] }) {
  const { dossier } = useText();
  return (
    <nav class="ps-on-page" aria-labelledby="on-this-page">
      <Heading level={2} id="on-this-page" look={4}>
        {dossier.onThisPage}
      </Heading>
      <ul class="ps-on-page__list">
        {sections.map(({ id, title }) => (
          <li key={id}>
            <a class="nl-link" href={`#${id}`}>
              {title}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

import type { ComponentChildren } from "preact";
import { Heading } from "../components/Heading";

interface Props {
  id: string;
  title: string;
  children: ComponentChildren;
}

/** A part of a dossier, which the list "on this page" can lead to. */
export function Section({ id, title, children }: Props) {
  return (
    <section class="ps-section" aria-labelledby={`${id}-title`} id={id} tabIndex={-1}>
      <Heading level={2} id={`${id}-title`} look={3}>
        {title}
      </Heading>
      {children}
    </section>
  );
}

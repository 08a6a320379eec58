import type { ComponentChildren } from "preact";
import { MomentText } from "../components/DateText";
import { useText } from "../i18n/context";

interface Props {
  person: string;
  organisation: string;
  side?: string;
  at: string;
  children?: ComponentChildren;
}

/** Who said it, for whom and when. */
export function Said({ person, organisation, side, at, children }: Props) {
  const { dossier } = useText();
  const of = side && side !== "neutral" ? `${organisation} (${dossier.sides[side] ?? side})` : organisation;
  return (
    <p class="ps-said">
      <strong>{person}</strong>, {of} · <MomentText moment={at} /> {children}
    </p>
  );
}

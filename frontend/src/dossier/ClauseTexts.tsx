import type { Subject } from "../api/shapes";
import { useText } from "../i18n/context";
import { clauseText } from "./clauseText";
import { EarlierVersions } from "./EarlierVersions";
import { TextPanel } from "./TextPanel";

/** The text that counts now, and what it was before. */
export function ClauseTexts({ subject }: { subject: Subject }) {
  const { text } = useText();
  const current = clauseText(subject);
  if (!current) return <p class="nl-paragraph">{text.none}</p>;
  return (
    <>
      <TextPanel text={current} />
      <EarlierVersions clauseId={subject.id} current={current} />
    </>
  );
}

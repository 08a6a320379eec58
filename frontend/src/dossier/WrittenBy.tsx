import type { Version } from "../api/shapes";
import { MomentText } from "../components/DateText";
import { useText } from "../i18n/context";

/** Whose text it is, when it was written, against which other one, and why. */
export function WrittenBy({ version }: { version: Version }) {
  const { text, dossier } = useText();
  const { author, authorSide, organisation, rationale, createdAt, answers } = version;
  const side = dossier.sides[authorSide] ?? authorSide;
  return (
    <>
      <p class="ps-small">
        {[side, author, organisation].filter(Boolean).join(", ")} · <MomentText moment={createdAt} />
        {answers !== null && <> · {text.answers(answers)}</>}
      </p>
      {rationale && (
        <p class="nl-paragraph">
          <strong>{text.rationale}:</strong> {rationale}
        </p>
      )}
    </>
  );
}

import type { Passage } from "../api/shapes";
import { Icon } from "../components/Icon";

/** The words that something is about; what became of them, where they have changed. */
export function PassageQuote({ passage }: { passage: Passage | null }) {
  if (!passage) return null;
  const { quote, sentence, state, place } = passage;
  return (
    <div class="ps-passage">
      <blockquote class="ps-passage__quote">{quote}</blockquote>
      {sentence && (
        <p class="ps-small ps-passage__state">
          <Icon name="info" /> {sentence}
          {state === "changed" && place && <> “{place.text}”</>}
        </p>
      )}
    </div>
  );
}

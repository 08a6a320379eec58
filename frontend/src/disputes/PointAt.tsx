import { useEffect, useState } from "preact/hooks";
import { Button } from "../components/Button";
import { Heading } from "../components/Heading";
import { useText } from "../i18n/context";
import { TextBody } from "../notes/TextBody";
import { type Selected, useSelected } from "../notes/useSelected";

interface Props {
  body: string;
  pick: (selected: Selected) => void;
}

/** The text of a clause, in which somebody points at the passage that a claim is about. */
export function PointAt({ body, pick }: Props) {
  const { disputes } = useText();
  const selected = useSelected();
  const [last, setLast] = useState<Selected | null>(null);
  // A click on the button may end the selection; what was selected before it still counts.
  useEffect(() => {
    if (selected) setLast(selected);
  }, [selected]);
  return (
    <section class="ps-point-at" aria-labelledby="point-at">
      <Heading level={2} look={4} id="point-at">
        {disputes.pointAt}
      </Heading>
      <p class="nl-paragraph">{disputes.pointAtHint}</p>
      <div class="ps-point-at__text">
        <TextBody body={body} />
      </div>
      <div aria-live="polite">
        {last && (
          <>
            <p class="ps-small">“{last.quote}”</p>
            <Button look="secondary" onClick={() => pick(last)}>
              {disputes.takePassage}
            </Button>
          </>
        )}
      </div>
    </section>
  );
}

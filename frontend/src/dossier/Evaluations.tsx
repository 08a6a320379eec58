import type { Change, Evaluation, Page } from "../api/shapes";
import { type Loaded, useResource } from "../api/useResource";
import { Await } from "../components/Await";
import { EvaluationCard } from "../evaluations/EvaluationCard";
import { useText } from "../i18n/context";
import { takesPart } from "./takesPart";

/** How both sides judged it. */
export function Evaluations({ kind, id, changes }: { kind: string; id: string; changes: Loaded<Page<Change>> }) {
  const { evaluations } = useText();
  const found = useResource<Page<Evaluation>>("/v1/evaluations", { subjectKind: kind, subjectId: id });
  return (
    <Await from={found}>
      {({ items }) =>
        items.length === 0 ? (
          <p class="nl-paragraph">{takesPart(changes) ? evaluations.empty : evaluations.emptyToYou}</p>
        ) : (
          <>
            {items.map((evaluation) => (
              <EvaluationCard key={evaluation.id} evaluation={evaluation} />
            ))}
          </>
        )
      }
    </Await>
  );
}

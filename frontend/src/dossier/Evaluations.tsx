import type { Evaluation, Page } from "../api/shapes";
import { useResource } from "../api/useResource";
import { Await } from "../components/Await";
import { EvaluationCard } from "../evaluations/EvaluationCard";
import { useText } from "../i18n/context";

/** How both sides judged it. */
export function Evaluations({ kind, id }: { kind: string; id: string }) {
  const { evaluations } = useText();
  const found = useResource<Page<Evaluation>>("/v1/evaluations", { subjectKind: kind, subjectId: id });
  return (
    <Await from={found}>
      {({ items }) =>
        items.length === 0 ? (
          <p class="nl-paragraph">{evaluations.empty}</p>
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

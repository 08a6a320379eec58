import type { EvaluationDetail } from "../api/shapes";
import { useResource } from "../api/useResource";
import { ButtonLink } from "../components/ButtonLink";
import { useText } from "../i18n/context";
import { judgePath } from "../router/routes";

/** The way to the person's own judgement, if it is theirs to give. */
export function JudgeLink({ evaluationId }: { evaluationId: string }) {
  const { evaluations } = useText();
  const { resource } = useResource<EvaluationDetail>(`/v1/evaluations/${evaluationId}`);
  if (resource.status !== "ready" || !resource.data.mayJudge) return null;
  const own = resource.data.judgements.some(({ judgement }) => judgement !== null);
  return (
    <ButtonLink href={judgePath(evaluationId)} look={own ? "secondary" : "primary"}>
      {own ? evaluations.correct : evaluations.record}
    </ButtonLink>
  );
}

import { BodyForm } from "../act/BodyForm";
import type { EvaluationDetail, Subject } from "../api/shapes";
import { crumbsTo } from "../dossier/crumbs";
import { useText } from "../i18n/context";
import type { Kind } from "../router/routes";

interface Props {
  kind: Kind;
  subject: Subject;
  evaluation: EvaluationDetail;
}

/** Starts from the judgement that was given before, if any: until it is unsealed it can be corrected. */
export function JudgementForm({ kind, subject, evaluation }: Props) {
  const { evaluations, lists } = useText();
  const own = evaluation.judgements.flatMap(({ judgement }) => judgement ?? [])[0];
  return (
    <BodyForm
      crumbs={crumbsTo(kind, subject, lists)}
      title={own ? evaluations.correct : evaluations.record}
      kicker={`${evaluation.title} · ${subject.title}`}
      lead={evaluations.recordLead}
      schema={evaluation.inputSchema}
      offered={own && { ...own }}
      address={`/v1/evaluations/${evaluation.id}/judgements`}
      done={evaluations.recorded}
    />
  );
}

import type { EvaluationDetail, Subject } from "../api/shapes";
import { useResource } from "../api/useResource";
import { Await } from "../components/Await";
import { JudgementForm } from "../evaluations/JudgementForm";
import { isKind } from "../router/routes";
import { NotFoundPage } from "./NotFoundPage";

/** What the person's own side finds, before it can see what the other found. */
export function JudgePage({ id }: { id: string }) {
  const evaluation = useResource<EvaluationDetail>(`/v1/evaluations/${id}`);
  const about = evaluation.resource.status === "ready" ? evaluation.resource.data.subject : null;
  const subject = useResource<Subject>(about && `/v1/${about.kind}s/${about.id}`);
  return (
    <Await from={evaluation} whole>
      {(data) => {
        if (!data.mayJudge || !isKind(data.subject.kind)) return <NotFoundPage />;
        const kind = data.subject.kind;
        return (
          <Await from={subject} whole>
            {(judged) => <JudgementForm kind={kind} subject={judged} evaluation={data} />}
          </Await>
        );
      }}
    </Await>
  );
}

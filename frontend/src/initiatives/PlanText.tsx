import type { Subject } from "../api/shapes";
import { DataList } from "../components/DataList";
import { useText } from "../i18n/context";
import { TextBody } from "../notes/TextBody";
import { LinkedClause } from "./LinkedClause";

/** The plan in words: why, what, and what it should become. */
export function PlanText({ subject }: { subject: Subject }) {
  const { initiatives } = useText();
  const { problem, plan, desiredSituation, targetGroup, embedding, lessons, linkedClauses } = subject;
  return (
    <DataList
      data={[
        { term: initiatives.problem, value: problem && <TextBody body={problem} /> },
        { term: initiatives.plan, value: plan && <TextBody body={plan} /> },
        { term: initiatives.desiredSituation, value: desiredSituation && <TextBody body={desiredSituation} /> },
        { term: initiatives.targetGroup, value: targetGroup },
        {
          term: initiatives.linkedClauses,
          value: linkedClauses && linkedClauses.length > 0 && (
            <>
              {linkedClauses.map((id) => (
                <LinkedClause key={id} id={id} />
              ))}
            </>
          ),
        },
        { term: initiatives.embedding, value: embedding?.plan },
        { term: initiatives.lessons, value: lessons },
      ]}
    />
  );
}

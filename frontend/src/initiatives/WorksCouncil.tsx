import type { Subject } from "../api/shapes";
import { DataList } from "../components/DataList";
import { DateText } from "../components/DateText";
import { Heading } from "../components/Heading";
import { useText } from "../i18n/context";
import { humanise } from "../i18n/format";

/** What is asked of the works council, and what it answered. */
export function WorksCouncil({ subject: { worksCouncil } }: { subject: Subject }) {
  const { initiatives } = useText();
  if (!worksCouncil?.role) return null;
  const { role, body, answerDueOn, outcome, decidedOn, conditions } = worksCouncil;
  const day = (value: string | null) => value && <DateText date={value} />;
  return (
    <>
      <Heading level={3} look={4}>
        {initiatives.worksCouncil}
      </Heading>
      <DataList
        data={[
          { term: initiatives.role, value: initiatives.roles[role] ?? humanise(role) },
          { term: initiatives.body, value: body?.name },
          { term: initiatives.answerDueOn, value: day(answerDueOn) },
          { term: initiatives.outcome, value: outcome && (initiatives.outcomes[outcome] ?? humanise(outcome)) },
          { term: initiatives.decidedOn, value: day(decidedOn) },
          { term: initiatives.conditions, value: conditions },
        ]}
      />
    </>
  );
}

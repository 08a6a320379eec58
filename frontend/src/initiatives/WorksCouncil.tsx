import type { Subject } from "../api/shapes";
import { DataList } from "../components/DataList";
import { DateText } from "../components/DateText";
import { Heading } from "../components/Heading";
import { useText } from "../i18n/context";
import { humanise } from "../i18n/format";

/** What is asked of the body that fits the size of the firm, and what it answered. */
export function WorksCouncil({ subject: { worksCouncil } }: { subject: Subject }) {
  const { initiatives } = useText();
  if (!worksCouncil?.role && !worksCouncil?.fittingBody) return null;
  const { fittingBodyLabel, fittingBodySentence, roleLabel, body, answerDueOn, outcome, decidedOn, conditions } = worksCouncil;
  const day = (value: string | null) => value && <DateText date={value} />;
  return (
    <>
      <Heading level={3} look={4}>
        {fittingBodyLabel}
      </Heading>
      <p class="ps-small">{fittingBodySentence}</p>
      <DataList
        data={[
          { term: initiatives.role, value: roleLabel },
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

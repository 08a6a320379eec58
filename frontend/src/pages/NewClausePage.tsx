import { BodyForm } from "../act/BodyForm";
import { clauseSchema } from "../agreements/clauseSchema";
import type { Agreement } from "../api/shapes";
import { useResource } from "../api/useResource";
import { Await } from "../components/Await";
import { useText } from "../i18n/context";
import { agreementPath, subjectPath } from "../router/routes";

/** Begins a clause in an agreement. */
export function NewClausePage({ agreementId }: { agreementId: string }) {
  const text = useText();
  const { agreements } = text;
  const agreement = useResource<Agreement>(`/v1/agreements/${agreementId}`);
  return (
    <Await from={agreement} whole>
      {({ title }) => (
        <BodyForm
          crumbs={[
            { href: "/caos", label: agreements.title },
            { href: agreementPath(agreementId), label: title },
          ]}
          title={agreements.newClause}
          kicker={title}
          lead={agreements.newClauseLead}
          schema={clauseSchema(text)}
          fixed={{ agreement: agreementId }}
          address="/v1/clauses"
          done={agreements.newClauseDone}
          goTo={(id) => subjectPath("clause", id) ?? "/"}
        />
      )}
    </Await>
  );
}

import { BodyForm } from "../act/BodyForm";
import { newClauseSchema } from "../agreements/clauseSchema";
import type { Agreement } from "../api/shapes";
import { useResource } from "../api/useResource";
import { Await } from "../components/Await";
import { useText } from "../i18n/context";
import { agreementPath, subjectPath } from "../router/routes";
import { Writable } from "../writing/Writable";

/** Begins a clause in an agreement. */
export function NewClausePage({ agreementId }: { agreementId: string }) {
  const text = useText();
  const { agreements } = text;
  const address = `/v1/agreements/${agreementId}`;
  const agreement = useResource<Agreement>(address);
  return (
    <Writable address={address} name="clause" title={agreements.newClause} back={agreementPath(agreementId)}>
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
            schema={newClauseSchema(text)}
            fixed={{ agreement: agreementId }}
            address="/v1/clauses"
            done={agreements.newClauseDone}
            goTo={(id) => subjectPath("clause", id) ?? "/"}
          />
        )}
      </Await>
    </Writable>
  );
}

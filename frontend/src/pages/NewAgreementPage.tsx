import { BodyForm } from "../act/BodyForm";
import { newAgreementSchema } from "../agreements/agreementSchema";
import { useTablesFor } from "../api/useTables";
import { useText } from "../i18n/context";
import { agreementPath } from "../router/routes";
import { listFor } from "../writing/fields";

/** Opens an agreement at one of the person's tables. */
export function NewAgreementPage() {
  const text = useText();
  const { agreements, writing } = text;
  const tables = useTablesFor("agreement").map(({ id, name }) => ({ value: id, label: name }));
  return (
    <BodyForm
      crumbs={[{ href: "/caos", label: agreements.title }]}
      title={writing.newAgreement}
      kicker={agreements.title}
      lead={writing.newAgreementLead}
      schema={newAgreementSchema(text)}
      lists={new Map([[listFor("bargainingTable"), tables]])}
      address="/v1/agreements"
      done={writing.newAgreementDone}
      goTo={agreementPath}
    />
  );
}

import { BodyForm } from "../act/BodyForm";
import { agreementSchema } from "../agreements/agreementSchema";
import type { Agreement } from "../api/shapes";
import { useResource } from "../api/useResource";
import { Await } from "../components/Await";
import { useText } from "../i18n/context";
import { agreementPath } from "../router/routes";
import { Writable } from "../writing/Writable";

/** Corrects an agreement. */
export function EditAgreementPage({ id }: { id: string }) {
  const text = useText();
  const { agreements, writing } = text;
  const address = `/v1/agreements/${id}`;
  const agreement = useResource<Agreement>(address);
  return (
    <Writable address={address} name="edit" title={writing.edit} back={agreementPath(id)}>
      <Await from={agreement} whole>
        {(data, etag) => (
          <BodyForm
            crumbs={[
              { href: "/caos", label: agreements.title },
              { href: agreementPath(id), label: data.title },
            ]}
            title={writing.edit}
            kicker={data.title}
            lead={writing.editAgreementLead}
            schema={agreementSchema(text, data.noticePeriod)}
            offered={{ ...data }}
            changing
            address={address}
            ifMatch={etag}
            reload={agreement.reload}
            done={writing.edited}
          />
        )}
      </Await>
    </Writable>
  );
}

import { BodyForm } from "../act/BodyForm";
import type { Mandate } from "../api/shapes";
import { useResource } from "../api/useResource";
import { Await } from "../components/Await";
import { useText } from "../i18n/context";
import { endSchema } from "../mandates/mandateSchema";
import { MANDATES } from "../router/routes";
import { NotFoundPage } from "./NotFoundPage";

/** Ends a mandate sooner, for who keeps them and for who holds it. */
export function EndMandatePage({ id }: { id: string }) {
  const text = useText();
  const { mandates } = text;
  const address = `/v1/mandates/${id}`;
  const mandate = useResource<Mandate>(address);
  return (
    <Await from={mandate} whole>
      {({ person, mayEnd }, etag) =>
        mayEnd ? (
          <BodyForm
            crumbs={[{ href: MANDATES, label: mandates.title }]}
            title={mandates.endTitle}
            kicker={person.name}
            lead={mandates.endLead}
            schema={endSchema(text)}
            replacing
            address={address}
            ifMatch={etag}
            reload={mandate.reload}
            done={mandates.ended}
          />
        ) : (
          <NotFoundPage />
        )
      }
    </Await>
  );
}

import { BodyForm } from "../act/BodyForm";
import type { Subject } from "../api/shapes";
import { useResource } from "../api/useResource";
import { Await } from "../components/Await";
import { crumbsTo } from "../dossier/crumbs";
import { useText } from "../i18n/context";
import { planIndicators } from "../initiatives/planIndicators";
import { businessCaseSchema, measurementSchema } from "../initiatives/schemas";
import { isRecord, RECORDS } from "../router/routes";
import { NotFoundPage } from "./NotFoundPage";

/** Records what was measured, or what it costs and brings. */
export function RecordPage({ id, what }: { id: string; what: string }) {
  const { lists, initiatives } = useText();
  const initiative = useResource<Subject>(`/v1/initiatives/${id}`);
  if (!isRecord(what)) return <NotFoundPage />;
  const measuring = what === "meting";
  return (
    <Await from={initiative} whole>
      {(subject, etag) => (
        <BodyForm
          crumbs={crumbsTo("initiative", subject, lists)}
          title={measuring ? initiatives.measure : initiatives.reckon}
          kicker={subject.title}
          lead={measuring ? initiatives.measureLead : initiatives.reckonLead}
          schema={
            measuring ? measurementSchema(initiatives, planIndicators(subject)) : businessCaseSchema(initiatives)
          }
          address={`/v1/initiatives/${id}/${RECORDS[what]}`}
          ifMatch={etag}
          reload={initiative.reload}
          done={initiatives.recorded}
        />
      )}
    </Await>
  );
}

import type { Change, Page, Subject } from "../api/shapes";
import type { Loaded } from "../api/useResource";
import { Section } from "../dossier/Section";
import { useText } from "../i18n/context";
import { editPath } from "../router/edits";
import { recordPath } from "../router/routes";
import { newSubsidyPath } from "../router/subsidies";
import { Subsidies } from "../subsidies/Subsidies";
import { ChangeLink } from "../writing/ChangeLink";
import { Bottlenecks } from "./Bottlenecks";
import { BusinessCases } from "./BusinessCases";
import { Indicators } from "./Indicators";
import { planIndicators } from "./planIndicators";
import { PlanText } from "./PlanText";
import { WorksCouncil } from "./WorksCouncil";

/** What only an initiative has: its plan, what is measured, and what stands in the way. */
export function InitiativeSections({ subject, changes }: { subject: Subject; changes: Loaded<Page<Change>> }) {
  const { initiatives, subsidies, writing } = useText();
  const { id } = subject;
  const indicators = planIndicators(subject);
  return (
    <>
      <Section id="plan" title={initiatives.plan}>
        <PlanText subject={subject} />
        <WorksCouncil subject={subject} />
        <div class="utrecht-action-group ps-records">
          <ChangeLink changes={changes} name="edit" href={editPath("initiative", id, "gegevens")} label={writing.editPlan} />
          <ChangeLink changes={changes} name="note" href={editPath("initiative", id, "notitie")} label={writing.changes.notitie} />
          <ChangeLink
            changes={changes}
            name="replace_employer_owner"
            href={editPath("initiative", id, "eigenaar-werkgever")}
            label={writing.changes["eigenaar-werkgever"]}
          />
          <ChangeLink
            changes={changes}
            name="replace_worker_owner"
            href={editPath("initiative", id, "eigenaar-werknemer")}
            label={writing.changes["eigenaar-werknemer"]}
          />
        </div>
      </Section>
      <Section id="indicators" title={initiatives.indicators}>
        {indicators.length > 0 ? (
          <Indicators indicators={indicators} />
        ) : (
          <p class="nl-paragraph">{initiatives.noIndicators}</p>
        )}
        <BusinessCases initiativeId={id} />
        <div class="utrecht-action-group ps-records">
          <ChangeLink changes={changes} name="measure" href={recordPath(id, "meting")} label={initiatives.measure} />
          <ChangeLink changes={changes} name="account" href={recordPath(id, "kosten-en-baten")} label={initiatives.reckon} />
        </div>
      </Section>
      <Section id="subsidies" title={subsidies.title}>
        <Subsidies initiativeId={id} />
        <div class="utrecht-action-group ps-records">
          <ChangeLink changes={changes} name="subsidy" href={newSubsidyPath(id)} label={subsidies.add} />
        </div>
      </Section>
      <Section id="bottlenecks" title={initiatives.bottlenecks}>
        <Bottlenecks initiativeId={id} changes={changes} />
      </Section>
    </>
  );
}

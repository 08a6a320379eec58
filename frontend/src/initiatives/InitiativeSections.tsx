import type { Subject } from "../api/shapes";
import { ButtonLink } from "../components/ButtonLink";
import { Section } from "../dossier/Section";
import { useText } from "../i18n/context";
import { recordPath } from "../router/routes";
import { useSession } from "../session/context";
import { Bottlenecks } from "./Bottlenecks";
import { BusinessCases } from "./BusinessCases";
import { Indicators } from "./Indicators";
import { planIndicators } from "./planIndicators";
import { PlanText } from "./PlanText";
import { WorksCouncil } from "./WorksCouncil";

/** What only an initiative has: its plan, what is measured, and what stands in the way. */
export function InitiativeSections({ subject }: { subject: Subject }) {
  const { initiatives } = useText();
  const { me } = useSession();
  const owners = [subject.employerOwner?.id, subject.workerOwner?.id];
  const own = me?.organisations.some(({ id }) => owners.includes(id));
  const indicators = planIndicators(subject);
  return (
    <>
      <Section id="plan" title={initiatives.plan}>
        <PlanText subject={subject} />
        <WorksCouncil subject={subject} />
      </Section>
      <Section id="indicators" title={initiatives.indicators}>
        {indicators.length > 0 ? (
          <Indicators indicators={indicators} />
        ) : (
          <p class="nl-paragraph">{initiatives.noIndicators}</p>
        )}
        <BusinessCases initiativeId={subject.id} />
        {own && (
          <div class="utrecht-action-group ps-records">
            <ButtonLink look="secondary" href={recordPath(subject.id, "meting")}>
              {initiatives.measure}
            </ButtonLink>
            <ButtonLink look="secondary" href={recordPath(subject.id, "kosten-en-baten")}>
              {initiatives.reckon}
            </ButtonLink>
          </div>
        )}
      </Section>
      <Section id="bottlenecks" title={initiatives.bottlenecks}>
        <Bottlenecks initiativeId={subject.id} />
      </Section>
    </>
  );
}

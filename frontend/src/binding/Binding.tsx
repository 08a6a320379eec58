import type { BindingRequest, Change, Page } from "../api/shapes";
import { useChanges } from "../api/useChanges";
import { type Loaded, useResource } from "../api/useResource";
import { Badge } from "../components/Badge";
import { DataList } from "../components/DataList";
import { DateText } from "../components/DateText";
import { Heading } from "../components/Heading";
import { DocumentLink } from "../dossier/DocumentLink";
import { useText } from "../i18n/context";
import { askBindingPath, BINDING_STEPS, type BindingStep, bindingStepPath } from "../router/binding";
import { ChangeLink } from "../writing/ChangeLink";
import { useBindable } from "./useBindable";

interface Props {
  agreementId: string;
  changes: Loaded<Page<Change>>;
}

/** What was asked of the minister about an agreement, and what came of it. */
export function Binding({ agreementId, changes }: Props) {
  const { binding } = useText();
  const { resource } = useResource<Page<BindingRequest>>("/v1/binding-requests", { agreement: agreementId });
  const items = resource.status === "ready" ? resource.data.items : [];
  const may =
    changes.resource.status === "ready" &&
    changes.resource.data.items.some(({ name }) => name === "binding_request" || name === "binding_extension");
  if (items.length === 0 && !may) return null;
  return (
    <section class="ps-section" aria-labelledby="binding">
      <Heading level={2} id="binding" look={3}>
        {binding.title}
      </Heading>
      {items.map((each) => (
        <OneRequest key={each.id} asked={each} />
      ))}
      <div class="utrecht-action-group ps-records">
        <ChangeLink
          changes={changes}
          name="binding_request"
          href={askBindingPath(agreementId, "verzoek")}
          label={binding.ask}
        />
        <ChangeLink
          changes={changes}
          name="binding_extension"
          href={askBindingPath(agreementId, "verlenging")}
          label={binding.extend}
        />
      </div>
    </section>
  );
}

function OneRequest({ asked }: { asked: BindingRequest }) {
  const { binding } = useText();
  const changes = useChanges(`/v1/binding-requests/${asked.id}`);
  const bindable = useBindable(asked.agreement.id);
  const named = (ids: readonly string[]): string | null =>
    bindable
      .filter(({ value }) => ids.includes(value))
      .map(({ label }) => label)
      .join("; ") || null;
  return (
    <div class="ps-facts">
      <Heading level={3} look={4}>
        {binding.kinds[asked.kind]} <Badge>{asked.stateLabel}</Badge>
      </Heading>
      <DataList
        data={[
          { term: binding.requested, value: <DateText date={asked.requestedOn} /> },
          { term: binding.parties, value: asked.parties.join(", ") },
          { term: binding.clauses, value: named(asked.clauses) },
          { term: binding.inspection, value: period(asked.inspectionStartsOn, asked.inspectionEndsOn, binding.until_) },
          { term: binding.objections, value: asked.objections === null ? null : String(asked.objections) },
          {
            term: binding.dispensations,
            value: asked.dispensationRequests === null ? null : String(asked.dispensationRequests),
          },
          { term: binding.decidedOn, value: asked.decidedOn && <DateText date={asked.decidedOn} /> },
          { term: binding.term, value: period(asked.startsOn, asked.endsOn, binding.until_) },
          { term: binding.excluded, value: named(asked.excluded) },
          { term: binding.source, value: asked.source },
          {
            term: binding.declinedOn,
            value: asked.extensionDeclinedOn && <DateText date={asked.extensionDeclinedOn} />,
          },
          { term: binding.withdrawnOn, value: asked.withdrawnOn && <DateText date={asked.withdrawnOn} /> },
        ]}
      />
      <p class="ps-small">{binding.stated(asked.statedBy)}</p>
      {asked.letter && <DocumentLink address={`/v1/binding-requests/${asked.id}/document`} name={asked.letter} />}
      {asked.state === "requested" && <p class="ps-small">{binding.partiesOnly}</p>}
      <div class="utrecht-action-group ps-records">
        {(Object.keys(BINDING_STEPS) as BindingStep[]).map((step) => (
          <ChangeLink
            key={step}
            changes={changes}
            name={BINDING_STEPS[step]}
            href={bindingStepPath(asked.id, step)}
            label={binding.steps[step].title}
          />
        ))}
      </div>
    </div>
  );
}

const period = (from: string | null, until: string | null, between: string) =>
  from &&
  until && (
    <>
      <DateText date={from} /> {between} <DateText date={until} />
    </>
  );

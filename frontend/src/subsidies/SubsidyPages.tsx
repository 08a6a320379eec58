import { BodyForm } from "../act/BodyForm";
import type { JsonSchema, Subject, Subsidy } from "../api/shapes";
import { useChanges } from "../api/useChanges";
import { useResource } from "../api/useResource";
import { Await } from "../components/Await";
import { Breadcrumbs } from "../components/Breadcrumbs";
import { CodeText } from "../components/CodeText";
import { DataList } from "../components/DataList";
import { DateText } from "../components/DateText";
import { PageHeading } from "../components/PageHeading";
import { crumbsTo } from "../dossier/crumbs";
import { SubjectDeadlines } from "../dossier/SubjectDeadlines";
import { useText } from "../i18n/context";
import type { Messages } from "../i18n/nl";
import { subjectPath } from "../router/routes";
import { editSubsidyPath, subsidyPath } from "../router/subsidies";
import { ChangeLink } from "../writing/ChangeLink";
import { code, day, text } from "../writing/fields";
import { Writable } from "../writing/Writable";

type Words = Messages["subsidies"];

/** Records a round that the owners of an initiative look at. */
export function NewSubsidyPage({ initiativeId }: { initiativeId: string }) {
  const { lists, subsidies } = useText();
  const address = `/v1/initiatives/${initiativeId}`;
  const initiative = useResource<Subject>(address);
  return (
    <Writable
      address={address}
      name="subsidy"
      title={subsidies.add}
      back={subjectPath("initiative", initiativeId) ?? "/"}
    >
      <Await from={initiative} whole>
        {(subject) => (
          <BodyForm
            crumbs={crumbsTo("initiative", subject, lists)}
            title={subsidies.add}
            kicker={subject.title}
            lead={subsidies.addLead}
            schema={{
              type: "object",
              required: ["programme", "closesOn", "source"],
              properties: { programme: code(subsidies.programme, "funding-programmes"), ...theWindow(subsidies) },
            }}
            fixed={{ initiative: initiativeId }}
            address="/v1/subsidies"
            done={subsidies.done}
            goTo={subsidyPath}
          />
        )}
      </Await>
    </Writable>
  );
}

/** A subsidy: its window, what came of it, and the dates that count now. */
export function SubsidyPage({ id }: { id: string }) {
  const { lists, subsidies } = useText();
  const address = `/v1/subsidies/${id}`;
  const subsidy = useResource<Subsidy>(address);
  const changes = useChanges(subsidy.resource.status === "ready" ? address : null);
  return (
    <Await from={subsidy} whole>
      {(data) => (
        <div class="ps-narrow">
          <Breadcrumbs crumbs={crumbsTo("initiative", data.initiative, lists)} />
          <PageHeading title={`${subsidies.title}: ${data.initiative.title}`} kicker={data.initiative.title}>
            <CodeText list="funding-programmes" codes={[data.programme]} />
          </PageHeading>
          <DataList
            data={[
              { term: subsidies.state, value: data.stateLabel },
              {
                term: subsidies.window,
                value: (
                  <>
                    {data.opensOn && <DateText date={data.opensOn} />} {subsidies.until} <DateText date={data.closesOn} />
                  </>
                ),
              },
              { term: subsidies.source, value: data.source },
              { term: subsidies.appliedOn, value: data.appliedOn && <DateText date={data.appliedOn} /> },
              { term: subsidies.dismissedOn, value: data.dismissedOn && <DateText date={data.dismissedOn} /> },
              { term: subsidies.dismissedBecause, value: data.dismissedBecause },
              {
                term: subsidies.accountingDueOn,
                value: data.accountingDueOn && <DateText date={data.accountingDueOn} />,
              },
              { term: subsidies.handedInOn, value: data.handedInOn && <DateText date={data.handedInOn} /> },
            ]}
          />
          <SubjectDeadlines id={id} />
          <div class="utrecht-action-group ps-records">
            <ChangeLink changes={changes} name="subsidy" href={editSubsidyPath(id)} label={subsidies.change} />
          </div>
        </div>
      )}
    </Await>
  );
}

/** Records what came of a subsidy. */
export function EditSubsidyPage({ id }: { id: string }) {
  const { lists, subsidies } = useText();
  const address = `/v1/subsidies/${id}`;
  const subsidy = useResource<Subsidy>(address);
  return (
    <Writable address={address} name="subsidy" title={subsidies.change} back={subsidyPath(id)}>
      <Await from={subsidy} whole>
        {(data, etag) => (
          <BodyForm
            crumbs={[
              ...crumbsTo("initiative", data.initiative, lists),
              { href: subsidyPath(id), label: subsidies.title },
            ]}
            title={subsidies.change}
            kicker={data.initiative.title}
            lead={subsidies.changeLead}
            schema={{ type: "object", required: ["closesOn", "source"], properties: whatCame(subsidies) }}
            offered={{ ...data }}
            changing
            address={address}
            ifMatch={etag}
            reload={subsidy.reload}
            done={subsidies.done}
          />
        )}
      </Await>
    </Writable>
  );
}

const theWindow = (words: Words): Record<string, JsonSchema> => ({
  opensOn: day(words.opensOn),
  closesOn: day(words.closesOn),
  source: text(words.source, 300, words.sourceHint),
});

const whatCame = (words: Words): Record<string, JsonSchema> => ({
  ...theWindow(words),
  appliedOn: day(words.appliedOn),
  dismissedOn: day(words.dismissedOn),
  dismissedBecause: text(words.dismissedBecause, 500),
  accountingDueOn: { ...day(words.accountingDueOn), description: words.accountingHint },
  handedInOn: day(words.handedInOn),
});

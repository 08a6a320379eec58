import { BodyForm } from "../act/BodyForm";
import type { Agreement, BindingRequest, JsonSchema } from "../api/shapes";
import { useResource } from "../api/useResource";
import { Await } from "../components/Await";
import { useText } from "../i18n/context";
import type { Messages } from "../i18n/nl";
import { NotFoundPage } from "../pages/NotFoundPage";
import { BINDING_STEPS, type BindingStep, isBindingStep } from "../router/binding";
import { agreementPath } from "../router/routes";
import { codes, count, day, listFor, oneOf, text } from "../writing/fields";
import { Writable } from "../writing/Writable";
import { useBindable } from "./useBindable";

const PARTIES = listFor("parties");
const CLAUSES = listFor("clauses");

/** Records what parties ask by their letter, or an extension of what is binding. */
export function AskBindingPage({ id, what }: { id: string; what: string }) {
  const { binding } = useText();
  const extending = what === "verlenging";
  const address = `/v1/agreements/${id}`;
  const agreement = useResource<Agreement>(address);
  if (!extending && what !== "verzoek") return <NotFoundPage />;
  return (
    <Writable
      address={address}
      name={extending ? "binding_extension" : "binding_request"}
      title={extending ? binding.extend : binding.ask}
      back={agreementPath(id)}
    >
      <Await from={agreement} whole>
        {(data) => <Ask agreement={data} extending={extending} />}
      </Await>
    </Writable>
  );
}

function Ask({ agreement, extending }: { agreement: Agreement; extending: boolean }) {
  const { agreements, binding } = useText();
  const clauses = useBindable(agreement.id);
  const parties = agreement.parties.map(({ id, name }) => ({ value: id, label: name }));
  const properties: Record<string, JsonSchema> = {
    requestedOn: day(binding.requestedOn),
    parties: codes(binding.parties, PARTIES),
    ...(extending
      ? {}
      : { clauses: codes(binding.clauses, CLAUSES), fundProvisions: { title: binding.fund, type: "boolean" } }),
    name: text(binding.letterName, 200, binding.letterHint),
  };
  return (
    <BodyForm
      crumbs={crumbsOf(agreement, agreements.title)}
      title={extending ? binding.extend : binding.ask}
      kicker={agreement.title}
      lead={extending ? binding.extendLead : binding.askLead}
      schema={{ type: "object", required: ["requestedOn", "parties", "name", ...(extending ? [] : ["clauses"])], properties }}
      lists={new Map([[PARTIES, parties], [CLAUSES, clauses]])}
      fixed={{ agreement: agreement.id, kind: extending ? "extension" : "request" }}
      withDocument
      address="/v1/binding-requests"
      done={binding.asked}
      goTo={() => agreementPath(agreement.id)}
    />
  );
}

/** Records what came of a request: inspection, counts, decision or withdrawal. */
export function BindingStepPage({ id, step }: { id: string; step: string }) {
  return isBindingStep(step) ? <Step id={id} step={step} /> : <NotFoundPage />;
}

function Step({ id, step }: { id: string; step: BindingStep }) {
  const words = useText();
  const { agreements, binding } = words;
  const address = `/v1/binding-requests/${id}`;
  const asked = useResource<BindingRequest>(address);
  const { title, lead } = binding.steps[step];
  return (
    <Writable address={address} name={BINDING_STEPS[step]} title={title} back="/caos">
      <Await from={asked} whole>
        {(data, etag) => (
          <StepForm asked={data} step={step}>
            {(schema, lists) => (
              <BodyForm
                crumbs={crumbsOf({ id: data.agreement.id, title: data.agreement.title }, agreements.title)}
                title={title}
                kicker={data.agreement.title}
                lead={lead}
                schema={schema}
                lists={lists}
                replacing
                address={address}
                ifMatch={etag}
                reload={asked.reload}
                done={binding.done}
                goTo={() => agreementPath(data.agreement.id)}
              />
            )}
          </StepForm>
        )}
      </Await>
    </Writable>
  );
}

interface StepFormProps {
  asked: BindingRequest;
  step: BindingStep;
  children: (schema: JsonSchema, lists: ReadonlyMap<string, ReturnType<typeof useBindable>>) => preact.JSX.Element;
}

function StepForm({ asked, step, children }: StepFormProps) {
  const { binding } = useText();
  const clauses = useBindable(asked.agreement.id).filter(({ value }) => asked.clauses.includes(value));
  return children(SCHEMAS[step](binding), new Map([[CLAUSES, clauses]]));
}

type Words = Messages["binding"];

const form = (required: readonly string[], properties: Record<string, JsonSchema>): JsonSchema => ({
  type: "object",
  required: [...required],
  properties,
});

const SCHEMAS: Readonly<Record<BindingStep, (words: Words) => JsonSchema>> = {
  tervisielegging: (words) => form(["inspectionStartsOn"], { inspectionStartsOn: day(words.inspectionStartsOn) }),
  aantallen: (words) =>
    form(["objections", "dispensationRequests"], {
      objections: { ...count(words.objections), minimum: 0 },
      dispensationRequests: { ...count(words.dispensations), minimum: 0 },
    }),
  besluit: (words) =>
    form(["outcome", "decidedOn"], {
      outcome: oneOf(words.outcome, words.outcomes),
      decidedOn: day(words.decidedOn),
      startsOn: day(words.startsOn),
      endsOn: day(words.endsOn),
      excluded: { ...codes(words.excluded, CLAUSES), description: words.excludedHint },
      source: text(words.source, 100),
    }),
  intrekking: (words) => form(["withdrawnOn"], { withdrawnOn: day(words.withdrawnOn) }),
  "geen-verlenging": (words) => form(["extensionDeclinedOn"], { extensionDeclinedOn: day(words.declinedOn) }),
};

const crumbsOf = ({ id, title }: { id: string; title: string }, all: string) => [
  { href: "/caos", label: all },
  { href: agreementPath(id), label: title },
];

import { BodyForm } from "../act/BodyForm";
import type { JsonSchema, ReceivedSignal, Subject } from "../api/shapes";
import { useResource } from "../api/useResource";
import { Await } from "../components/Await";
import { crumbsTo } from "../dossier/crumbs";
import { useText } from "../i18n/context";
import type { Messages } from "../i18n/nl";
import { type Kind, SIGNALS } from "../router/routes";
import { oneOf, text } from "../writing/fields";

type Json = Record<string, unknown>;
const LONGEST = 2000;

/** Sends a signal about a dossier, named or not. */
export function SendSignalPage({ kind, id }: { kind: Kind; id: string }) {
  const words = useText();
  const { signals, lists } = words;
  const found = useResource<Subject>(`/v1/${kind}s/${id}`);
  return (
    <Await from={found} whole>
      {(subject) => (
        <BodyForm
          crumbs={crumbsTo(kind, subject, lists)}
          title={signals.send}
          kicker={subject.title}
          lead={signals.sendLead}
          schema={sendSchema(words)}
          fixed={{ subjectKind: kind, subjectId: id }}
          complete={(data) => answered(data, ["named", "mayQuote"])}
          address="/v1/signals"
          done={signals.sent}
          goTo={() => SIGNALS}
        />
      )}
    </Await>
  );
}

/** Answers a signal, passes it on, or closes it. */
export function RespondSignalPage({ id }: { id: string }) {
  const words = useText();
  const { signals } = words;
  const found = useResource<ReceivedSignal>(`/v1/received-signals/${id}`);
  return (
    <Await from={found} whole>
      {(signal) => (
        <BodyForm
          crumbs={[{ href: SIGNALS, label: signals.title }]}
          title={signals.respond}
          kicker={signal.subject.title}
          lead={`${signals.respondLead} ${signals.careful}`}
          schema={respondSchema(words, signal.mayQuote)}
          complete={(data) => answered(data, ["quote"])}
          address={`/v1/received-signals/${id}/responses`}
          done={signals.responded}
          goTo={() => SIGNALS}
        />
      )}
    </Await>
  );
}

/** Yes and no as the API wants them; what was left open stays out, so that the API says so. */
const answered = (data: Json, names: readonly string[]): Json => ({
  ...data,
  ...Object.fromEntries(names.filter((name) => name in data).map((name) => [name, data[name] === "yes"])),
});

const sendSchema = ({ signals }: Messages): JsonSchema => ({
  type: "object",
  required: ["text", "named", "mayQuote"],
  properties: {
    text: text(signals.text, LONGEST, signals.textHint),
    named: oneOf(signals.who, { no: signals.whoNo, yes: signals.whoYes }),
    mayQuote: oneOf(signals.words, { no: signals.wordsNo, yes: signals.wordsYes }),
  },
});

const respondSchema = ({ signals, form }: Messages, mayQuote: boolean): JsonSchema => ({
  type: "object",
  required: ["kind", "text"],
  properties: {
    kind: oneOf(signals.kind, signals.kinds),
    text: text(signals.response, LONGEST),
    ...(mayQuote ? { quote: oneOf(signals.quote, { no: form.no, yes: form.yes }) } : {}),
  },
});

import { BodyForm } from "../act/BodyForm";
import type { JsonSchema, NotificationPreferences } from "../api/shapes";
import { useResource } from "../api/useResource";
import { Alert } from "../components/Alert";
import { Await } from "../components/Await";
import { Section } from "../dossier/Section";
import type { Choice } from "../form/model";
import { useSpeech, useText } from "../i18n/context";
import { formatMoment } from "../i18n/format";
import type { Messages } from "../i18n/nl";
import { REMINDERS } from "../router/routes";
import { listFor, oneOf } from "../writing/fields";

const ADDRESS = "/v1/me/notification-preferences";
const HOURS = 24;
const CHANNELS = listFor("channel");

type Rule = NotificationPreferences["rules"][number];
type Json = Record<string, unknown>;

/** When the digest comes, and what comes at once or not by mail. */
export function PreferencesPage() {
  const text = useText();
  const { preferences: words, reminders } = text;
  const found = useResource<NotificationPreferences>(ADDRESS);
  return (
    <Await from={found} whole>
      {({ digestEvery, digestDay, digestHour, mailRefusedAt, rules }) => (
        <>
          {mailRefusedAt && <Refused since={mailRefusedAt} />}
          <BodyForm
            crumbs={[{ href: REMINDERS, label: reminders.title }]}
            title={words.title}
            kicker={reminders.title}
            lead={words.lead}
            submitLabel={words.save}
            schema={schemaOf(text, rules)}
            parts={[
              { title: words.digest, names: ["digestEvery", "digestDay", "digestHour"] },
              { title: words.perKind, names: ["channels"] },
            ]}
            offered={{
              digestEvery,
              digestDay: String(digestDay),
              digestHour: String(digestHour),
              channels: Object.fromEntries(rules.map(({ name, channel }) => [name, channel])),
            }}
            lists={new Map([[CHANNELS, choicesOf(words.channelNames)]])}
            complete={numbered}
            replacing
            address={ADDRESS}
            done={words.saved}
          />
          <Always rules={rules.filter(({ fixed }) => fixed)} />
        </>
      )}
    </Await>
  );
}

/** That mail does not arrive. */
function Refused({ since }: { since: string }) {
  const { text, language } = useSpeech();
  return (
    <Alert tone="warning">
      <p class="nl-paragraph">{text.preferences.refused(formatMoment(since, language))}</p>
    </Alert>
  );
}

/** What nobody can turn off, by the reason why. */
function Always({ rules }: { rules: readonly Rule[] }) {
  const { preferences: words } = useText();
  const reasons = [...new Set(rules.map(({ reason }) => reason))];
  return (
    <Section id="always" title={words.always}>
      {reasons.map((reason) => (
        <div key={reason} class="ps-reason">
          <p class="nl-paragraph">{reason}</p>
          <ul class="utrecht-unordered-list">
            {rules
              .filter((rule) => rule.reason === reason)
              .map(({ name, label }) => (
                <li class="utrecht-unordered-list__item" key={name}>
                  {label}
                </li>
              ))}
          </ul>
        </div>
      ))}
    </Section>
  );
}

const numbered = (data: Json): Json => ({
  ...data,
  digestDay: Number(data["digestDay"]),
  digestHour: Number(data["digestHour"]),
});

function schemaOf({ preferences: words }: Messages, rules: readonly Rule[]): JsonSchema {
  const own = rules.filter(({ fixed }) => !fixed);
  return {
    type: "object",
    required: ["digestEvery", "digestDay", "digestHour", "channels"],
    properties: {
      digestEvery: { ...oneOf(words.every, words.rhythms), description: words.everyHint },
      digestDay: { ...inOrder(words.day, words.days), description: words.dayHint },
      digestHour: {
        ...inOrder(
          words.hour,
          Array.from({ length: HOURS }, (_, hour) => [String(hour), `${String(hour).padStart(2, "0")}:00`] as const),
        ),
        description: words.hourHint,
      },
      channels: {
        title: words.channels,
        description: words.channelsHint,
        type: "object",
        required: own.map(({ name }) => name),
        properties: Object.fromEntries(own.map(({ name, label }) => [name, listed(label)])),
      },
    },
  };
}

/** Chosen from a list, which takes less room than all of them side by side, so many times. */
const listed = (title: string): JsonSchema => ({ title, type: "string", "x-list": CHANNELS });

const choicesOf = (names: Readonly<Record<string, string>>): readonly Choice[] =>
  Object.entries(names).map(([value, label]) => ({ value, label }));

/** One of a few, in this order: an object would sort what looks like a number. */
const inOrder = (title: string, choices: readonly (readonly [string, string])[]): JsonSchema => ({
  title,
  type: "string",
  "x-choices": choices.map(([value, label]) => ({ const: value, title: label })),
});

import type { JsonSchema, Organisation } from "../api/shapes";
import type { Choice } from "../form/model";
import type { Messages } from "../i18n/nl";
import { day, listFor, oneOf, organisation, text } from "../writing/fields";

const NAME = 200;
const EMAIL = 254;
const LONGEST_REASON = 2000;

export const ORGANISATION = listFor("organisation");
export const PARENT = listFor("parent");

export const choicesOf = (items: readonly { id: string; name: string }[]): readonly Choice[] =>
  items.map(({ id, name }) => ({ value: id, label: name }));

const form = (required: readonly string[], properties: Record<string, JsonSchema>): JsonSchema => ({
  type: "object",
  required,
  properties,
});

export const personSchema = ({ administration }: Messages): JsonSchema =>
  form(["name", "email", "language"], {
    name: text(administration.name, NAME),
    email: text(administration.email, EMAIL),
    language: oneOf(administration.language, administration.languages),
  });

export const placeSchema = ({ administration }: Messages): JsonSchema =>
  form(["organisation", "function", "startsOn"], {
    organisation: organisation(administration.organisation, "organisation"),
    function: oneOf(administration.function, administration.functions),
    keepsMandates: { title: administration.keepsMandates, type: "boolean" },
    startsOn: day(administration.startsOn),
    endsOn: day(administration.endsOn),
  });

export const endSchema = ({ administration }: Messages): JsonSchema =>
  form(["endsOn", "reason"], {
    endsOn: day(administration.endsOn),
    reason: text(administration.reason, LONGEST_REASON),
  });

export const organisationSchema = ({ administration }: Messages): JsonSchema =>
  form(["name", "kind"], {
    name: text(administration.name, NAME),
    kind: oneOf(administration.kind, administration.kinds),
    parent: { ...organisation(administration.parent, "parent"), description: administration.parentHint },
  });

export const nameSchema = ({ administration }: Messages): JsonSchema =>
  form(["name"], { name: text(administration.name, NAME) });

export const tableSchema = ({ administration }: Messages): JsonSchema =>
  form(["name", "ratificationRule", "workerVoice"], {
    name: text(administration.name, NAME),
    ratificationRule: oneOf(administration.rule, administration.rules),
    workerVoice: oneOf(administration.voice, administration.voices),
  });

export const closeSchema = ({ administration }: Messages): JsonSchema =>
  form(["closesOn"], { closesOn: day(administration.endsOn) });

export const seatSchema = ({ administration }: Messages): JsonSchema =>
  form(["organisation", "capacity", "startsOn"], {
    organisation: organisation(administration.organisation, "organisation"),
    capacity: oneOf(administration.capacity, administration.capacities),
    startsOn: day(administration.startsOn),
    endsOn: day(administration.endsOn),
  });

export const nothing: JsonSchema = form([], {});

export const isEmployer = ({ kind }: Organisation): boolean => kind === "employer";

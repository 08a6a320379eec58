import { humanise } from "../i18n/format";
import type { JsonSchema } from "../api/shapes";

export interface Choice {
  value: string;
  label: string;
}

export type FieldKind =
  | "text"
  | "longText"
  | "date"
  | "moment"
  | "number"
  | "boolean"
  | "choice"
  | "choices"
  | "texts"
  | "group"
  | "groups";

export interface Field {
  name: string;
  label: string;
  description: string;
  kind: FieldKind;
  required: boolean;
  /** For "choice" and "choices". */
  choices: readonly Choice[];
  /** The list that the choices are in, when they are not in the schema; see ORGANISATIONS. */
  list: string | undefined;
  /** For "groups": how many there are at least. */
  minItems: number;
  /** For "group" and "groups": what one group consists of. */
  fields: readonly Field[];
  /** For "number": whole numbers only. */
  whole: boolean;
  /** For "number": sent as text, so that none of its digits get lost. */
  exact: boolean;
  minimum: number | undefined;
  maximum: number | undefined;
  maxLength: number | undefined;
  initial: unknown;
  /** Goes along with another field, and is not asked for. */
  hidden: boolean;
}

/**
 * The list of a field that holds the id of an organisation: it depends on the dossier. A list whose name
 * begins with this one holds some of them.
 */
export const ORGANISATIONS = "organisations";

/** The list of a field that holds the id of a round that is planned at the table of the dossier. */
export const ROUNDS = `${ORGANISATIONS}:rounds`;
/** The list of a field that holds the id of a commitment of the dossier. */
export const PROMISES = `${ORGANISATIONS}:promises`;
/** The list of a field that holds the id of another organisation than the one for which one acts. */
export const OTHERS = `${ORGANISATIONS}:others`;
/** The letters of notice of one agreement: as ORGANISATIONS, no list of the API's reference. */
export const LETTERS = "notice-proofs";
/** The list of a field that holds the id of a part of the dossier itself, such as a clause of a package. */
export const MEMBERS = `${ORGANISATIONS}:member`;

/** From how many characters on a text deserves more than one line. */
const LONG = 300;

function resolve(schema: JsonSchema, root: JsonSchema): JsonSchema {
  if (schema.$ref?.startsWith("#/$defs/")) {
    const target = root.$defs?.[schema.$ref.slice("#/$defs/".length)];
    return target ? resolve({ ...target, ...without$ref(schema) }, root) : schema;
  }
  if (schema.allOf?.length === 1) return resolve({ ...schema.allOf[0], ...schema, allOf: [] }, root);
  const real = schema.anyOf?.filter((part) => part.type !== "null");
  if (real?.length === 1 && real[0]) return resolve({ ...schema, ...real[0], anyOf: [] }, root);
  return schema;
}

function without$ref({ $ref: _, ...rest }: JsonSchema): JsonSchema {
  return rest;
}

function typeOf(schema: JsonSchema): string {
  if (typeof schema.type === "string") return schema.type;
  return schema.type?.find((type) => type !== "null") ?? (schema.properties ? "object" : "string");
}

function choicesOf(schema: JsonSchema): readonly Choice[] {
  const named = schema["x-choices"] ?? schema.oneOf ?? schema.anyOf;
  if (named?.length && named.every((part) => part.const !== undefined)) {
    return named.map((part) => ({ value: String(part.const), label: part.title ?? humanise(String(part.const)) }));
  }
  return (schema.enum ?? [])
    .filter((value) => value !== null)
    .map((value) => ({ value: String(value), label: humanise(String(value)) }));
}

/** People choose from these; the id of anything else can only be typed in. */
function listOf(schema: JsonSchema): string | undefined {
  if (schema["x-anchor"]) return undefined;
  if (schema["x-promise"]) return PROMISES;
  if (schema["x-round"]) return ROUNDS;
  if (schema["x-member"]) return MEMBERS;
  if (schema["x-other"]) return OTHERS;
  return schema["x-list"] ?? (schema.format === "uuid" ? ORGANISATIONS : undefined);
}

function kindOf(schema: JsonSchema, root: JsonSchema): FieldKind {
  if (listOf(schema) || choicesOf(schema).length > 0) return "choice";
  switch (typeOf(schema)) {
    case "boolean":
      return "boolean";
    case "integer":
    case "number":
      return "number";
    case "object":
      return "group";
    case "array":
      return kindOfArray(resolve(schema.items ?? {}, root), root);
    default:
      return kindOfString(schema);
  }
}

function kindOfArray(items: JsonSchema, root: JsonSchema): FieldKind {
  const kind = kindOf(items, root);
  if (kind === "choice") return "choices";
  return kind === "group" ? "groups" : "texts";
}

function kindOfString(schema: JsonSchema): FieldKind {
  if (schema.format === "date") return "date";
  if (schema.format === "date-time") return "moment";
  if (schema.format === "decimal") return "number";
  if (schema.format) return "text";
  return (schema.maxLength ?? Infinity) > LONG ? "longText" : "text";
}

function fieldOf(name: string, raw: JsonSchema, required: boolean, root: JsonSchema): Field {
  const schema = resolve(raw, root);
  const kind = kindOf(schema, root);
  const items = resolve(schema.items ?? {}, root);
  const inner = kind === "groups" ? items : schema;
  return {
    name,
    label: schema.title ?? humanise(name),
    description: schema.description ?? "",
    kind,
    required,
    choices: kind === "choices" ? choicesOf(items) : choicesOf(schema),
    list: listOf(kind === "choices" ? items : schema),
    minItems: schema.minItems ?? 0,
    fields: kind === "group" || kind === "groups" ? fieldsOf(inner, root) : [],
    whole: typeOf(schema) === "integer",
    exact: schema.format === "decimal",
    minimum: schema.minimum,
    maximum: schema.maximum,
    maxLength: schema.maxLength,
    initial: schema.default,
    hidden: schema["x-anchor"] === true,
  };
}

/** The fields of a form for an object described by a JSON Schema, in the schema's order. */
export function fieldsOf(schema: JsonSchema, root: JsonSchema = schema): readonly Field[] {
  const required = new Set(schema.required ?? []);
  return Object.entries(resolve(schema, root).properties ?? {}).map(([name, property]) =>
    fieldOf(name, property, required.has(name), root),
  );
}

export type Lists = ReadonlyMap<string, readonly Choice[]>;

/** The lists that these fields choose from. */
export function listsOf(fields: readonly Field[]): readonly string[] {
  return [...new Set(fields.flatMap(({ list, fields: inner }) => [...(list ? [list] : []), ...listsOf(inner)]))];
}

/** The codes of the field's list; only those that the schema allows, where it says which. */
function choicesIn({ list, choices }: Field, lists: Lists): readonly Choice[] {
  const known = list && lists.get(list);
  if (!known) return choices;
  return choices.length === 0 ? known : known.filter(({ value }) => choices.some((choice) => choice.value === value));
}

/** The same fields, with the choices of the lists that are known. */
export function withLists(fields: readonly Field[], lists: Lists): readonly Field[] {
  return fields.map((field) => ({
    ...field,
    choices: choicesIn(field, lists),
    fields: withLists(field.fields, lists),
  }));
}

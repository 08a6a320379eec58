import { inDutchTime, momentIn } from "../i18n/dutchTime";
import { type Field, ORGANISATIONS } from "./model";

/** What a person has filled in so far: text for single fields, lists and groups for the others. */
export type Value = string | boolean | readonly string[] | Values | readonly Values[];
export interface Values {
  readonly [name: string]: Value;
}

function emptyValue(field: Field): Value {
  switch (field.kind) {
    case "boolean":
      return field.initial === true;
    case "choices":
      return Array.isArray(field.initial) ? field.initial.map(String) : [];
    case "texts":
      return Array.isArray(field.initial) ? field.initial.join("\n") : "";
    case "group":
      return emptyValues(field.fields);
    case "groups":
      return Array.from({ length: field.required ? Math.max(1, field.minItems) : 0 }, () =>
        emptyValues(field.fields),
      );
    default:
      return field.initial === undefined || field.initial === null ? "" : String(field.initial);
  }
}

/** An untouched form. */
export function emptyValues(fields: readonly Field[]): Values {
  return Object.fromEntries(fields.map((field) => [field.name, emptyValue(field)]));
}

function numberIn({ exact }: Field, text: string): number | string {
  const plain = text.replace(",", ".");
  const parsed = Number(plain);
  if (Number.isNaN(parsed)) return text; // the API names what is no number
  return exact ? plain : parsed;
}

function jsonOf(field: Field, value: Value | undefined): unknown {
  switch (field.kind) {
    case "boolean":
      return value === true;
    case "number":
      return typeof value === "string" && value.trim() ? numberIn(field, value.trim()) : undefined;
    case "moment":
      return typeof value === "string" && value ? momentIn(value) : undefined;
    case "choices":
      return Array.isArray(value) && (field.required || value.length > 0) ? value : undefined;
    case "texts":
      return linesOf(value, field.required);
    case "group":
      return objectOf(field, value);
    case "groups":
      return Array.isArray(value) && (field.required || value.length > 0)
        ? (value as readonly Values[]).map((group) => dataOf(field.fields, group))
        : undefined;
    default:
      return typeof value === "string" && value.trim() ? value.trim() : undefined;
  }
}

function linesOf(value: Value | undefined, required: boolean): readonly string[] | undefined {
  const lines = String(value ?? "")
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean);
  return required || lines.length > 0 ? lines : undefined;
}

function objectOf(field: Field, value: Value | undefined): unknown {
  const data = dataOf(field.fields, (value ?? {}) as Values);
  return field.required || Object.keys(data).length > 0 ? data : undefined;
}

/** The JSON to send. What was left empty is left out, so that the API says what is missing. */
export function dataOf(fields: readonly Field[], values: Values): Record<string, unknown> {
  const data: Record<string, unknown> = {};
  for (const field of fields) {
    const json = jsonOf(field, values[field.name]);
    if (json !== undefined) data[field.name] = json;
  }
  return data;
}

function valueOf(field: Field, json: unknown): Value {
  if (json === undefined || json === null) return emptyValue(field);
  switch (field.kind) {
    case "boolean":
      return json === true;
    case "moment":
      return inDutchTime(String(json));
    case "choices":
      return (json as readonly unknown[]).map(String);
    case "texts":
      return (json as readonly unknown[]).join("\n");
    case "group":
      return valuesOf(field.fields, json as Record<string, unknown>);
    case "groups":
      return (json as readonly Record<string, unknown>[]).map((group) => valuesOf(field.fields, group));
    default:
      return String(json);
  }
}

/** A form filled in with what was sent before. */
export function valuesOf(fields: readonly Field[], data: Record<string, unknown>): Values {
  return Object.fromEntries(fields.map((field) => [field.name, valueOf(field, data[field.name])]));
}

/** What a field is when somebody clears it. */
function nothingIn({ kind, list }: Field): unknown {
  switch (kind) {
    case "choices":
    case "texts":
    case "groups":
      return [];
    case "date":
    case "moment":
    case "number":
    case "group":
      return null;
    default:
      return list?.startsWith(ORGANISATIONS) ? null : "";
  }
}

/** The JSON of what differs from what was there: a field that was cleared is sent as nothing. */
export function changesOf(
  fields: readonly Field[],
  values: Values,
  before: Record<string, unknown>,
): Record<string, unknown> {
  const was = dataOf(fields, valuesOf(fields, before));
  const is = dataOf(fields, values);
  const changes: Record<string, unknown> = {};
  for (const field of fields) {
    const { name } = field;
    if (JSON.stringify(was[name]) !== JSON.stringify(is[name])) changes[name] = is[name] ?? nothingIn(field);
  }
  return changes;
}

/** What of these values differs from the others. */
export function differing(values: Values, others: Values): Values {
  return Object.fromEntries(
    Object.entries(values).filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(others[name])),
  );
}

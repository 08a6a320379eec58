import type { Field } from "../form/model";
import { formatDate } from "../i18n/format";
import type { Language } from "../i18n/language";
import type { Messages } from "../i18n/nl";

/** A value of a form as text to read. */
export function termText(field: Field, value: unknown, language: Language, words: Messages["form"]): string {
  if (typeof value === "boolean") return value ? words.yes : words.no;
  if (Array.isArray(value)) return value.map((item) => termText(field, item, language, words)).join("; ");
  if (typeof value === "object" && value !== null) return groupText(field, value, language, words);
  const plain = String(value ?? "");
  if (field.kind === "date") return formatDate(plain, language);
  return field.choices.find((choice) => choice.value === plain)?.label ?? plain;
}

function groupText(field: Field, value: object, language: Language, words: Messages["form"]): string {
  return field.fields
    .filter(({ name }) => name in value)
    .map((inner) => `${inner.label}: ${termText(inner, (value as Record<string, unknown>)[inner.name], language, words)}`)
    .join(", ");
}

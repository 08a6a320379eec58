import type { JsonSchema } from "../api/shapes";
import { ORGANISATIONS } from "../form/model";

/** Building blocks of what the API asks for in a body, where it has no schema in words for it. */

export const text = (title: string, maxLength: number, description?: string): JsonSchema => ({
  title,
  type: "string",
  maxLength,
  ...(description ? { description } : {}),
});

export const day = (title: string): JsonSchema => ({ title, type: "string", format: "date" });

export const count = (title: string): JsonSchema => ({ title, type: "integer" });

/** An amount, which the API takes as text. */
export const amount = (title: string): JsonSchema => ({ title, type: "string", format: "decimal" });

/** One code out of a reference list. */
export const code = (title: string, list: string): JsonSchema => ({ title, type: "string", "x-list": list });

/** Several codes out of a reference list. */
export const codes = (title: string, list: string): JsonSchema => ({
  title,
  type: "array",
  items: { type: "string", "x-list": list },
});

/** One of a few, with what each is called. */
export const oneOf = (title: string, choices: Readonly<Record<string, string>>): JsonSchema => ({
  title,
  type: "string",
  "x-choices": Object.entries(choices).map(([value, label]) => ({ const: value, title: label })),
});

/** The organisations out of which somebody chooses for one field. */
export const listFor = (field: string): string => `${ORGANISATIONS}:${field}`;

export const organisation = (title: string, field: string): JsonSchema => ({
  title,
  type: "string",
  "x-list": listFor(field),
});

import type { JsonSchema } from "../api/shapes";
import type { Messages } from "../i18n/nl";
import { listFor, organisation, text } from "../writing/fields";

/** The clauses that a package can consist of. */
export const CLAUSES = listFor("clause");
export const ORGANISATION = listFor("organisation");

/** How many clauses there are at least in a package, and in one that is an alternative. */
const TOGETHER = 2;

interface Asked {
  /** What the API asks of each clause. */
  terms: JsonSchema;
  /** What those terms start from, by name. */
  from?: Readonly<Record<string, unknown>>;
}

/** What the API asks of a package that is changed, or laid beside another. */
export function packageSchema({ packages }: Messages, { terms, from = {} }: Asked): JsonSchema {
  return {
    type: "object",
    required: ["title", "members"],
    properties: {
      title: text(packages.name, 200),
      explanation: text(packages.explanation, 5000, packages.explanationHint),
      members: {
        title: packages.members,
        type: "array",
        minItems: TOGETHER,
        items: {
          type: "object",
          required: ["clause", "terms"],
          properties: {
            clause: organisation(packages.clause, "clause"),
            terms: { ...startingFrom(terms, from), title: packages.terms },
          },
        },
      },
    },
  };
}

/** What a new package asks for besides. */
export function newPackageSchema(words: Messages, asked: Asked, several: boolean): JsonSchema {
  const { packages } = words;
  const { properties, ...rest } = packageSchema(words, asked);
  return {
    ...rest,
    required: [...(rest.required ?? []), ...(several ? ["organisation"] : [])],
    properties: {
      ...(several ? { organisation: organisation(packages.organisation, "organisation") } : {}),
      ...properties,
      isAlternative: { title: packages.isAlternative, description: packages.isAlternativeHint, type: "boolean" },
    },
  };
}

function startingFrom(schema: JsonSchema, from: Readonly<Record<string, unknown>>): JsonSchema {
  const fields = Object.entries(schema.properties ?? {}).map(([name, field]) => [
    name,
    from[name] ? { ...field, default: from[name] } : field,
  ]);
  return { ...schema, properties: Object.fromEntries(fields) };
}

import type { JsonSchema } from "../api/shapes";
import type { Messages } from "../i18n/nl";
import { code, codes, text } from "../writing/fields";

/** What can be corrected of a clause, in the language on screen. */
export function clauseSchema({ lists, dossier, agreements }: Messages): JsonSchema {
  return {
    type: "object",
    required: ["articleNumber", "title"],
    properties: {
      articleNumber: text(lists.number, 40),
      title: text(lists.name, 200),
      summary: text(agreements.summary, 2000),
      clauseType: code(dossier.type, "clause-types"),
      theme: code(dossier.theme, "themes"),
      aims: codes(dossier.aims, "aims"),
      scope: text(dossier.scope, 2000),
    },
  };
}

/** The number of an article, which can move when the text stays. */
export const numberSchema = ({ lists }: Messages): JsonSchema => ({
  type: "object",
  required: ["articleNumber"],
  properties: { articleNumber: text(lists.number, 40) },
});

/** What a new clause asks for: its first text besides. */
export function newClauseSchema(words: Messages): JsonSchema {
  const { agreements } = words;
  const { properties, ...rest } = clauseSchema(words);
  return {
    ...rest,
    properties: {
      ...properties,
      body: text(agreements.body, 100000),
      rationale: text(agreements.rationale, 5000),
    },
  };
}

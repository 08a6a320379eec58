import type { JsonSchema } from "../api/shapes";
import type { Messages } from "../i18n/nl";

/** What the API asks of a new clause, in the language on screen. */
export function clauseSchema({ lists, dossier, agreements }: Messages): JsonSchema {
  const text = (title: string, maxLength: number): JsonSchema => ({ title, type: "string", maxLength });
  return {
    type: "object",
    required: ["articleNumber", "title"],
    properties: {
      articleNumber: text(lists.number, 40),
      title: text(lists.name, 200),
      summary: text(agreements.summary, 2000),
      clauseType: { title: dossier.type, type: "string", "x-list": "clause-types" },
      theme: { title: dossier.theme, type: "string", "x-list": "themes" },
      aims: { title: dossier.aims, type: "array", items: { type: "string", "x-list": "aims" } },
      scope: text(dossier.scope, 2000),
      body: text(agreements.body, 20000),
      rationale: text(agreements.rationale, 5000),
    },
  };
}

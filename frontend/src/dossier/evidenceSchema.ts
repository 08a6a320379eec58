import type { EvidenceKind, JsonSchema } from "../api/shapes";
import type { Messages } from "../i18n/nl";

const KINDS: readonly EvidenceKind[] = ["document", "link", "statement"];

/** What the API asks of a piece of evidence, in the language on screen. */
export function evidenceSchema(words: Messages["evidence"]): JsonSchema {
  return {
    type: "object",
    required: ["kind", "title"],
    properties: {
      kind: {
        title: words.kind,
        type: "string",
        enum: KINDS,
        "x-choices": KINDS.map((kind) => ({ const: kind, title: words.kinds[kind] })),
      },
      title: { title: words.name, type: "string", maxLength: 300 },
      url: { title: words.url, description: words.urlHint, type: "string", format: "uri" },
      statement: { title: words.statement, description: words.statementHint, type: "string", maxLength: 5000 },
    },
  };
}

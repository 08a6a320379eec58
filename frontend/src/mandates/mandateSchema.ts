import type { JsonSchema } from "../api/shapes";
import type { Messages } from "../i18n/nl";
import { day, oneOf, organisation, text } from "../writing/fields";

const LONGEST_REASON = 2000;

/** What the API asks of a new mandate, in the language on screen. */
export function grantSchema({ mandates }: Messages, several: boolean): JsonSchema {
  return {
    type: "object",
    required: ["organisation", "person", "acts", "startsOn", "grantedBy"],
    properties: {
      ...(several ? { organisation: organisation(mandates.organisation, "organisation") } : {}),
      person: organisation(mandates.person, "person"),
      acts: { title: mandates.acts, type: "array", items: oneOf("", mandates.actNames) },
      bargainingTable: { ...organisation(mandates.table, "bargainingTable"), description: mandates.tableHint },
      startsOn: day(mandates.startsOn),
      endsOn: day(mandates.endsOn),
      grantedBy: text(mandates.grantedBy, 200, mandates.grantedByHint),
      decidedOn: day(mandates.decidedOn),
      reference: text(mandates.reference, 200),
    },
  };
}

/** What the API asks of the end of a mandate. */
export function endSchema({ mandates }: Messages): JsonSchema {
  return {
    type: "object",
    required: ["reason"],
    properties: {
      endsOn: day(mandates.endsOn),
      revoked: { title: mandates.revoked, type: "boolean" },
      reason: text(mandates.reason, LONGEST_REASON),
    },
  };
}

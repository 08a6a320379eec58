import type { JsonSchema } from "../api/shapes";
import type { Messages } from "../i18n/nl";
import { day, oneOf, organisation, text } from "../writing/fields";

/** What can be corrected of an agreement; the notice period that it has is always one of the choices. */
export function agreementSchema({ lists, writing, dossier }: Messages, notice = ""): JsonSchema {
  const periods: Record<string, string> = { ...writing.noticePeriods };
  if (notice) periods[notice] ??= notice;
  return {
    type: "object",
    required: ["title", "startsOn"],
    properties: {
      title: text(lists.name, 200),
      startsOn: day(dossier.effectiveOn),
      endsOn: { ...day(dossier.endsOn), description: writing.noTermHint },
      noticePeriod: { ...oneOf(writing.noticePeriod, periods), description: writing.noticePeriodHint },
      // What the law does (Wet CAO article 19) unless an agreement says otherwise: who forgets the box must not lose it.
      tacitRenewal: { title: writing.tacitRenewal, type: "boolean", default: true, description: writing.tacitRenewalHint },
    },
  };
}

/** What a new agreement asks for besides. */
export function newAgreementSchema(words: Messages): JsonSchema {
  const { agreements, writing } = words;
  const { properties, required = [], ...rest } = agreementSchema(words);
  return {
    ...rest,
    required: ["bargainingTable", "type", ...required],
    properties: {
      bargainingTable: organisation(agreements.table, "bargainingTable"),
      type: oneOf(agreements.type, writing.agreementTypes),
      ...properties,
    },
  };
}

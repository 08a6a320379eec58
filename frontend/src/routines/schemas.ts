import type { JsonSchema } from "../api/shapes";
import type { Messages } from "../i18n/nl";
import { count, day, listFor, oneOf, organisation, text } from "../writing/fields";

/** Who takes care of it, on either side. */
export const OWNERS = [listFor("employerOwner"), listFor("workerOwner")] as const;
export const ORGANISATION = listFor("organisation");

/** What the API asks of a recurring duty that is changed. */
export const routineSchema = ({ routines }: Messages): JsonSchema => ({
  type: "object",
  required: ["title", "form", "every", "unit", "firstOn"],
  properties: {
    title: text(routines.name, 200),
    form: oneOf(routines.form, routines.forms),
    every: { ...count(routines.every), minimum: 1, description: routines.everyHint },
    unit: oneOf(routines.unit, routines.units),
    firstOn: day(routines.firstOn),
    monthEnd: { title: routines.monthEnd, type: "boolean" },
    employerOwner: { ...organisation(routines.employerOwner, "employerOwner"), description: routines.ownersHint },
    workerOwner: organisation(routines.workerOwner, "workerOwner"),
  },
});

/** What a new one asks for besides, of who can act for several organisations. */
export function newRoutineSchema(words: Messages, several: boolean): JsonSchema {
  const schema = routineSchema(words);
  if (!several) return schema;
  return {
    ...schema,
    required: ["organisation", ...(schema.required ?? [])],
    properties: { organisation: organisation(words.routines.organisation, "organisation"), ...schema.properties },
  };
}

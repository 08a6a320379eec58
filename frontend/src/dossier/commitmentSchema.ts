import type { JsonSchema } from "../api/shapes";
import type { Messages } from "../i18n/nl";
import { codes, day, oneOf, organisation, text } from "../writing/fields";

/** What the API asks of a commitment, in the language on screen. */
export function commitmentSchema({ commitments, writing, initiatives }: Messages): JsonSchema {
  return {
    type: "object",
    required: ["text", "ownerSide", "dueOn"],
    properties: {
      text: text(commitments.what, 2000),
      ownerSide: oneOf(writing.ownerSide, writing.ownerSides),
      owner: organisation(commitments.owner, "owner"),
      coOwner: organisation(writing.coOwner, "owner"),
      dueOn: day(commitments.due),
      indicators: codes(initiatives.indicators, "indicators"),
    },
  };
}

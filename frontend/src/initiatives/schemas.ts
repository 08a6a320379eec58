import type { JsonSchema, PlanIndicator } from "../api/shapes";
import type { Messages } from "../i18n/nl";
import { amount } from "../writing/fields";

type Words = Messages["initiatives"];

const named = (codes: Readonly<Record<string, string>>): JsonSchema[] =>
  Object.entries(codes).map(([code, title]) => ({ const: code, title }));

/** What the API asks of a measurement, in the language on screen. */
export function measurementSchema(words: Words, indicators: readonly PlanIndicator[]): JsonSchema {
  return {
    type: "object",
    required: ["indicator", "moment", "measuredOn"],
    properties: {
      indicator: {
        title: words.indicator,
        type: "string",
        "x-list": "indicators",
        enum: indicators.map(({ code }) => code),
      },
      moment: { title: words.moment, type: "string", "x-choices": named(words.moments) },
      measuredOn: { title: words.measuredOn, type: "string", format: "date" },
      value: amount(words.value),
      source: { title: words.source, type: "string", maxLength: 300 },
      notAvailableBecause: { title: words.notAvailableBecause, type: "string", maxLength: 500 },
      note: { title: words.note, type: "string", maxLength: 2000 },
    },
  };
}

/** What the API asks of a reckoning of costs and benefits. */
export function businessCaseSchema(words: Words): JsonSchema {
  return {
    type: "object",
    required: ["cost", "benefit"],
    properties: {
      cost: amount(words.cost),
      benefit: amount(words.benefit),
      paybackMonths: { title: words.payback, type: "integer" },
      source: { title: words.source, type: "string", maxLength: 300 },
      confidence: { title: words.confidence, type: "string", "x-choices": named(words.confidences) },
      note: { title: words.note, type: "string", maxLength: 2000 },
    },
  };
}

import { agreementPath } from "./routes";

/** What came of a request for general binding, by the word in the address. */
export type BindingStep = "tervisielegging" | "aantallen" | "besluit" | "intrekking" | "geen-verlenging";

/** What the API calls each step. */
export const BINDING_STEPS: Readonly<Record<BindingStep, string>> = {
  tervisielegging: "binding_inspected",
  aantallen: "binding_counted",
  besluit: "binding_decided",
  intrekking: "binding_withdrawn",
  "geen-verlenging": "binding_declined",
};

export const isBindingStep = (word: string): word is BindingStep => word in BINDING_STEPS;

export const askBindingPath = (agreementId: string, kind: "verzoek" | "verlenging"): string =>
  `${agreementPath(agreementId)}/avv/${kind}`;

export const bindingStepPath = (requestId: string, step: BindingStep): string => `/avv/${requestId}/${step}`;

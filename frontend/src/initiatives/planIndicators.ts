import type { PlanIndicator, Subject } from "../api/shapes";

/** Where each indicator of a plan stands; none for a subject that only names its indicators. */
export const planIndicators = ({ indicators = [] }: Subject): readonly PlanIndicator[] =>
  indicators.filter((each) => typeof each !== "string");

import type { Option } from "../api/shapes";

/** The code of the refusal that a consent takes away. */
const AWAITED = "consent-missing";

/** Whether the person's consent is asked now, and nothing but consents stands in the way. */
export const mayConsentNow = ({ mayConsent, open, refusals }: Option): boolean =>
  mayConsent && !open && refusals.every(({ code }) => code === AWAITED);

/** Whether the person can do something about this step now. */
export const isUsable = (option: Option): boolean => option.open || option.waivable || mayConsentNow(option);

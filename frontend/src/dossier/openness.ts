import type { Option } from "../api/shapes";

/** The code of the refusal that a consent takes away. */
const AWAITED = "consent-missing";

/** Whether the person's consent is asked now, and nothing but consents stands in the way. */
export const mayConsentNow = ({ mayConsent, open, refusals }: Option): boolean =>
  mayConsent && !open && refusals.every(({ code }) => code === AWAITED);

/** Whether one's consent is what this waits for: to what lies there for all, or to what somebody began. */
export const isMain = (option: Option): boolean =>
  mayConsentNow(option) && (option.trigger === "consent" || (option.consents?.given.length ?? 0) > 0);

/**
 * Of steps that can be taken, which comes first: what waits for one's consent, and of that what lies there for
 * all. A step that nobody has begun stands where the lifecycle puts it.
 */
export const urgency = (option: Option): number =>
  Number(isMain(option)) + Number(isMain(option) && option.trigger === "consent");

/** Whether the person can do something about this step now. */
export const isUsable = (option: Option): boolean => option.open || option.waivable || mayConsentNow(option);

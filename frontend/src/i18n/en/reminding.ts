/** Reminding: who still has to respond, and what somebody puts off for themselves. */
export const reminding = {
  nudges: {
    title: "Whom we are waiting for",
    lead: "Only the secretariat sees this list. You can remind everybody once a day, in Polderspoor and by mail.",
    nudge: "Remind now",
    nudgeWhom: (organisation: string) => `Remind ${organisation} now`,
    today: "Reminded today already",
    last: "Last reminded:",
    done: (organisation: string) => `${organisation} was reminded.`,
  },
};

import type { ends as dutch } from "../nl/ends";

/** The English texts about the end of a term. */
export const ends: typeof dutch = {
  ends: {
    dates: "Term and notice",
    rule: "Which rule",
    successor: "Is replaced by",
    predecessor: "Replaces",
    link: "Name the successor",
    linkLeads: {
      clause:
        "Choose the clause that replaces this one. Once that is in force this one is superseded; at once, if it is already. " +
        "Open commitments can then be carried over together. If you choose nothing there is no successor.",
      agreement: "Choose the agreement that comes after this one. Then name a successor clause by clause.",
    },
    linked: "The successor has been recorded.",
  },
};

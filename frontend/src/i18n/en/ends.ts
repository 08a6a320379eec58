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
    notice: "Notice",
    noticeLead:
      "Only your own side reads what it intends. The other side sees nothing until you give notice, and then the letter too.",
    ownSideOnly: "Your side only",
    intention: "Record your intention",
    intentionLead:
      "Will your organisation give notice of this agreement? Only your own side reads this. If it will not, your organisation gets no more reminders of the last day to give notice.",
    intentionDone: "The intention has been recorded. Only your side sees it.",
    decision: "Intention",
    decisions: { give: "Will give notice", not: "Will not give notice" },
    explanation: "Explanation for your own side",
    addLetter: "Add the letter of notice",
    letterLead:
      "Add the letter with which your organisation gives notice. Only your side sees it until you do: then all parties can read it.",
    letterDone: "The letter has been added. Only your side sees it until you give notice.",
    letterFirst: "Is the letter not there yet? Add it first.",
    givenOn: "notice given on",
  },
};

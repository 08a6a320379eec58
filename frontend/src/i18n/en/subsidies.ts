import type { Messages } from "../nl";

/** The English texts about subsidies of an initiative. */
export const subsidies: Pick<Messages, "subsidies"> = {
  subsidies: {
    title: "Subsidies",
    none: "No subsidy was recorded.",
    add: "Record a subsidy",
    addLead:
      "Record the application window that you look at, with where it stands. The owners are reminded before it closes.",
    change: "Update the subsidy",
    changeLead:
      "Record whether you applied or dismissed it, and once granted when you account for it. The reminders then stop, or new ones come.",
    programme: "Programme",
    state: "State",
    window: "Application window",
    opensOn: "Window opens on",
    closesOn: "Window closes on",
    source: "Where the window stands",
    sourceHint: "An internet address, or a place in the Government Gazette.",
    appliedOn: "Applied for on",
    dismissedOn: "Dismissed on",
    dismissedBecause: "Why you dismiss it",
    accountingDueOn: "Accounting due on",
    accountingHint: "The day is in the decision of the funder.",
    handedInOn: "Accounting handed in on",
    until: "until",
    done: "It was recorded.",
  },
};

import type { binding as dutch } from "../nl/binding";

/** The English texts about declaring provisions generally binding. */
export const binding: typeof dutch = {
  binding: {
    title: "Declaration of general binding (avv)",
    until: "Generally binding until",
    kinds: { request: "Request for general binding", extension: "Extension of general binding" },
    ask: "Record a request for general binding",
    extend: "Record an extension",
    askLead:
      "One or more parties to the agreement ask for general binding (Wet AVV art. 4). Record who they are, with their letter or authorisation as evidence: that is your statement, not their consent in this system. The parties alone read the letter. The published texts go with it, without names or signatures. What you do not choose stays outside the request.",
    extendLead:
      "It can be extended once, by 1 year at most. All parties ask for it together, at least 1 month before the end; their letter or authorisation goes along as evidence. The clauses are those that are binding now.",
    asked: "The request was recorded.",
    requestedOn: "Requested on",
    parties: "These parties ask for it",
    letterName: "Name of the letter",
    letterHint: "The letter or authorisation by which the parties ask. The parties alone read it.",
    stated: (who) =>
      `That these parties ask for it is the statement of ${who || "the secretariat"}. The parties have not confirmed it in this system.`,
    clauses: "Clauses",
    fund: "It is about fund provisions only (5 years at most then)",
    requested: "Requested on",
    inspection: "Open for inspection",
    until_: "until",
    objections: "Objections (number)",
    dispensations: "Dispensation requests (number)",
    outcome: "Decision",
    outcomes: { granted: "Granted", partly: "Partly granted", refused: "Refused" },
    decidedOn: "Date of the decision",
    term: "Generally binding",
    startsOn: "Generally binding from",
    endsOn: "Generally binding until",
    excluded: "Not declared binding",
    excludedHint: "Only where the request was granted partly.",
    source: "Source (Staatscourant)",
    withdrawnOn: "Withdrawn on",
    declinedOn: "No extension, decided on",
    inspectionStartsOn: "Open for inspection from",
    done: "It was recorded.",
    partiesOnly: "For the parties only, until the request is open for inspection",
    steps: {
      tervisielegging: {
        title: "Record the inspection",
        lead: "The request is open for inspection for 3 weeks. Everybody can read it from then on.",
      },
      aantallen: {
        title: "Record objections and dispensation requests",
        lead: "Numbers only. Who objected is not recorded here.",
      },
      besluit: {
        title: "Record the decision",
        lead: "A decision comes after the inspection, is not retroactive, and holds no longer than the agreement and 2 years at most (5 for fund provisions).",
      },
      "geen-verlenging": {
        title: "Record that there will be no extension",
        lead: "The parties ask no extension of this. Only the parties read this. The reminders of its end stop.",
      },
      intrekking: { title: "Record the withdrawal", lead: "A request can be withdrawn as long as there is no decision." },
    },
  },
};

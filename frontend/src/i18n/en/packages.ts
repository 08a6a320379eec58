import type { packages as dutch } from "../nl/packages";

/** The English texts of packages. */
export const packages: typeof dutch = {
  packages: {
    title: "Packages",
    none: "There are no packages on the table in this agreement.",
    lead: "A package is a trade: clauses that are agreed only together.",
    make: "Make a package",
    makeLead:
      "Choose the clauses that hold only together, with the terms of each. The other side sees the package as soon as you put it on the table. Consents to one of these clauses alone will end.",
    made: "The package is on the table.",
    change: "Change the package",
    changeLead:
      "Change the terms, the words or the order, or add a clause. Whoever had consented to the package is told and has to do so again. Taking a clause out is a step of its own.",
    changed: "The package has been changed.",
    alternative: "Put an alternative beside it",
    alternativeLead:
      "You start from what is in the other package. Of alternatives one at most is agreed; the others then fall away.",
    alternativeMade: "The alternative lies beside it on the table.",
    nothingOnTable:
      "Nothing is under negotiation in this agreement now. A package consists of clauses that are under negotiation.",
    name: "Name of the package",
    explanation: "Explanation",
    explanationHint: "Why does this belong together? The other side reads this as well.",
    isAlternative: "This is the first of several alternatives",
    isAlternativeHint: "Then it may be a single clause, and you or somebody else puts an alternative beside it.",
    members: "Clause in the package",
    clause: "Clause",
    terms: "Terms",
    organisation: "On behalf of which organisation",
    kind: "Kind of package",
    together: "Together: all clauses, or none",
    oneOfSeveral: "Alternative: of these packages one at most is agreed",
    contents: "What is in the package",
    contentsLead: "Whoever consents to the package consents to every text below, on the terms beside it.",
    apartLead: {
      split: "After splitting this is no longer a package: each clause below goes on by itself, and you do not consent to it.",
      release: "The clause that you choose goes on by itself. What remains is still a package, to which consent is needed anew.",
    },
    notOnTable: "Off the table",
    noText: "This clause has no text yet.",
    textNumber: (number: number) => `Text version ${number}`,
    readClause: "To the dossier of this clause",
    alternatives: "Alternatives",
    alternativesLead: "Of these packages one at most is agreed. You may consent to more than one.",
    thisOne: "this package",
    whoConsented: "Who consented",
    nobodyConsented: "Nobody has consented to this package yet.",
    partOf: "Part of package",
    partOfWhy: "This clause is agreed only together with the rest of the package. Consent is given to the package.",
    agreedWith: "Agreed with package",
    proposedBy: "Proposed by",
  },
};

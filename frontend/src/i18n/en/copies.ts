import type { copies as dutch } from "../nl/copies";

/** The English texts of what is kept of tables that one has left. */
export const copies: typeof dutch = {
  copies: {
    title: "Copies",
    lead: "Dossiers of tables at which your organisation no longer sits, or of an agreement to which it is no longer a party, as you could read them on the last day. Only who negotiates for your organisation reads this.",
    empty: "There are no copies.",
    left: "Your organisation no longer sits at every table, or is no longer a party to an agreement. What you could read of it has been kept.",
    toCopies: "Read the copies",
    dossier: "Dossier",
    kind: "Kind",
    partOf: "Part of",
    stood: "State on that day",
    table: "Table",
    until: "Could be read until",
    digest: "Digest",
    stays: (table: string) => `Your place at ${table} has stayed: only this agreement goes on without your organisation.`,
    standing: "This is a copy. It is no longer updated: what happened afterwards is not in it.",
    fields: {
      text: "Commitment",
      body: "Text",
      problem: "Problem",
      plan: "Plan",
      desired_situation: "Desired situation",
      tailoring: "Tailoring",
      minutes: "Minutes",
      item: "Agenda item",
      claim: "Dispute: the claim",
      answer: "Dispute: the answer",
      addendum: "Dispute: addition",
      evidence: "Dispute: evidence",
    },
  },
};

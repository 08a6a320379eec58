import type { copies as dutch } from "../nl/copies";

/** The English texts of what is kept of tables that one has left. */
export const copies: typeof dutch = {
  copies: {
    title: "Copies",
    lead: "Dossiers of tables at which your organisation no longer sits, as you could read them on the last day. Only who negotiates for your organisation reads this.",
    empty: "There are no copies.",
    left: "Your organisation no longer sits at every table. What you could read there has been kept.",
    toCopies: "Read the copies",
    dossier: "Dossier",
    kind: "Kind",
    partOf: "Part of",
    stood: "State on that day",
    table: "Table",
    until: "Last day at the table",
    digest: "Digest",
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

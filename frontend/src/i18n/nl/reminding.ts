/** Herinneren: wie nog moet reageren, en wat iemand zelf uitstelt. */
export const reminding = {
  nudges: {
    title: "Op wie we wachten",
    lead: "Alleen het secretariaat ziet deze lijst. U kunt iedereen één keer per dag herinneren, in Polderspoor en per mail.",
    nudge: "Herinner nu",
    nudgeWhom: (organisation: string) => `Herinner ${organisation} nu`,
    today: "Vandaag al herinnerd",
    last: "Laatst herinnerd:",
    done: (organisation: string) => `${organisation} is herinnerd.`,
  },
};

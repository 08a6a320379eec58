/** The Dutch texts about subsidies of an initiative. */
export const subsidies = {
  subsidies: {
    title: "Subsidies",
    none: "Er is geen subsidie vastgelegd.",
    add: "Subsidie vastleggen",
    addLead:
      "Leg het aanvraagtijdvak vast dat u bekijkt, met de plaats waar het staat. De eigenaren krijgen een herinnering voordat het sluit.",
    change: "Subsidie bijwerken",
    changeLead:
      "Leg vast of u hebt aangevraagd of ervan afziet, en na toekenning wanneer u verantwoordt. Dan stoppen de herinneringen of komen er nieuwe.",
    programme: "Regeling",
    state: "Stand",
    window: "Aanvraagtijdvak",
    opensOn: "Tijdvak opent op",
    closesOn: "Tijdvak sluit op",
    source: "Waar het tijdvak staat",
    sourceHint: "Een internetadres of een vindplaats in de Staatscourant.",
    appliedOn: "Aangevraagd op",
    dismissedOn: "Van afgezien op",
    dismissedBecause: "Waarom u ervan afziet",
    accountingDueOn: "Verantwoorden uiterlijk op",
    accountingHint: "De dag staat in de beschikking van de subsidiegever.",
    handedInOn: "Verantwoording ingediend op",
    until: "tot en met",
    done: "Het is vastgelegd.",
  },
};

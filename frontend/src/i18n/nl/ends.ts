/** The Dutch texts about the end of a term. */
export const ends = {
  ends: {
    dates: "Looptijd en opzegging",
    rule: "Welke regel",
    successor: "Wordt vervangen door",
    predecessor: "Vervangt",
    link: "Opvolger aanwijzen",
    linkLeads: {
      clause:
        "Kies de afspraak die deze vervangt. Zodra die van kracht is, geldt deze als vervangen; is zij dat al, dan meteen. " +
        "Open toezeggingen kunt u daarna samen overdragen. Kiest u niets, dan is er geen opvolger.",
      agreement: "Kies de cao die na deze komt. Afspraken wijst u daarna per stuk een opvolger aan.",
    },
    linked: "De opvolger is vastgelegd.",
    notice: "Opzegging",
    noticeLead:
      "Wat uw zijde van plan is, leest alleen uw eigen zijde. De andere zijde ziet pas iets als u opzegt, en dan met de brief.",
    ownSideOnly: "Alleen uw zijde",
    intention: "Voornemen vastleggen",
    intentionLead:
      "Zegt uw organisatie deze cao op? Alleen uw eigen zijde leest dit. Kiest u voor niet opzeggen, dan krijgt uw organisatie geen herinneringen meer aan de uiterste opzegdatum.",
    intentionDone: "Het voornemen is vastgelegd. Alleen uw zijde ziet het.",
    decision: "Voornemen",
    decisions: { give: "Wel opzeggen", not: "Niet opzeggen" },
    explanation: "Toelichting voor uw eigen zijde",
    addLetter: "Opzegbrief toevoegen",
    letterLead:
      "Voeg de brief toe waarmee uw organisatie opzegt. Alleen uw zijde ziet hem, tot u opzegt: dan kunnen alle partijen hem lezen.",
    letterDone: "De brief is toegevoegd. Alleen uw zijde ziet hem, tot u opzegt.",
    letterFirst: "Staat de brief er nog niet bij? Voeg hem eerst toe.",
    givenOn: "opgezegd op",
  },
};

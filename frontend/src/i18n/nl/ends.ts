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
  },
};

/** The Dutch texts about declaring provisions generally binding. */
export const binding = {
  binding: {
    title: "Algemeenverbindendverklaring (avv)",
    until: "Algemeen verbindend tot en met",
    kinds: { request: "Avv-verzoek", extension: "Verlenging van de avv" },
    ask: "Avv-verzoek vastleggen",
    extend: "Verlenging vastleggen",
    askLead:
      "Een of meer cao-partijen vragen om avv (Wet AVV art. 4). Leg vast welke dat zijn, met hun brief of machtiging als bewijs: dat is uw verklaring, niet hun instemming in dit systeem. Alleen partijen lezen de brief. Mee gaan de gepubliceerde teksten, zonder namen of handtekeningen. Wat u niet kiest, blijft buiten het verzoek.",
    extendLead:
      "Een avv kan een keer worden verlengd, met ten hoogste 1 jaar. Alle partijen vragen dit samen, uiterlijk 1 maand voor het einde; hun brief of machtiging gaat mee als bewijs. De afspraken zijn die van de lopende avv.",
    asked: "Het verzoek is vastgelegd.",
    requestedOn: "Verzocht op",
    parties: "Deze partijen vragen het",
    letterName: "Naam van de brief",
    letterHint: "De brief of machtiging waarmee de partijen het vragen. Alleen partijen lezen haar.",
    stated: (who: string) =>
      `Dat deze partijen het vragen, is de verklaring van ${who || "het secretariaat"}. De partijen hebben dat niet in dit systeem bevestigd.`,
    clauses: "Afspraken",
    fund: "Het gaat alleen om fondsbepalingen (dan ten hoogste 5 jaar)",
    requested: "Verzocht op",
    inspection: "Ter inzage",
    until_: "tot en met",
    objections: "Bedenkingen (aantal)",
    dispensations: "Dispensatieverzoeken (aantal)",
    outcome: "Besluit",
    outcomes: { granted: "Toegewezen", partly: "Deels toegewezen", refused: "Afgewezen" },
    decidedOn: "Datum van het besluit",
    term: "Algemeen verbindend",
    startsOn: "Algemeen verbindend vanaf",
    endsOn: "Algemeen verbindend tot en met",
    excluded: "Niet verbindend verklaard",
    excludedHint: "Alleen als het verzoek deels is toegewezen.",
    source: "Vindplaats (Staatscourant)",
    withdrawnOn: "Ingetrokken op",
    declinedOn: "Geen verlenging, besloten op",
    inspectionStartsOn: "Ter inzage vanaf",
    done: "Het is vastgelegd.",
    partiesOnly: "Alleen voor partijen, tot het verzoek ter inzage ligt",
    steps: {
      tervisielegging: {
        title: "Tervisielegging vastleggen",
        lead: "Het verzoek ligt 3 weken ter inzage. Vanaf dan kan iedereen het lezen.",
      },
      aantallen: {
        title: "Bedenkingen en dispensatieverzoeken vastleggen",
        lead: "Alleen aantallen. Wie bezwaar maakte, wordt hier niet vastgelegd.",
      },
      besluit: {
        title: "Besluit vastleggen",
        lead: "Een besluit komt na de tervisielegging, werkt niet terug, en geldt niet langer dan de cao en ten hoogste 2 jaar (fondsbepalingen 5 jaar).",
      },
      "geen-verlenging": {
        title: "Vastleggen dat er geen verlenging komt",
        lead: "Partijen vragen geen verlenging van deze avv. Alleen partijen lezen dit. De herinneringen aan het einde van de avv stoppen.",
      },
      intrekking: { title: "Intrekking vastleggen", lead: "Een verzoek kan worden ingetrokken zolang er geen besluit is." },
    },
  },
};

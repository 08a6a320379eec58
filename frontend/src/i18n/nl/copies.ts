/** The Dutch texts of what is kept of tables that one has left. */
export const copies = {
  copies: {
    title: "Afschriften",
    lead: "Dossiers van tafels waar uw organisatie niet meer aan zit, zoals u ze op de laatste dag kon lezen. Alleen wie voor uw organisatie onderhandelt, leest dit.",
    empty: "Er zijn geen afschriften.",
    left: "Uw organisatie zit niet meer aan elke tafel. Wat u daar kon lezen, is bewaard.",
    toCopies: "Bekijk de afschriften",
    dossier: "Dossier",
    kind: "Soort",
    partOf: "Onderdeel van",
    stood: "Stand op die dag",
    table: "Tafel",
    until: "Laatste dag aan tafel",
    digest: "Kenmerk",
    standing: "Dit is een afschrift. Het wordt niet meer bijgewerkt: wat daarna is gebeurd, staat er niet in.",
    fields: {
      text: "Toezegging",
      body: "Tekst",
      problem: "Probleem",
      plan: "Plan",
      desired_situation: "Gewenste situatie",
      tailoring: "Maatwerk",
      minutes: "Verslag",
      item: "Agendapunt",
    } as Record<string, string>,
  },
};

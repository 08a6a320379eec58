/** The Dutch texts about what goes public of a text, and when. */
export const publication = {
  publication: {
    title: "Openbare tekst voorbereiden",
    lead:
      "Wat openbaar wordt, of meegaat met een avv-verzoek, mag geen namen of handtekeningen bevatten. Zet hieronder welke woorden weg moeten. Dat geldt ook voor titel, samenvatting en werkingssfeer. Wie aan tafel zit, blijft alles lezen. Staat er een naam in de titel van de cao zelf, verbeter die dan bij de cao.",
    preview: (number: number) => `Zo wordt tekstversie ${number} openbaar`,
    withheldMark: "weggelaten",
    shownMark: "in plaats daarvan",
    prepared: "Voorbereid door het secretariaat.",
    notPrepared:
      "Nog niet voorbereid. Volledige namen van mensen die hier schreven of instemden gaan er vanzelf uit, net als wat eerder in deze afspraak is weggelaten. Andere namen en handtekeningen herkent het systeem niet: lees de tekst zelf na.",
    passages: "Woorden die weg moeten",
    passagesHint: "Eén naam of passage per regel, precies zoals in de tekst of de titel. Elke plaats waar zij als hele woorden staan, wordt […].",
    selected: "Gemarkeerde woorden toevoegen",
    save: "Bewaren en opnieuw tonen",
    saved: "Bewaard. Controleer hieronder wat er openbaar wordt.",
    change: "Woorden weglaten",
    nothing: "Er is geen tekst die nog openbaar moet worden.",
    count: (withheld: number) =>
      withheld === 0
        ? "Er is niets weggelaten."
        : withheld === 1
          ? "Er is 1 passage weggelaten (een naam of handtekening). Daar staat […]."
          : `Er zijn ${withheld} passages weggelaten (namen of handtekeningen). Daar staat […].`,
    isPublic: (number: number) => `Zo is tekstversie ${number} openbaar, vanaf`,
    correct: "Openbare tekst corrigeren",
    correctLead:
      "Staat er toch een naam in wat openbaar is, of is er te veel weggelaten? Zet hieronder álle woorden die weg moeten. Vanaf dat moment leest iedereen alleen nog de nieuwe tekst, ook van eerdere en latere dagen. Wie aan tafel zit, blijft de hele tekst lezen. Beide zijden krijgen bericht, met uw reden. Wie de oude tekst al las of bewaarde, houdt die.",
    correctSave: "Corrigeren",
    corrected: "Gecorrigeerd. Hieronder staat wat nu openbaar is.",
    words: { title: "Titel", summary: "Samenvatting", scope: "Werkingssfeer" },
    called: (title: string) => `U leest dit als partij. Iedereen leest de titel als “${title}”, en ook samenvatting en werkingssfeer zonder wat is weggelaten.`,
    published: "Gepubliceerde tekst",
    unregistered: (number: number) =>
      `Tekstversie ${number} is afgesproken, maar geldt nog niet en is nog niet openbaar. Een wijziging van een cao-bepaling moet opnieuw worden aangemeld en geldt niet eerder dan de dag na de kennisgeving van ontvangst (Wet op de loonvorming art. 4). Afgesproken ingangsdatum:`,
    submitted: "Aangemeld op",
  },
};

// One clause from a draft to its evaluation, by people at their screens; tells what each of them reads.
// Willemijn (employers) and Frits (a union) take it all the way; Samira's union rejects it and drops out;
// Mila's union accepts; Petra keeps the table; Bas, who belongs to nothing, looks on.
import { tell, withBrowser } from "./browser.mjs";
import { day, goTo, Somebody } from "./story.mjs";

const TITLE = "Roosteren met de planner";
const AGREEMENT = "Cao van het verhaal";
const DRAFT = "Teams maken zelf het rooster.";
const PROPOSED = "Teams maken zelf het rooster, binnen het budget.";
const AGREED = "Teams maken samen met de planner het rooster, binnen het budget.";
const PARTIES = [
  "Werkgeversvereniging Zorgkring Laagland",
  "Federatie Zorgprofessionals Laagland",
  "Bond Werk en Welzijn",
  "Vakbond De Verbinding",
];
const NAMES = {
  willemijn: "werkgever",
  frits: "vakbond",
  samira: "vakbond2",
  mila: "contact.v-schakel",
  petra: "secretariaat",
  bas: "buiten",
};

class ClauseStory {
  constructor(people) {
    Object.assign(this, people);
    this.people = people;
    this.clause = "";
  }

  /** What somebody sees of the clause: its title, or that there is no such page. */
  seen = (who) => who.look(this.clause);

  async outsider(when) {
    const text = await this.bas.read(this.clause);
    const heading = await this.bas.heading();
    const sections = await this.bas.page.locator("section.ps-section[id]").evaluateAll((all) => all.map(({ id }) => id));
    tell({
      name: `outsider ${when}`,
      heading,
      sections,
      found: await this.bas.finds("/afspraken", TITLE),
      draft: text.includes(DRAFT) || text.includes(PROPOSED),
      agreed: text.includes(AGREED),
      people: ["Willemijn", "Frits", "Samira"].filter((name) => text.includes(name)),
    });
  }

  async draft() {
    const { willemijn, frits, petra } = this;
    await petra.look("/caos");
    await petra.press("Nieuwe cao voorbereiden");
    await petra.send("Nieuwe cao voorbereiden", {
      Titel: AGREEMENT,
      "Cao-tafel": "Cao-tafel Zorgkring Laagland",
      "Soort cao": "Bedrijfstak-cao",
      Ingangsdatum: day(-10),
      Einddatum: day(400),
    });
    const agreement = petra.path();
    await willemijn.look(agreement);
    await willemijn.press("Nieuwe afspraak voorbereiden");
    await willemijn.send("Nieuwe afspraak voorbereiden", {
      Nummer: "6.4",
      Titel: TITLE,
      "Soort afspraak": "Normatieve bepaling",
      Thema: "Zelfroosteren / individueel roosteren",
      Doelen: ["Regelmogelijkheden en professionele ruimte"],
      Tekst: DRAFT,
    });
    this.clause = willemijn.path();
    tell({
      name: "draft",
      standing: await willemijn.standing(),
      whyNot: await willemijn.whyNot(this.clause, "Inbrengen"),
      violations: await willemijn.violations(),
      frits: await this.seen(frits),
      petra: await this.seen(petra),
    });
    await this.outsider("draft");
    await willemijn.look(this.clause);
    await willemijn.press("Gegevens wijzigen");
    await willemijn.send("Gegevens wijzigen", { Werkingssfeer: "Alle ziekenhuizen" });
    await willemijn.take(this.clause, "Tekst schrijven", { Tekst: PROPOSED });
    const standing = await willemijn.take(this.clause, "Inbrengen");
    tell({ name: "submitted", standing, text: await frits.part(this.clause, "text") });
  }

  async negotiate() {
    const { willemijn, frits, petra } = this;
    await petra.take(this.clause, "Onderhandeling openen", { "Of alleen de datum van de ronde": day(3) });
    const terms = {
      Ingangsdatum: day(0),
      Einddatum: day(400),
      "Volgende evaluatie": day(120),
      "Eindevaluatie vanaf": day(300),
      Indicatoren: ["Invloed op werktijden of rooster"],
    };
    tell({ name: "one consent", standing: await willemijn.consent(this.clause, "Overeenkomen", terms) });
    await frits.take(this.clause, "Tegentekst voorstellen", { Tekst: AGREED, Toelichting: "De planner hoort erbij." });
    tell({
      name: "counter version",
      timeline: await willemijn.part(this.clause, "timeline"),
      consent: await willemijn.part(this.clause, "consent"),
      text: await willemijn.part(this.clause, "text"),
      whyNot: await willemijn.whyNot(this.clause, "Overeenkomen"),
    });
    await willemijn.consent(this.clause, "Overeenkomen", terms);
    tell({ name: "consent", consent: await frits.part(this.clause, "consent") });
    tell({ name: "agreed", standing: await frits.consent(this.clause, "Overeenkomen") });
    await this.outsider("agreed");
  }

  async ratify() {
    const { willemijn, frits, samira, mila, petra } = this;
    const periods = PARTIES.map((name) => ({
      Partij: name,
      "Leden stemmen tot en met": day(9),
      "Advies van de onderhandelaar": "Positief",
    }));
    await petra.take(this.clause, "Achterban raadplegen", {
      "Uitslagen uiterlijk op": day(10),
      "Raadpleging per partij": periods,
    });
    const ballot = (outcome, votesFor, votesAgainst) => ({
      Uitslag: outcome,
      "Voor (aantal)": votesFor,
      "Tegen (aantal)": votesAgainst,
    });
    const step = "Uitslag vastleggen";
    tell({ name: "too few votes", standing: await willemijn.take(this.clause, step, ballot("Akkoord", "4", "1")) });
    await willemijn.send(step, ballot("Akkoord", "48", "3"));
    await frits.take(this.clause, step, ballot("Akkoord", "3113", "410"));
    tell({
      name: "ballots",
      ballots: await frits.part(this.clause, "ballots"),
      whyNot: await frits.whyNot(this.clause, step),
    });
    await mila.take(this.clause, step, ballot("Akkoord", "812", "40"));
    await samira.take(this.clause, step, ballot("Niet akkoord", "9", "90"));
    tell({
      name: "ratified",
      samira: await this.seen(samira),
      willemijn: await this.seen(willemijn),
      standing: await willemijn.standing(),
    });
    await this.outsider("ratified");
  }

  async enterIntoForce() {
    const { willemijn, petra } = this;
    await goTo(0);
    await this.seen(willemijn);
    tell({
      name: "not registered",
      standing: await willemijn.standing(),
      inbox: await willemijn.read("/herinneringen"),
    });
    await petra.take(this.clause, "Aanmelding vastleggen", {
      "Aangemeld bij SZW op": day(-2),
      "Kennisgeving van ontvangst op": day(-1),
      "Nummer van de kennisgeving": "KVO-1",
      "Cao-nummer": "9001",
    });
    await goTo(0);
    await this.seen(willemijn);
    tell({ name: "in force", standing: await willemijn.standing(), legal: await willemijn.legal() });
    await this.outsider("in force");
    tell({ name: "samira", heading: await this.seen(this.samira), timeline: await this.samira.part(this.clause, "timeline") });
  }

  async review() {
    const { willemijn, frits, petra } = this;
    await goTo(120);
    await this.seen(frits);
    tell({ name: "under review", standing: await frits.standing() });
    const disputed = await frits.take(this.clause, "Geschil aanmelden", {
      Aard: "Nakoming",
      Feiten: "Op drie afdelingen kwam het rooster zonder overleg.",
      "Gevraagde oplossing": "Overleg vooraf.",
      "Antwoord uiterlijk op": day(150),
    });
    tell({
      name: "disputed",
      standing: disputed,
      warning: await willemijn.warning(this.clause),
      legal: await willemijn.legal(),
    });
    await this.outsider("disputed");
    await willemijn.consent(this.clause, "Geschil oplossen", { Uitkomst: "Partijen zijn het eens over overleg vooraf." });
    await frits.consent(this.clause, "Geschil oplossen");
    tell({ name: "resolved", standing: await frits.take(this.clause, "Geschil oplossen") });
    const conclude = "Evaluatie afsluiten en doorgaan";
    tell({ name: "not judged", whyNot: await petra.whyNot(this.clause, conclude) });
    await this.judge(willemijn, { Oordeel: "Waargemaakt", Toelichting: "De planning gaat sneller." });
    tell({ name: "sealed review", evaluations: await frits.part(this.clause, "evaluations") });
    await this.judge(frits, { Oordeel: "Deels waargemaakt", Toelichting: "Niet overal is vooraf overlegd." });
    tell({ name: "open review", evaluations: await willemijn.part(this.clause, "evaluations") });
    const findings = { Bevindingen: "Goed begin; overleg vooraf.", "Volgende evaluatie": day(399) };
    await willemijn.consent(this.clause, conclude, findings);
    await frits.consent(this.clause, conclude);
    tell({ name: "continued", standing: await petra.take(this.clause, conclude) });
  }

  async evaluate() {
    const { willemijn, frits, petra } = this;
    await goTo(300);
    tell({ name: "final evaluation", whyNot: await petra.whyNot(this.clause, "Afronden") });
    const final = { Lessen: "Begin klein.", Advies: "Voortzetten", "Geen indicatoren, want": "Zie de meting." };
    await this.judge(frits, { Oordeel: "Deels waargemaakt", Toelichting: "Nog niet in de nacht.", ...final });
    tell({
      name: "sealed",
      own: await frits.part(this.clause, "evaluations"),
      other: await willemijn.part(this.clause, "evaluations"),
      secretariat: await petra.part(this.clause, "evaluations"),
    });
    await this.judge(willemijn, { Oordeel: "Waargemaakt", Toelichting: "Minder verloop.", ...final });
    tell({ name: "unsealed", evaluations: await frits.part(this.clause, "evaluations") });
    await willemijn.consent(this.clause, "Afronden", {
      Lessen: "Begin klein.",
      Vervolg: "Voortzetten",
      "Eindmeting per indicator": [{ Indicator: "Invloed op werktijden of rooster", Waarde: "7,4" }],
    });
    await frits.consent(this.clause, "Afronden");
    tell({ name: "completed", standing: await petra.take(this.clause, "Afronden") });
    await this.outsider("completed");
    tell({ name: "timeline", timeline: await willemijn.part(this.clause, "timeline"), log: await willemijn.saved("Logboek met bewijs bewaren") });
  }

  async judge(who, judgement) {
    await who.look(this.clause);
    await who.press("Oordeel vastleggen");
    await who.send("Oordeel vastleggen", judgement);
  }
}

await withBrowser(async (browser) => {
  const people = await Somebody.all(browser, NAMES);
  const story = new ClauseStory(people);
  await story.draft();
  await story.negotiate();
  await story.ratify();
  await story.enterIntoForce();
  await story.review();
  await story.evaluate();
  tell({ name: "errors", errors: Object.values(people).flatMap(({ errors }) => errors) });
});

// One initiative from an idea to what has become normal, by people at their screens.
// Robert's hospital and Frits's union own it; Willemijn is of Robert's side; Joris is the works council,
// Petra the secretariat. Bas, who belongs to nothing, and Daan, the liaison, look on.
import { tell, withBrowser } from "./browser.mjs";
import { day, goTo, Somebody } from "./story.mjs";

const TITLE = "Zelf roosteren op de spoedpost";
const INDICATOR = "Invloed op werktijden of rooster";
const NAMES = {
  robert: "contact.b-zh",
  frits: "vakbond",
  willemijn: "werkgever",
  joris: "or",
  petra: "secretariaat",
  bas: "buiten",
  daan: "liaison",
};
const FIRST_PLAN = {
  Aanpak: "Spelregels maken, twee rondes, evalueren.",
  Begin: day(200),
  Einde: day(2),
};
const PLAN = {
  "Gewenste situatie": "Het team roostert zelf.",
  Organisatie: "Ziekenhuis Hollevoort",
  "Sector (SBI)": "Gezondheids- en welzijnszorg",
  Arbeidsmarktregio: "Haaglanden",
  "Omvang (werkzame personen)": "2.000 of meer werkzame personen",
  Doelgroep: "Verpleegkundigen",
  "Thema’s": ["Zelfroosteren / individueel roosteren"],
  Doelen: ["Regelmogelijkheden en professionele ruimte"],
  "Eigenaar werknemerszijde": "Federatie Zorgprofessionals Laagland",
  Begin: day(2),
  Einde: day(80),
  "Volgende evaluatie": day(30),
  Eindevaluatie: day(100),
  "Budget (euro)": "18000",
  Financiering: "Eigen middelen",
  Indicator: [{ Indicator: INDICATOR, Streefwaarde: "65", Bron: "Eigen meting, NEA-vragen" }],
};

class InitiativeStory {
  constructor(people) {
    Object.assign(this, people);
    this.initiative = "";
  }

  async outsiders(when) {
    const seen = [];
    for (const who of [this.bas, this.daan]) {
      seen.push(await who.look(this.initiative), ...(await who.finds("/initiatieven", TITLE)));
    }
    tell({ name: `outsiders ${when}`, seen });
  }

  async idea() {
    const { robert, frits } = this;
    await robert.look("/initiatieven");
    await robert.press("Nieuw initiatief voorbereiden");
    await robert.send("Nieuw initiatief voorbereiden", { Probleem: "Weinig invloed op het rooster." });
    tell({ name: "bad idea", standing: await robert.standing(), kept: await robert.typed("Probleem") });
    await robert.send("Nieuw initiatief voorbereiden", {
      "Tafel of stuurgroep": "Stuurgroep Ziekenhuis Hollevoort",
      Titel: TITLE,
    });
    await robert.standing();
    this.initiative = robert.path();
    tell({
      name: "idea",
      standing: await robert.standing(),
      whyNot: await robert.whyNot(this.initiative, "Voorstellen"),
      frits: await frits.look(this.initiative),
    });
    await this.outsiders("idea");
  }

  async plan() {
    const { robert, willemijn, frits } = this;
    await robert.look(this.initiative);
    await robert.press("Plan wijzigen");
    await robert.send("Plan wijzigen", FIRST_PLAN);
    tell({ name: "bad plan", standing: await robert.standing(), fault: await robert.faultAt("Einde"), violations: await robert.violations() });
    await willemijn.look(this.initiative);
    await willemijn.press("Plan wijzigen");
    await willemijn.send("Plan wijzigen", { "Maatwerk": "Per afdeling." });
    await robert.send("Plan wijzigen", PLAN);
    tell({
      name: "changed meanwhile",
      standing: await robert.standing(),
      kept: await robert.typed("Aanpak"),
      theirs: await robert.filled("Maatwerk"),
      violations: await robert.violations(),
    });
    await robert.send("Plan wijzigen", {});
    tell({ name: "planned", standing: await robert.standing(), plan: await robert.part(this.initiative, "plan") });
    tell({ name: "proposed", standing: await robert.take(this.initiative, "Voorstellen"), frits: await frits.look(this.initiative) });
    await this.outsiders("proposed");
  }

  async approve() {
    const { robert, frits, joris, petra } = this;
    tell({ name: "not approved", whyNot: await frits.whyNot(this.initiative, "Plan goedkeuren") });
    await petra.take(this.initiative, "Medezeggenschap raadplegen", {
      "Rol van de medezeggenschap": "Instemming",
      "Orgaan: OR, PVT of personeelsvergadering": "Ondernemingsraad Ziekenhuis Hollevoort",
      "Antwoord uiterlijk op": day(20),
    });
    tell({ name: "asked", work: await joris.read("/") });
    await joris.take(this.initiative, "Advies of besluit vastleggen", {
      Uitkomst: "Instemming met voorwaarden",
      "Datum van het besluit": day(0),
      Voorwaarden: "Na een half jaar kan het team terug.",
    });
    tell({ name: "works council", plan: await frits.part(this.initiative, "plan") });
    tell({ name: "one side", standing: await robert.consent(this.initiative, "Plan goedkeuren") });
    tell({ name: "approved", standing: await frits.consent(this.initiative, "Plan goedkeuren") });
    await this.promise();
  }

  async promise() {
    const { robert, frits } = this;
    await robert.look(this.initiative);
    await robert.press("Toezegging toevoegen");
    await robert.send("Toezegging toevoegen", {
      Toezegging: "Elke afdeling heeft een roostercoach.",
      "Wie zegt dit toe": "Werkgeverszijde",
      Eigenaar: "Ziekenhuis Hollevoort",
      "Mede-eigenaar van de andere zijde": "Federatie Zorgprofessionals Laagland",
      "Klaar op": day(90),
    });
    await robert.standing();
    tell({ name: "promised", commitments: await frits.part(this.initiative, "commitments") });
  }

  async launch() {
    const { robert, frits } = this;
    await robert.take(this.initiative, "Nulmeting starten");
    tell({ name: "no baseline", whyNot: await robert.whyNot(this.initiative, "Starten") });
    await this.measure(robert, "Nulmeting", "41");
    const terms = { "Er worden alleen groepscijfers gebruikt, nooit van minder dan 10 mensen": true };
    await robert.consent(this.initiative, "Starten", terms);
    await frits.consent(this.initiative, "Starten");
    await goTo(3);
    await frits.look(this.initiative);
    tell({ name: "launched", standing: await frits.standing() });
    await this.outsiders("launched");
  }

  async measure(who, moment, value) {
    await who.look(this.initiative);
    await who.press("Meting vastleggen");
    await who.send("Meting vastleggen", {
      Indicator: INDICATOR,
      "Welke meting": moment,
      "Gemeten op": day(0),
      Waarde: value,
    });
    await who.standing();
  }

  async bottleneck() {
    const { robert, petra } = this;
    await petra.take(this.initiative, "Knelpunt melden", {
      "Soort knelpunt": "Weerstand of onzekerheid bij middenkader",
      Omschrijving: "Leidinggevenden zijn onzeker.",
      "Wie pakt het op": "Werkgeverszijde",
      Oplossing: "Begeleiding.",
      "Opgelost uiterlijk op": day(60),
    });
    await robert.look(this.initiative);
    await robert.press("Knelpunt bijwerken");
    await robert.send("Knelpunt bijwerken", { Stand: "Opgelost" });
    tell({ name: "no result", standing: await robert.standing(), fault: await robert.faultAt("Resultaat") });
    await robert.send("Knelpunt bijwerken", { Resultaat: "Zij zijn erbij betrokken." });
    await robert.standing();
    tell({ name: "solved", bottlenecks: await robert.part(this.initiative, "bottlenecks") });
  }

  async pause() {
    const { robert, frits } = this;
    const paused = await frits.take(this.initiative, "Pauzeren", {
      "Hervatten op": day(20),
      Reden: "Verhuizing van de afdeling.",
    });
    await robert.consent(this.initiative, "Hervatten");
    await frits.consent(this.initiative, "Hervatten");
    tell({ name: "paused", paused, resumed: await robert.take(this.initiative, "Hervatten") });
  }

  async review() {
    const { robert, frits } = this;
    await goTo(30);
    const conclude = "Evaluatie afsluiten en doorgaan";
    tell({ name: "not reviewed", whyNot: await robert.whyNot(this.initiative, conclude) });
    await this.measure(frits, "Tussenmeting", "52");
    await this.judge(robert, { Oordeel: "Deels waargemaakt", Toelichting: "Het rooster komt later." });
    tell({ name: "sealed review", evaluations: await frits.part(this.initiative, "evaluations") });
    await this.judge(frits, { Oordeel: "Waargemaakt", Toelichting: "Er is meer zeggenschap." });
    tell({ name: "open review", evaluations: await frits.part(this.initiative, "evaluations") });
    const standing = await this.together(conclude, {
      Bevindingen: "Meer invloed, later rooster.",
      "Bijgestelde actie": "Coach erbij.",
      "Volgende tussenevaluatie": day(70),
    });
    tell({ name: "continued", standing });
  }

  async evaluate() {
    const { robert, frits, joris, petra } = this;
    await goTo(80);
    await robert.look(this.initiative);
    tell({ name: "evaluating", standing: await robert.standing() });
    const judgement = {
      Lessen: "Begin met een coach.",
      Advies: "Voortzetten",
      Indicatoren: [{ Indicator: INDICATOR, Waarde: "63", Bron: "Eigen meting" }],
    };
    await this.judge(robert, { Oordeel: "Waargemaakt", Toelichting: "Het verzuim daalde.", ...judgement });
    const read = {};
    for (const [name, who] of Object.entries({ frits, joris, petra })) {
      read[name] = (await who.read(this.initiative)).includes("verzuim daalde");
    }
    tell({ name: "sealed", read, whyNot: await robert.whyNot(this.initiative, "Besluiten in te bedden") });
    await this.judge(frits, { Oordeel: "Deels waargemaakt", Toelichting: "Niet voor allen.", ...judgement });
    tell({ name: "unsealed", evaluations: await robert.part(this.initiative, "evaluations") });
  }

  async embed() {
    const { robert } = this;
    await this.measure(robert, "Eindmeting", "63");
    await robert.press("Kosten en baten vastleggen");
    await robert.send("Kosten en baten vastleggen", {
      "Kosten (euro)": "18000",
      "Baten (euro)": "30000",
      Bron: "Eigen administratie",
    });
    await robert.standing();
    const embedding = await this.together("Besluiten in te bedden", {
      Borgingsplan: "In de regeling.",
      "Eigenaar van de borging": "Ziekenhuis Hollevoort",
    });
    const embedded = await this.together("Verankering bevestigen", {
      "Vastgelegd in": "Regeling",
      "Bewijs (vindplaats)": "Regeling werktijden, artikel 4.",
    });
    tell({
      name: "embedded",
      embedding,
      embedded,
      timeline: await robert.whole(this.initiative, "timeline"),
    });
    await this.outsiders("embedded");
  }

  /** Both owners consent to the same terms; Robert takes the step. */
  async together(step, terms) {
    await this.robert.consent(this.initiative, step, terms);
    await this.frits.consent(this.initiative, step);
    return this.robert.take(this.initiative, step);
  }

  async judge(who, judgement) {
    await who.look(this.initiative);
    await who.press("Oordeel vastleggen");
    await who.send("Oordeel vastleggen", judgement);
    await who.standing();
  }
}

await withBrowser(async (browser) => {
  const people = await Somebody.all(browser, NAMES);
  const story = new InitiativeStory(people);
  await story.idea();
  await story.plan();
  await story.approve();
  await story.launch();
  await story.bottleneck();
  await story.pause();
  await story.review();
  await story.evaluate();
  await story.embed();
  tell({ name: "errors", errors: Object.values(people).flatMap(({ errors }) => errors) });
});

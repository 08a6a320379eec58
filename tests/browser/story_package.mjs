// Two clauses that are agreed only together, by people at their screens; tells what each of them reads.
// Willemijn (employers) lays the package on the table, Frits (a union) an alternative beside it; they choose
// his. Petra keeps the table; Samira sits at it; Bas, who belongs to nothing, looks on.
import { ask, tell, withBrowser } from "./browser.mjs";
import { day, Somebody } from "./story.mjs";

const NAMES = { willemijn: "werkgever", frits: "vakbond", petra: "secretariaat", bas: "buiten" };
const TABLE = "Cao-tafel Zorgkring Laagland";
const TITLES = ["Rooster op tijd", "Rust na de nacht"];
const CLAUSES = TITLES.map((title, number) => `7.${number + 1} ${title}`);
const TERMS = { Ingangsdatum: day(10), Einddatum: day(300), Indicatoren: ["Invloed op werktijden of rooster"] };

/** A clause under negotiation; how it came there is told in another story. */
async function clause(willemijn, petra, agreement, number) {
  const { id } = await willemijn.arrange("/v1/clauses", {
    agreement,
    articleNumber: `7.${number + 1}`,
    title: TITLES[number],
    body: `De tekst van ${TITLES[number]}.`,
    clauseType: "normative",
    theme: "zelfroosteren",
    aims: ["job_control"],
    scope: "Alle ziekenhuizen",
  });
  await willemijn.arrange(`/v1/clauses/${id}/transitions`, { name: "submit" });
  await petra.arrange(`/v1/clauses/${id}/transitions`, { name: "open_negotiation", data: { roundOn: day(3) } });
  return `/afspraken/${id}`;
}

await withBrowser(async (browser) => {
  const people = await Somebody.all(browser, NAMES);
  const { willemijn, frits, petra, bas } = people;
  for (const each of [willemijn, petra]) await each.look("/caos");
  const tables = (await ask(petra.page, "/v1/bargaining-tables?pageSize=200")).items;
  const agreement = await petra.arrange("/v1/agreements", {
    bargainingTable: tables.find(({ name }) => name === TABLE).id,
    title: "Cao van de ruil",
    type: "sector",
    startsOn: day(-10),
    endsOn: day(400),
  });
  const clauses = [];
  for (const number of [0, 1]) clauses.push(await clause(willemijn, petra, agreement.id, number));

  await willemijn.look(`/caos/${agreement.id}`);
  await willemijn.press("Pakket samenstellen");
  const members = CLAUSES.map((name) => ({ Afspraak: name, Voorwaarden: TERMS }));
  await willemijn.send("Pakket samenstellen", { "Naam van het pakket": "Ruil", "Afspraak in het pakket": [members[0], { Voorwaarden: TERMS }] });
  tell({ name: "one clause missing", standing: await willemijn.standing(), violations: await willemijn.violations() });
  await willemijn.send("Pakket samenstellen", { "Afspraak in het pakket": members });
  const first = willemijn.path();
  tell({
    name: "proposed",
    standing: await willemijn.standing(),
    contents: await willemijn.part(first, "contents"),
    work: await frits.read("/"),
    petra: await petra.look(first),
    bas: await bas.look(first),
    clause: await frits.read(clauses[0]),
    whyNot: await frits.whyNot(clauses[0], "Overeenkomen"),
  });

  await willemijn.consent(first, "Pakket overeenkomen", {}, "met het pakket");
  await frits.look(first);
  await frits.press("Alternatief ernaast leggen");
  await frits.send("Alternatief ernaast leggen", {
    "Naam van het pakket": "Ruil zonder rust",
    "Afspraak in het pakket": [{ Voorwaarden: { Einddatum: day(200) } }],
  });
  const second = frits.path();
  tell({ name: "asked", read: await frits.read(`${second}/stap/agree`) });
  await frits.consent(second, "Pakket overeenkomen", {}, "met het pakket");
  await frits.press("Instemming intrekken");
  await frits.page.getByText("Uw instemming is ingetrokken.").waitFor();
  await frits.consent(second, "Pakket overeenkomen", {}, "met het pakket");
  tell({
    name: "one side",
    consent: await willemijn.part(second, "consent"),
    alternatives: await willemijn.part(second, "alternatives"),
  });
  tell({ name: "agreed", standing: await willemijn.consent(second, "Pakket overeenkomen", {}, "met het pakket") });
  const standings = [];
  for (const path of [...clauses, first]) {
    await petra.look(path);
    standings.push(await petra.standing());
  }
  tell({ name: "together", standings, consent: await petra.part(second, "consent"), timeline: await petra.part(clauses[0], "timeline") });
  tell({ name: "errors", errors: Object.values(people).flatMap(({ errors }) => errors) });
});

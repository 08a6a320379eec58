// The address of every kind of page, with subjects that the person who is logged in can see.
import { ask } from "./browser.mjs";

const KINDS = { clauses: "afspraken", initiatives: "initiatieven", commitments: "toezeggingen" };

async function all(page, path) {
  return (await ask(page, path)).items ?? [];
}

/** A step that can be taken, and one to consent to, if the first subjects have them. */
async function steps(page) {
  const found = {};
  for (const [resource, word] of Object.entries(KINDS)) {
    for (const { id } of await all(page, `/v1/${resource}?pageSize=40`)) {
      const options = await all(page, `/v1/${resource}/${id}/available-transitions`);
      const address = ({ name }) => `/${word}/${id}/stap/${name}`;
      const open = options.find((option) => option.open && Object.keys(option.inputSchema.properties ?? {}).length > 0);
      const asked = options.find(
        ({ mayConsent, refusals }) => mayConsent && refusals.length > 0 && refusals.every(({ code }) => code === "consent-missing"),
      );
      if (open) found.step ??= address(open);
      if (asked) found.consent ??= address(asked);
      if (found.step && found.consent) return found;
    }
  }
  return found;
}

/** A page to write on for every kind of change that the person may make to the first subjects. */
async function forms(page) {
  const found = {};
  for (const [resource, word] of Object.entries(KINDS)) {
    for (const { id } of await all(page, `/v1/${resource}?pageSize=40`)) {
      const changes = await all(page, `/v1/${resource}/${id}/available-changes`);
      for (const { name } of changes.filter(({ open }) => open)) {
        const path = FORMS[name]?.(`/${word}/${id}`);
        const page = ALIKE.has(name) ? name : `${name} ${resource}`;
        if (path) found[page] ??= path;
      }
    }
  }
  return found;
}

/** What is written in the same way whatever it is about. */
const ALIKE = new Set(["signal", "comment", "private_note", "note", "evidence"]);

const FORMS = {
  edit: (dossier) => `${dossier}/wijzigen/gegevens`,
  note: (dossier) => `${dossier}/wijzigen/notitie`,
  replace_worker_owner: (dossier) => `${dossier}/wijzigen/eigenaar-werknemer`,
  renumber: (dossier) => `${dossier}/wijzigen/nummer`,
  link_successor: (dossier) => `${dossier}/opvolger`,
  draft_text: (dossier) => `${dossier}/concept`,
  publication_text: (dossier) => `${dossier}/openbare-tekst`,
  correct_publication: (dossier) => `${dossier}/openbare-tekst/correctie`,
  commitment: (dossier) => `${dossier}/toezegging`,
  comment: (dossier) => `${dossier}/opmerking`,
  private_note: (dossier) => `${dossier}/aantekening`,
  signal: (dossier) => `${dossier}/signaal`,
  evidence: (dossier) => `${dossier}/bewijsstuk`,
  measure: (dossier) => `${dossier}/vastleggen/meting`,
};

async function agreementPages(page) {
  for (const { id } of await all(page, "/v1/agreements?pageSize=40")) {
    const found = { agreement: `/caos/${id}`, "texts in force": `/caos/${id}/teksten?op=2026-01-01`, "new clause": `/caos/${id}/nieuw`, "edit agreement": `/caos/${id}/wijzigen`, "agreement successor": `/caos/${id}/opvolger`, intention: `/caos/${id}/opzegging/voornemen`, letter: `/caos/${id}/opzegging/brief` };
    const changes = await all(page, `/v1/agreements/${id}/available-changes`);
    if (changes.some(({ name, open }) => open && name === "clause")) return found;
  }
  return {};
}

/** What is kept of a table that the person's organisation has left. */
async function copies(page) {
  const [first] = await all(page, "/v1/copies?pageSize=1");
  return first ? { copies: "/afschriften", copy: `/afschriften/${first.id}` } : {};
}

async function meetingPages(page) {
  const found = { meetings: "/overleg", "new meeting": "/overleg/nieuw" };
  for (const { id } of await all(page, "/v1/meetings?pageSize=40")) {
    found["one meeting"] ??= `/overleg/${id}`;
    for (const { name, open } of await all(page, `/v1/meetings/${id}/available-changes`)) {
      const word = { edit: "wijzigen", item: "punt", minutes: "verslag", correction: "correctie", answer: "antwoord" }[name];
      if (open && word) found[`${name} meeting`] ??= `/overleg/${id}/${word}`;
    }
    for (const { id: item, mayDo } of await all(page, `/v1/meetings/${id}/items`)) {
      if (mayDo.includes("edit")) found["edit item"] ??= `/overleg/${id}/punten/${item}`;
      if (mayDo.includes("decision")) found["decide item"] ??= `/overleg/${id}/punten/${item}/besluit`;
    }
  }
  return found;
}

/** A package that lies on the table with another beside it, and what its people may do with it. */
export async function packagePages(page) {
  const found = { packages: "/pakketten" };
  for (const { id, agreement, members } of await all(page, "/v1/packages?state=open&pageSize=20")) {
    found["one package"] ??= `/pakketten/${id}`;
    found["new package"] ??= `/caos/${agreement.id}/pakket`;
    found["agreement with packages"] ??= `/caos/${agreement.id}`;
    found["clause in a package"] ??= `/afspraken/${members[0].clause.id}`;
    for (const { name, open } of await all(page, `/v1/packages/${id}/available-changes`)) {
      const word = { edit: "wijzigen", alternative: "alternatief" }[name];
      if (open && word) found[`${name} package`] ??= `/pakketten/${id}/${word}`;
    }
    for (const { name, open, mayConsent } of await all(page, `/v1/packages/${id}/available-transitions`)) {
      if (name === "agree" ? mayConsent : open) found[`${name} package`] ??= `/pakketten/${id}/stap/${name}`;
    }
  }
  return found;
}

async function bottleneck(page) {
  for (const { id } of await all(page, "/v1/initiatives?pageSize=40")) {
    const [first] = await all(page, `/v1/initiatives/${id}/bottlenecks`);
    const changes = await all(page, `/v1/initiatives/${id}/available-changes`);
    if (first && changes.some(({ name }) => name === "follow_bottleneck")) return `/initiatieven/${id}/knelpunten/${first.id}`;
  }
  return null;
}

/** What comes back, and what its people may do with it. */
async function routinePages(page) {
  const found = { routines: "/vaste-momenten", "new routine": "/vaste-momenten/nieuw" };
  for (const { id } of await all(page, "/v1/routines?pageSize=20")) {
    found.routine ??= `/vaste-momenten/${id}`;
    const changes = await all(page, `/v1/routines/${id}/available-changes`);
    if (changes.some(({ open }) => open)) found["edit routine"] ??= `/vaste-momenten/${id}/wijzigen`;
    for (const { name, open, mayConsent } of await all(page, `/v1/routines/${id}/available-transitions`))
      if (open || mayConsent) found[`${name} routine`] ??= `/vaste-momenten/${id}/stap/${name}`;
  }
  return found;
}

/** What may be written of the subsidy of an initiative. */
async function subsidyPages(page) {
  const found = {};
  for (const { id } of await all(page, "/v1/subsidies?pageSize=5")) {
    found.subsidy ??= `/subsidies/${id}`;
    const changes = await all(page, `/v1/subsidies/${id}/available-changes`);
    if (changes.some(({ open }) => open)) found["follow subsidy"] ??= `/subsidies/${id}/wijzigen`;
  }
  for (const { id } of await all(page, "/v1/initiatives?pageSize=40")) {
    const changes = await all(page, `/v1/initiatives/${id}/available-changes`);
    if (changes.some(({ name, open }) => open && name === "subsidy")) {
      found["new subsidy"] = `/initiatieven/${id}/subsidie`;
      break;
    }
  }
  return found;
}

/** A clause about which there is a dispute, and what may be added to it. */
async function disputePages(page) {
  for (const { id, subject } of await all(page, "/v1/disputes?pageSize=5")) {
    const found = { disputed: `/afspraken/${subject.id}` };
    for (const { name, open } of await all(page, `/v1/disputes/${id}/available-changes`)) {
      const word = { addendum: "aanvulling", evidence: "bewijsstuk" }[name];
      if (open) found[`${name} dispute`] = `/geschillen/${id}/${word}`;
    }
    return found;
  }
  return {};
}

/** A response to a signal, for who received one. */
async function signalPages(page) {
  for (const { id, state } of await all(page, "/v1/received-signals?pageSize=5"))
    if (state !== "closed") return { "respond to signal": `/signalen/${id}/reactie` };
  return {};
}

/** A comment with its answers, a note of one's own, and what may be done with each. */
async function talk(page) {
  const found = {};
  for (const { id } of await all(page, "/v1/comments?pageSize=20")) {
    found.comment ??= `/opmerkingen/${id}`;
    const changes = await all(page, `/v1/comments/${id}/available-changes`);
    if (changes.some(({ name, open }) => name === "agenda_item" && open)) found["comment to agenda"] ??= `/opmerkingen/${id}/agendapunt`;
    if (changes.some(({ name }) => name === "commitment")) found.promise ??= `/opmerkingen/${id}/toezegging`;
  }
  for (const { id } of await all(page, "/v1/notes?revealed=false&pageSize=20")) {
    found.note ??= `/aantekeningen/${id}`;
    found["edit note"] ??= `/aantekeningen/${id}/wijzigen`;
    const changes = await all(page, `/v1/notes/${id}/available-changes`);
    if (changes.some(({ name, open }) => name === "reveal" && open)) found.reveal ??= `/aantekeningen/${id}/onthullen`;
  }
  return found;
}

/** What an administrator keeps; and for others their own organisation. */
async function administration(page) {
  const found = {};
  const [organisation] = await all(page, "/v1/organisations?pageSize=1");
  if (organisation) found.organisation = `/beheer/organisaties/${organisation.id}`;
  const ending = (await all(page, "/v1/affiliations?pageSize=40")).find(({ mayEnd }) => mayEnd);
  if (ending) found["end place"] = `/beheer/plaatsen/${ending.id}/einde`;
  const [person] = (await all(page, "/v1/people?pageSize=40")).filter(({ places }) => places.length > 0);
  if (!person) return found;
  const [table] = await all(page, "/v1/bargaining-tables?pageSize=1");
  const [seat] = (await all(page, "/v1/memberships?pageSize=40")).filter(({ state }) => state !== "ended");
  return {
    ...found,
    people: "/beheer/personen",
    "new person": "/beheer/personen/nieuw",
    person: `/beheer/personen/${person.id}`,
    "edit person": `/beheer/personen/${person.id}/wijzigen`,
    "invite person": `/beheer/personen/${person.id}/stap/uitnodigen`,
    "new place": `/beheer/personen/${person.id}/plaats`,
    organisations: "/beheer/organisaties",
    "new organisation": "/beheer/organisaties/nieuw",
    "edit organisation": `/beheer/organisaties/${organisation.id}/wijzigen`,
    service: "/beheer/dienst",
    tables: "/beheer/tafels",
    "new table": "/beheer/tafels/nieuw",
    table: `/beheer/tafels/${table.id}`,
    "edit table": `/beheer/tafels/${table.id}/wijzigen`,
    "close table": `/beheer/tafels/${table.id}/sluiten`,
    "new seat": `/beheer/tafels/${table.id}/plaats`,
    "end seat": `/beheer/zetels/${seat.id}/einde`,
  };
}

export async function addresses(page) {
  const found = {
    work: "/",
    agreements: "/caos",
    reminders: "/herinneringen",
    asleep: "/herinneringen?uitgesteld=ja",
    unread: "/herinneringen?ongelezen=ja",
    reminding: "/herinneringen/tafels",
    preferences: "/herinneringen/instellingen",
    "calendar feeds": "/herinneringen/agenda",
    mails: "/mails",
    mandates: "/mandaten",
    grantMandate: "/mandaten/nieuw",
    lifecycle: "/processen/clause",
    signals: "/signalen",
    newAgreement: "/caos/nieuw",
    newInitiative: "/initiatieven/nieuw",
    password: "/wachtwoord/geen-sleutel",
    notFound: "/nergens",
  };
  for (const [resource, word] of Object.entries(KINDS)) {
    found[resource] = `/${word}`;
    for (const { id } of await all(page, `/v1/${resource}?pageSize=1`)) found[`one of ${resource}`] = `/${word}/${id}`;
  }
  const closed = found["one of clauses"]; // only the clock and the secretariat archive it
  if (closed) found["closed step"] = `${closed}/stap/archive`;
  Object.assign(found, await agreementPages(page), await meetingPages(page), await copies(page), await administration(page), await disputePages(page), await signalPages(page));
  Object.assign(found, await subsidyPages(page), await routinePages(page));
  const stuck = await bottleneck(page);
  if (stuck) found.bottleneck = stuck;
  return { ...found, ...(await steps(page)), ...(await forms(page)), ...(await talk(page)) };
}

export type PageName =
  | "work"
  | "agreements"
  | "agreement"
  | "agreementAct"
  | "newAgreement"
  | "newClause"
  | "newInitiative"
  | "newCommitment"
  | "edit"
  | "editAgreement"
  | "bottleneck"
  | "subsidy"
  | "routine"
  | "newRoutine"
  | "editRoutine"
  | "editSubsidy"
  | "newSubsidy"
  | "clauseText"
  | "agreementTexts"
  | "agreementSuccessor"
  | "notice"
  | "askBinding"
  | "bindingStep"
  | "clauseSuccessor"
  | "draftText"
  | "publicationText"
  | "publicationCorrection"
  | "list"
  | "dossier"
  | "act"
  | "judge"
  | "evidence"
  | "record"
  | "addendum"
  | "signals"
  | "sendSignal"
  | "respondSignal"
  | "disputeEvidence"
  | "newComment"
  | "newNote"
  | "comment"
  | "promise"
  | "commentToAgenda"
  | "note"
  | "editNote"
  | "reveal"
  | "reminders"
  | "preferences"
  | "reminding"
  | "calendarFeeds"
  | "mails"
  | "copies"
  | "copy"
  | "mandates"
  | "paper"
  | "grantMandate"
  | "endMandate"
  | "lifecycle"
  | "newMeeting"
  | "meeting"
  | "editMeeting"
  | "answerMeeting"
  | "minutes"
  | "correction"
  | "newItem"
  | "editItem"
  | "newDecision"
  | "people"
  | "newPerson"
  | "person"
  | "editPerson"
  | "personStep"
  | "newPlace"
  | "endPlace"
  | "organisations"
  | "newOrganisation"
  | "organisation"
  | "editOrganisation"
  | "service"
  | "tables"
  | "newTable"
  | "table"
  | "editTable"
  | "closeTable"
  | "newSeat"
  | "endSeat"
  | "password"
  | "package"
  | "newPackage"
  | "alternative"
  | "editPackage"
  | "notFound";

export type Params = Readonly<Record<string, string>>;

export interface Match {
  page: PageName;
  params: Params;
}

/** The Dutch word in an address for each kind of subject the API has, and back. */
export const KIND_PATHS = {
  clause: "afspraken",
  initiative: "initiatieven",
  commitment: "toezeggingen",
  meeting: "overleg",
  package: "pakketten",
  routine: "vaste-momenten",
} as const;

export type Kind = keyof typeof KIND_PATHS;

export const isKind = (kind: string): kind is Kind => kind in KIND_PATHS;

const KINDS = new Map<string, Kind>(
  (Object.keys(KIND_PATHS) as Kind[]).map((kind) => [KIND_PATHS[kind], kind]),
);

const PATTERNS: readonly (readonly [string, PageName])[] = [
  ["/", "work"],
  ["/caos", "agreements"],
  ["/caos/nieuw", "newAgreement"],
  ["/caos/:id", "agreement"],
  ["/caos/:id/wijzigen", "editAgreement"],
  ["/caos/:id/nieuw", "newClause"],
  ["/caos/:id/opmerking", "newComment"],
  ["/caos/:id/aantekening", "newNote"],
  ["/caos/:id/pakket", "newPackage"],
  ["/caos/:id/stap/:transition", "agreementAct"],
  ["/caos/:id/teksten", "agreementTexts"],
  ["/caos/:id/opvolger", "agreementSuccessor"],
  ["/caos/:id/opzegging/:what", "notice"],
  ["/caos/:id/avv/:what", "askBinding"],
  ["/avv/:id/:step", "bindingStep"],
  ["/afspraken/:id/opvolger", "clauseSuccessor"],
  ["/afspraken/:id/tekst", "clauseText"],
  ["/afspraken/:id/concept", "draftText"],
  ["/afspraken/:id/openbare-tekst", "publicationText"],
  ["/afspraken/:id/openbare-tekst/correctie", "publicationCorrection"],
  ["/herinneringen", "reminders"],
  ["/herinneringen/instellingen", "preferences"],
  ["/herinneringen/tafels", "reminding"],
  ["/herinneringen/agenda", "calendarFeeds"],
  ["/mails", "mails"],
  ["/afschriften", "copies"],
  ["/afschriften/:id", "copy"],
  ["/mandaten", "mandates"],
  ["/mandaten/nieuw", "grantMandate"],
  ["/mandaten/:id/einde", "endMandate"],
  ["/processen", "lifecycle"],
  ["/processen/:kind", "lifecycle"],
  ["/evaluaties/:id/oordeel", "judge"],
  ["/toezeggingen/:id/bewijsstuk", "evidence"],
  ["/geschillen/:id/aanvulling", "addendum"],
  ["/signalen", "signals"],
  ["/signalen/:id/reactie", "respondSignal"],
  ["/geschillen/:id/bewijsstuk", "disputeEvidence"],
  ["/opmerkingen/:id", "comment"],
  ["/opmerkingen/:id/toezegging", "promise"],
  ["/opmerkingen/:id/agendapunt", "commentToAgenda"],
  ["/aantekeningen/:id", "note"],
  ["/aantekeningen/:id/wijzigen", "editNote"],
  ["/aantekeningen/:id/onthullen", "reveal"],
  ["/initiatieven/nieuw", "newInitiative"],
  ["/initiatieven/:id/vastleggen/:what", "record"],
  ["/initiatieven/:id/knelpunten/:bottleneck", "bottleneck"],
  ["/initiatieven/:id/subsidie", "newSubsidy"],
  ["/subsidies/:id", "subsidy"],
  ["/vaste-momenten/nieuw", "newRoutine"],
  ["/vaste-momenten/:id", "routine"],
  ["/vaste-momenten/:id/wijzigen", "editRoutine"],
  ["/subsidies/:id/wijzigen", "editSubsidy"],
  ["/overleg/nieuw", "newMeeting"],
  ["/overleg/:id", "meeting"],
  ["/overleg/:id/wijzigen", "editMeeting"],
  ["/overleg/:id/antwoord", "answerMeeting"],
  ["/overleg/:id/verslag", "minutes"],
  ["/overleg/:id/correctie", "correction"],
  ["/overleg/:id/punt", "newItem"],
  ["/overleg/:id/punten/:item", "editItem"],
  ["/overleg/:id/punten/:item/besluit", "newDecision"],
  ["/beheer", "people"],
  ["/beheer/personen", "people"],
  ["/beheer/personen/nieuw", "newPerson"],
  ["/beheer/personen/:id", "person"],
  ["/beheer/personen/:id/wijzigen", "editPerson"],
  ["/beheer/personen/:id/plaats", "newPlace"],
  ["/beheer/personen/:id/stap/:step", "personStep"],
  ["/beheer/plaatsen/:id/einde", "endPlace"],
  ["/beheer/organisaties", "organisations"],
  ["/beheer/organisaties/nieuw", "newOrganisation"],
  ["/beheer/organisaties/:id", "organisation"],
  ["/beheer/organisaties/:id/wijzigen", "editOrganisation"],
  ["/beheer/dienst", "service"],
  ["/beheer/tafels", "tables"],
  ["/beheer/tafels/nieuw", "newTable"],
  ["/beheer/tafels/:id", "table"],
  ["/beheer/tafels/:id/wijzigen", "editTable"],
  ["/beheer/tafels/:id/sluiten", "closeTable"],
  ["/beheer/tafels/:id/plaats", "newSeat"],
  ["/beheer/zetels/:id/einde", "endSeat"],
  ["/wachtwoord/:key", "password"],
  ["/pakketten/:id", "package"],
  ["/pakketten/:id/alternatief", "alternative"],
  ["/pakketten/:id/wijzigen", "editPackage"],
  ["/:kindPath", "list"],
  ["/:kindPath/:id", "dossier"],
  ["/:kindPath/:id/wijzigen/:change", "edit"],
  ["/:kindPath/:id/opmerking", "newComment"],
  ["/:kindPath/:id/aantekening", "newNote"],
  ["/:kindPath/:id/signaal", "sendSignal"],
  ["/:kindPath/:id/toezegging", "newCommitment"],
  ["/:kindPath/:id/papier/:transition", "paper"],
  ["/:kindPath/:id/stap/:transition", "act"],
];

function matchPattern(pattern: string, path: string): Params | null {
  const expected = pattern.split("/");
  const actual = path.split("/");
  if (expected.length !== actual.length) return null;
  const params: Record<string, string> = {};
  for (const [index, part] of expected.entries()) {
    const value = actual[index] ?? "";
    if (part.startsWith(":")) {
      if (!value) return null;
      params[part.slice(1)] = decode(value);
    } else if (part !== value) return null;
  }
  return params;
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** Which page a path shows. An unknown path, or an unknown kind in it, is the not-found page. */
export function matchPath(path: string): Match {
  const clean = path.length > 1 ? path.replace(/\/+$/, "") : path;
  for (const [pattern, page] of PATTERNS) {
    const params = matchPattern(pattern, clean);
    if (!params) continue;
    if (params["kindPath"] === undefined) return { page, params };
    const kind = KINDS.get(params["kindPath"]);
    if (kind) return { page, params: { ...params, kind } };
  }
  return { page: "notFound", params: {} };
}

export const listPath = (kind: Kind): string => `/${KIND_PATHS[kind]}`;

/** The page of a subject, or null for a kind this frontend has no page for. */
export function subjectPath(kind: string, id: string): string | null {
  if (kind === "agreement") return agreementPath(id);
  if (kind === "organisation") return organisationPath(id);
  if (kind === "subsidy") return `/subsidies/${id}`;
  if (kind === "comment") return `/opmerkingen/${id}`;
  return isKind(kind) ? `/${KIND_PATHS[kind]}/${id}` : null;
}

export const actPath = (kind: Kind, id: string, transition: string): string =>
  `/${KIND_PATHS[kind]}/${id}/stap/${encodeURIComponent(transition)}`;

export const judgePath = (evaluationId: string): string => `/evaluaties/${evaluationId}/oordeel`;

export const evidencePath = (commitmentId: string): string =>
  `${listPath("commitment")}/${commitmentId}/bewijsstuk`;

export const SIGNALS = "/signalen";

export const sendSignalPath = (kind: Kind, id: string): string => `${listPath(kind)}/${id}/signaal`;

export const respondSignalPath = (id: string): string => `${SIGNALS}/${id}/reactie`;

export const addendumPath = (disputeId: string): string => `/geschillen/${disputeId}/aanvulling`;

export const disputeEvidencePath = (disputeId: string): string => `/geschillen/${disputeId}/bewijsstuk`;

export const agreementPath = (id: string): string => `/caos/${id}`;

export const agreementActPath = (id: string, transition: string): string =>
  `${agreementPath(id)}/stap/${encodeURIComponent(transition)}`;

export const MANDATES = "/mandaten";
export const GRANT_MANDATE = "/mandaten/nieuw";

export const endMandatePath = (id: string): string => `${MANDATES}/${id}/einde`;

export const NEW_AGREEMENT = "/caos/nieuw";
export const NEW_MEETING = "/overleg/nieuw";
export const NEW_INITIATIVE = "/initiatieven/nieuw";

export const editAgreementPath = (id: string): string => `${agreementPath(id)}/wijzigen`;

export const clauseTextPath = (id: string): string => `${listPath("clause")}/${id}/tekst`;

export const clauseDraftPath = (id: string): string => `${listPath("clause")}/${id}/concept`;

export const agreementTextsPath = (id: string): string => `${agreementPath(id)}/teksten`;

export const newCommitmentPath = (kind: Kind, id: string): string => `${listPath(kind)}/${id}/toezegging`;

export const paperPath = (kind: Kind, id: string, transition: string): string =>
  `${listPath(kind)}/${id}/papier/${encodeURIComponent(transition)}`;

export const successorPath = (kind: "clause" | "agreement", id: string): string =>
  `${subjectPath(kind, id)}/opvolger`;

/** What one's own side keeps about giving notice, by the word in the address. */
export type NoticeName = "voornemen" | "brief";

export const isNotice = (name: string): name is NoticeName => name === "voornemen" || name === "brief";

export const noticePath = (agreementId: string, what: NoticeName): string =>
  `${agreementPath(agreementId)}/opzegging/${what}`;

export const bottleneckPath = (initiativeId: string, id: string): string =>
  `${listPath("initiative")}/${initiativeId}/knelpunten/${id}`;

export const newClausePath = (agreementId: string): string => `${agreementPath(agreementId)}/nieuw`;

/** What can be recorded of an initiative, by the word in the address. */
export const RECORDS = { meting: "measurements", "kosten-en-baten": "business-cases" } as const;
export type RecordName = keyof typeof RECORDS;

export const isRecord = (name: string): name is RecordName => name in RECORDS;

export const recordPath = (initiativeId: string, what: RecordName): string =>
  `${listPath("initiative")}/${initiativeId}/vastleggen/${what}`;

export const packagePath = (id: string): string => `${listPath("package")}/${id}`;

export const newPackagePath = (agreementId: string): string => `${agreementPath(agreementId)}/pakket`;

export const alternativePath = (id: string): string => `${packagePath(id)}/alternatief`;

export const editPackagePath = (id: string): string => `${packagePath(id)}/wijzigen`;

export const meetingPath = (id: string): string => `${listPath("meeting")}/${id}`;

export const answerMeetingPath = (id: string): string => `${meetingPath(id)}/antwoord`;

/** The form to plan a meeting of a table, and where to go back to when it has been planned. */
export const planMeetingPath = (tableId: string, back: string): string =>
  `${NEW_MEETING}?${new URLSearchParams({ tafel: tableId, terug: back }).toString()}`;

export const agendaItemPath = (meetingId: string, id: string): string => `${meetingPath(meetingId)}/punten/${id}`;

export const REMINDERS = "/herinneringen";
export const PREFERENCES = `${REMINDERS}/instellingen`;
export const REMINDING = `${REMINDERS}/tafels`;
export const MAILS = "/mails";
export const CALENDAR_FEEDS = `${REMINDERS}/agenda`;

export const COPIES = "/afschriften";
export const copyPath = (id: string): string => `${COPIES}/${id}`;

export const ADMINISTRATION = "/beheer";
export const PEOPLE = `${ADMINISTRATION}/personen`;
export const ORGANISATIONS = `${ADMINISTRATION}/organisaties`;
export const TABLES = `${ADMINISTRATION}/tafels`;
export const SERVICE = `${ADMINISTRATION}/dienst`;

export const personPath = (id: string): string => `${PEOPLE}/${id}`;

/** What an administrator does for somebody, by the word in the address. */
export const PERSON_STEPS = { uitnodigen: "invite", sluiten: "close", heropenen: "reopen" } as const;
export type PersonStep = keyof typeof PERSON_STEPS;

export const isPersonStep = (name: string): name is PersonStep => name in PERSON_STEPS;

export const personStepPath = (id: string, step: PersonStep): string => `${personPath(id)}/stap/${step}`;

export const endPlacePath = (id: string): string => `${ADMINISTRATION}/plaatsen/${id}/einde`;

export const organisationPath = (id: string): string => `${ORGANISATIONS}/${id}`;

export const tablePath = (id: string): string => `${TABLES}/${id}`;

export const endSeatPath = (id: string): string => `${ADMINISTRATION}/zetels/${id}/einde`;

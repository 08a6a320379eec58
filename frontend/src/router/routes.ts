export type PageName =
  | "work"
  | "agreements"
  | "agreement"
  | "agreementAct"
  | "newClause"
  | "list"
  | "dossier"
  | "act"
  | "judge"
  | "evidence"
  | "record"
  | "reminders"
  | "lifecycle"
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
} as const;

export type Kind = keyof typeof KIND_PATHS;

export const isKind = (kind: string): kind is Kind => kind in KIND_PATHS;

const KINDS = new Map<string, Kind>(
  (Object.keys(KIND_PATHS) as Kind[]).map((kind) => [KIND_PATHS[kind], kind]),
);

const PATTERNS: readonly (readonly [string, PageName])[] = [
  ["/", "work"],
  ["/caos", "agreements"],
  ["/caos/:id", "agreement"],
  ["/caos/:id/nieuw", "newClause"],
  ["/caos/:id/stap/:transition", "agreementAct"],
  ["/herinneringen", "reminders"],
  ["/processen", "lifecycle"],
  ["/processen/:kind", "lifecycle"],
  ["/evaluaties/:id/oordeel", "judge"],
  ["/toezeggingen/:id/bewijsstuk", "evidence"],
  ["/initiatieven/:id/vastleggen/:what", "record"],
  ["/:kindPath", "list"],
  ["/:kindPath/:id", "dossier"],
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
  return isKind(kind) ? `/${KIND_PATHS[kind]}/${id}` : null;
}

export const actPath = (kind: Kind, id: string, transition: string): string =>
  `/${KIND_PATHS[kind]}/${id}/stap/${encodeURIComponent(transition)}`;

export const judgePath = (evaluationId: string): string => `/evaluaties/${evaluationId}/oordeel`;

export const evidencePath = (commitmentId: string): string =>
  `${listPath("commitment")}/${commitmentId}/bewijsstuk`;

export const agreementPath = (id: string): string => `/caos/${id}`;

export const agreementActPath = (id: string, transition: string): string =>
  `${agreementPath(id)}/stap/${encodeURIComponent(transition)}`;

export const newClausePath = (agreementId: string): string => `${agreementPath(agreementId)}/nieuw`;

/** What can be recorded of an initiative, by the word in the address. */
export const RECORDS = { meting: "measurements", "kosten-en-baten": "business-cases" } as const;
export type RecordName = keyof typeof RECORDS;

export const isRecord = (name: string): name is RecordName => name in RECORDS;

export const recordPath = (initiativeId: string, what: RecordName): string =>
  `${listPath("initiative")}/${initiativeId}/vastleggen/${what}`;

/** What the API answers with, as far as the screens use it. */

export interface Named {
  id: string;
  name: string;
}

export interface Titled {
  id: string;
  title: string;
}

export interface Page<T> {
  items: readonly T[];
  next: string | null;
  previous: string | null;
}

export interface Listed<T> {
  items: readonly T[];
}

export interface MyOrganisation extends Named {
  kind: string;
  side: string;
  function?: string;
}

export interface Me {
  id: string;
  name: string;
  email: string;
  language: string;
  organisations: readonly MyOrganisation[];
  isAdministrator: boolean;
}

export interface DemoPerson {
  email: string;
  name: string;
}

export interface Status {
  demoPeople?: readonly DemoPerson[];
}

export interface SubjectRef {
  kind: string;
  id: string;
  title: string;
}

export interface Action {
  kind: string;
  subject: SubjectRef;
  label: string;
  dueOn: string | null;
  /** The transition that it is about, or empty. */
  transition: string;
}

export interface Deadline {
  id: string;
  name: string;
  label: string;
  subject: SubjectRef;
  dueOn: string;
  overdue: boolean;
  /** Whether the person acts for somebody who is reminded of it. */
  mine: boolean;
}

export interface Reminder {
  id: string;
  label: string;
  subject: SubjectRef;
  dueOn?: string | null;
  sentAt: string;
  readAt: string | null;
}

export interface ClauseText {
  number: number;
  body: string;
  digest: string;
}

export interface Subject extends Partial<Plan> {
  id: string;
  kind: string;
  title: string;
  summary?: string;
  /** For a commitment: the clause or initiative in which it was promised. */
  subject?: { kind: string; id: string };
  state: string;
  stateLabel: string;
  phase: string;
  legalStatus?: string | null;
  legalStatusLabel?: string;
  visibility: string;
  authorSide?: string | null;
  agreement?: Titled | null;
  articleNumber?: string;
  clauseTypeLabel?: string;
  themeLabel?: string;
  scope?: string;
  aims?: readonly string[];
  effectiveOn?: string | null;
  endsOn?: string | null;
  nextReviewOn?: string | null;
  finalEvaluationOn?: string | null;
  noticeGivenOn?: string | null;
  endedOn?: string | null;
  dispute?: Dispute | null;
  dueOn?: string | null;
  overdue?: boolean;
  owner?: Named | null;
  coOwner?: Named | null;
  ownerSideLabel?: string;
  justification?: string;
  /** A clause's text with its version; a commitment's own words. */
  text?: ClauseText | string | null;
  bargainingTable?: Named | null;
  version: number;
  createdAt: string;
  updatedAt: string;
}

/** What an initiative shows besides what every subject does. */
export interface Plan {
  organisation: Named | null;
  employerOwner: Named | null;
  workerOwner: Named | null;
  region: string;
  sizeClass: string;
  types: readonly string[];
  startOn: string | null;
  endOn: string | null;
  problem: string;
  plan: string;
  desiredSituation: string;
  targetGroup: string;
  lessons: string;
  linkedClauses: readonly string[];
  worksCouncil: {
    role: string | null;
    body: Named | null;
    answerDueOn: string | null;
    outcome: string | null;
    decidedOn: string | null;
    conditions: string;
  };
  embedding: { plan: string; owner: Named | null; anchor: string | null; evidence: string };
  indicators: readonly PlanIndicator[];
}

/** Amounts are text, so that none of them gets lost on the way. */
export interface PlanIndicator {
  code: string;
  baseline: string | null;
  target: string | null;
  current: string | null;
  source: string;
  notAvailableBecause: string;
}

export interface Bottleneck {
  id: string;
  code: string;
  description: string;
  ownerSide: string;
  owner: Named | null;
  solution: string;
  dueOn: string;
  status: string;
  result: string;
}

export interface BusinessCase {
  id: string;
  cost: string;
  benefit: string;
  paybackMonths: number | null;
  source: string;
  note: string;
  createdAt: string;
}

export interface Refusal {
  code: string;
  message: string;
}

export interface ConsentGiven {
  id: string;
  organisation: string;
  side: string;
  person: string;
  givenAt: string;
}

export interface ConsentMissing {
  organisation: string;
  side: string;
}

export interface Consents {
  rule: string;
  digest: string;
  /** What is on offer besides the text: the terms that the transition fixes. */
  terms: Record<string, unknown>;
  given: readonly ConsentGiven[];
  missing: readonly ConsentMissing[];
}

export interface JsonSchema {
  $ref?: string;
  $defs?: Record<string, JsonSchema>;
  type?: string | readonly string[];
  title?: string;
  description?: string;
  format?: string;
  enum?: readonly unknown[];
  const?: unknown;
  oneOf?: readonly JsonSchema[];
  anyOf?: readonly JsonSchema[];
  allOf?: readonly JsonSchema[];
  /** The choices of an enum with their titles. */
  "x-choices"?: readonly JsonSchema[];
  /** The reference list whose codes this is one of. */
  "x-list"?: string;
  properties?: Record<string, JsonSchema>;
  required?: readonly string[];
  items?: JsonSchema;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  minItems?: number;
  maxItems?: number;
  default?: unknown;
}

export interface Option {
  name: string;
  label: string;
  target: string;
  targetLabel: string;
  trigger: string;
  consentRule: string;
  open: boolean;
  /** Whether the person may perform it, once nothing stands in the way. */
  mayPerform: boolean;
  /** Whether the yes of an organisation of this person is awaited. */
  mayConsent: boolean;
  /** Whether what is filled in, such as a ruling, can stand in for missing consents. */
  waivable: boolean;
  needsReason: boolean;
  refusals: readonly Refusal[];
  consents: Consents | null;
  inputSchema: JsonSchema;
}

export interface AuditEntry {
  number: number;
  event: string;
  from: string;
  to: string;
  actor: { kind: string; name: string };
  organisation: { name: string; side: string };
  reason: string;
  at: string;
  digest: string;
  previous: string;
}

export interface LifecycleState {
  name: string;
  label: string;
  phase: string;
  phaseLabel: string;
  visibility: string | null;
  meaning: string;
}

export interface LifecycleTransition {
  name: string;
  label: string;
  from: readonly string[];
  /** A state, or in brackets: back to where it was, or no other state. */
  to: string;
  roles: readonly string[];
  trigger: string;
  consentRule: string;
}

export interface LifecycleDeadline {
  name: string;
  label: string;
  remindOnDays: readonly number[];
  whileIn: readonly string[];
  basis: string;
}

export interface Lifecycle {
  name: string;
  start: string;
  states: readonly LifecycleState[];
  transitions: readonly LifecycleTransition[];
  deadlines: readonly LifecycleDeadline[];
  roles: readonly { name: string; label: string }[];
}

/** A step of all clauses of an agreement that can take it: on all of them, or on none. */
export interface SharedOption {
  name: string;
  label: string;
  clauses: number;
  open: boolean;
  needsReason: boolean;
  refusals: readonly Refusal[];
  inputSchema: JsonSchema;
}

export interface Ballot {
  id: string;
  organisation: Named;
  side: string;
  closesOn: string;
  adviceLabel: string;
  outcome: string | null;
  outcomeLabel: string | null;
  votesFor: number | null;
  votesAgainst: number | null;
  abstentions: number | null;
}

export interface Dispute {
  kindLabel: string;
  levelLabel: string;
  answerDueOn: string | null;
  facts: string;
  requested: string;
}

export interface Difference {
  pieces: readonly { change: "same" | "removed" | "added"; text: string }[];
}

export interface AgreementParty extends Named {
  side: string;
}

export interface Agreement {
  id: string;
  title: string;
  typeLabel: string;
  number: string | null;
  startsOn: string;
  endsOn: string;
  lastNoticeOn: string | null;
  registeredOn: string | null;
  receiptNoticeOn: string | null;
  parties: readonly AgreementParty[];
  secretariat: Named | null;
  bargainingTable: Named | null;
}

export interface Version {
  id: string;
  number: number;
  body: string;
  rationale: string;
  digest: string;
  author: string;
  organisation: string | null;
  createdAt: string;
}

export type EvidenceKind = "document" | "link" | "statement";

export interface EvidenceItem {
  id: string;
  kind: EvidenceKind;
  kindLabel: string;
  title: string;
  url: string | null;
  statement: string | null;
  organisation: Named | null;
  person: string;
  addedAt: string;
}

export interface IndicatorValue {
  indicator: string;
  value?: number | null;
  notAvailableBecause?: string;
  source?: string;
}

export interface Judgement {
  id: string;
  organisation: Named;
  person: string;
  verdict: string;
  verdictLabel: string;
  explanation: string;
  indicators: readonly IndicatorValue[];
  noIndicatorsBecause: string;
  lessons: string;
  advice: string | null;
  adviceLabel: string | null;
  givenAt: string;
}

export interface SideJudgement {
  side: string;
  sideLabel: string;
  given: boolean;
  judgement: Judgement | null;
}

export interface Evaluation {
  id: string;
  subject: { kind: string; id: string };
  title: string;
  sealed: boolean;
  judgements: readonly SideJudgement[];
  findings: string;
  openedAt: string;
  closedAt: string | null;
}

export interface EvaluationDetail extends Evaluation {
  mayJudge: boolean;
  inputSchema: JsonSchema;
}

export interface Code {
  code: string;
  label: string;
}

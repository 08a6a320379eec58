/**
 * What the API answers with, as far as the screens use it: the shapes of its own document, given the
 * names that the screens use. Where the document leaves something open, it is said here.
 */
import type { components } from "./openapi";

type Schemas = components["schemas"];

export type Named = Schemas["Reference"];
export type Me = Schemas["Me"];
export type Status = Schemas["Status"];
export type DemoPerson = Schemas["DemoPerson"];
export type SubjectRef = Schemas["SubjectRef"];
export type Action = Schemas["Action"];
export type Deadline = Schemas["Deadline"];
export type Reminder = Schemas["Reminder"];
export type CalendarFeed = Schemas["CalendarFeed"];
export type MadeFeed = Schemas["MadeFeed"];
export type NotificationPreferences = Schemas["Preferences"];
export type Refusal = Schemas["Refusal"];
export type AuditEntry = Schemas["AuditEntry"];
export type LifecycleDeadline = Schemas["DeadlineRow"];
export type Lifecycle = Schemas["Lifecycle"];
export type Ballot = Schemas["Ballot"];
export type Version = Schemas["Version"];
export type Amendment = Schemas["Amendment"];
export type Published = Schemas["Published"];
export type Difference = Schemas["Diff"];
export type ClauseText = Schemas["ClauseText"];
export type EvidenceItem = Schemas["Evidence"];
export type EvidenceKind = EvidenceItem["kind"];
export type Judgement = Schemas["Judgement"];
export type IndicatorValue = Schemas["IndicatorValue"];
export type SideJudgement = Schemas["Side"];
export type Evaluation = Schemas["Evaluation"];
export type PlanIndicator = Schemas["Indicator"];
export type Bottleneck = Schemas["Bottleneck"];
export type BusinessCase = Schemas["BusinessCase"];
export type Routine = Schemas["Routine"];
export type RoutinePeriod = Schemas["RoutinePeriod"];
export type Subsidy = Schemas["Subsidy"];
export type Copy = Schemas["Copy"];
export type CopyDetail = Schemas["CopyDetail"];
export type Comment = Schemas["Comment"];
export type Reply = Schemas["Reply"];
export type Resolution = Schemas["Resolution"];
export type Note = Schemas["Note"];
export type NoteDetail = Schemas["NoteDetail"];
export type Passage = Schemas["Passage"];
export type Code = Schemas["ReferenceEntry"];
export type Change = Schemas["AvailableChange"];
export type Mandate = Schemas["Mandate"];
export type Paper = Schemas["Paper"];
export type PaperDocument = Schemas["Document"];
export type WrittenMail = Schemas["WrittenMail"];
export type Arrangement = Schemas["Arrangement"];
export type RemindingRule = Schemas["RemindingRule"];
export type Nudge = Schemas["Nudge"];
export type AwaitedPaper = Omit<Schemas["AwaitedPaper"], "inputSchema"> & { inputSchema: JsonSchema };
export type Colleague = Schemas["Colleague"];
export type Person = Schemas["Person"];
export type PersonPlace = Schemas["PersonPlace"];
export type Place = Schemas["Affiliation"];
export type Organisation = Schemas["Organisation"];
export type Seat = Schemas["Membership"];
export type Intention = Schemas["Intention"];
export type Proof = Schemas["Proof"];
export type BindingRequest = Schemas["Binding"];
export type WaitingText = Schemas["WaitingText"];
export type PublicationPreview = Schemas["PublicationPreview"];
export type TermDate = Schemas["TermDate"];
export type Relative = Schemas["ClauseRelative"] | Schemas["AgreementRelative"];
export type PossibleSuccessor = Schemas["PossibleClause"] | Schemas["PossibleAgreement"];
export type BargainingTable = Schemas["BargainingTable"];

/** A page of a list; `next` and `previous` are cursors. */
export interface Page<T> {
  items: readonly T[];
  next: string | null;
  previous: string | null;
}

export interface AgreementParty extends Named {
  side: string;
}

export type Agreement = Omit<Schemas["Agreement"], "parties"> & { parties: readonly AgreementParty[] };

export type Dispute = Schemas["DisputeStanding"];
export type OwnSignal = Schemas["OwnSignal"];
export type ReceivedSignal = Schemas["ReceivedSignal"];
export type DisputeDetail = Schemas["Dispute"];
export type DisputeStatement = Schemas["Statement"];
export type DisputePieceItem = Schemas["Piece"];
export type DisputePieceDocument = Schemas["PieceDocument"];

type Clause = Schemas["Clause"];
type Initiative = Schemas["Initiative"];
type Commitment = Schemas["Commitment"];
export type Meeting = Schemas["Meeting"];
export type AgendaItem = Schemas["AgendaItem"];
export type Linked = Schemas["Linked"];
export type Decision = Schemas["Decision"];
export type Correction = Schemas["Correction"];
export type MeetingAnswer = Schemas["MeetingAnswer"];
export type PackageMember = Schemas["PackageMember"];
export type Beside = Schemas["Beside"];
export type Package = Omit<Schemas["Package"], "termsSchema"> & { termsSchema: JsonSchema };
export type Consent = Schemas["Consent"];
/** What goes by one name in all three, but is not the same thing. */
type Ambiguous = "text" | "indicators";
type Shared = Omit<Pick<Clause, keyof Clause & keyof Initiative & keyof Commitment>, Ambiguous>;
type Own<T> = Partial<Omit<T, keyof Shared | Ambiguous | "dispute">>;

/** A clause, an initiative or a commitment: what every one has, and what some have. */
export type Subject = Shared &
  Own<Clause> &
  Own<Initiative> &
  Own<Commitment> &
  Partial<Pick<Package, "members" | "termsSchema">> & {
    /** A clause's text with its version; a commitment's own words. */
    text?: ClauseText | string | null;
    /** The codes of what is measured; an initiative tells where each of them stands. */
    indicators?: readonly (string | PlanIndicator)[];
    dispute?: Dispute | null;
    /** When a meeting begins. */
    startsAt?: string;
  };

export interface ConsentGiven {
  id: string;
  organisation: string;
  side: string;
  person: string;
  /** That the person had a mandate. */
  mandated: boolean;
  /** Where it was signed on paper first. */
  onPaper: { signedOn: string | null; recordedBy: string };
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
  /** Whether it is a commitment of the dossier. */
  "x-promise"?: boolean;
  /** Whether it is a round that was planned at the table of the dossier. */
  "x-round"?: boolean;
  /** Whether it tells where words that were pointed at stand, which nobody types. */
  "x-anchor"?: boolean;
  /** Whether this is one of the parts of what the form is about. */
  "x-member"?: boolean;
  /** Whether it is another organisation than the one for which one acts. */
  "x-other"?: boolean;
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

interface Asks {
  inputSchema: JsonSchema;
}

export type Option = Omit<Schemas["AvailableTransition"], "consents" | "inputSchema"> &
  Asks & { consents: Consents | null };

/** A step of all clauses of an agreement that can take it: on all of them, or on none. */
export type SharedOption = Omit<Schemas["SharedTransition"], "refusals" | "inputSchema"> &
  Asks & { refusals: readonly Refusal[] };

export type EvaluationDetail = Omit<Schemas["EvaluationDetail"], "inputSchema"> & Asks;

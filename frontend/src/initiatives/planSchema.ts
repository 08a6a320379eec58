import type { Part } from "../act/BodyFields";
import type { JsonSchema } from "../api/shapes";
import type { Messages } from "../i18n/nl";
import { amount, code, codes, count, day, oneOf, organisation, text } from "../writing/fields";

const LONG = 5000;
const MOST_AIMS = 3;
const MOST_INDICATORS = 3;

/** What a new idea asks for; the rest of the plan may come later. */
export function ideaSchema({ lists, writing, initiatives, consent }: Messages, several: boolean): JsonSchema {
  return {
    type: "object",
    required: ["bargainingTable", "title", ...(several ? ["authorOrganisation"] : [])],
    properties: {
      bargainingTable: organisation(writing.steeringGroup, "bargainingTable"),
      ...(several ? { authorOrganisation: organisation(consent.chooseBehalf, "authorOrganisation") } : {}),
      title: text(lists.name, 200),
      problem: text(initiatives.problem, LONG),
    },
  };
}

/** The whole plan, as the API asks for it; the sectors are those of one edition of the SBI. */
export function planSchema(words: Messages, edition: string): JsonSchema {
  const { lists, dossier, initiatives, writing } = words;
  return {
    type: "object",
    required: ["title"],
    properties: {
      title: text(lists.name, 200),
      problem: text(initiatives.problem, LONG),
      plan: text(writing.approach, LONG),
      desiredSituation: text(initiatives.desiredSituation, LONG),
      occasion: oneOf(writing.occasion, writing.occasions),
      organisation: organisation(dossier.organisation, "organisation"),
      sectorCode: code(writing.sector, `sbi-${edition}-sections`),
      region: code(dossier.region, "labour-market-regions"),
      sizeClass: code(dossier.sizeClass, "size-classes"),
      targetGroup: text(initiatives.targetGroup, 500),
      targetGroupSize: count(writing.targetGroupSize),
      types: codes(dossier.themes, "themes"),
      aims: { ...codes(dossier.aims, "aims"), description: writing.atMost(MOST_AIMS) },
      successFactors: codes(writing.successFactors, "success-factors"),
      tailoring: text(writing.tailoring, LONG),
      partnership: text(writing.partnership, 300),
      employerOwner: organisation(dossier.employerOwner, "employerOwner"),
      workerOwner: organisation(dossier.workerOwner, "workerOwner"),
      worksCouncilRole: oneOf(writing.worksCouncilRole, initiatives.roles),
      worksCouncilBody: organisation(initiatives.body, "worksCouncilBody"),
      startOn: day(dossier.startOn),
      endOn: day(dossier.endOn),
      nextReviewOn: day(dossier.nextReviewOn),
      finalEvaluationOn: day(dossier.finalEvaluationOn),
      budget: amount(writing.budget),
      funding: code(writing.funding, "funding-programmes"),
      indicators: indicatorList(words),
      expectedBottlenecks: bottleneckList(words),
    },
  };
}

function indicatorList({ initiatives, writing }: Messages): JsonSchema {
  return {
    title: initiatives.indicator,
    description: writing.atMost(MOST_INDICATORS),
    type: "array",
    items: {
      type: "object",
      required: ["code"],
      properties: {
        code: code(initiatives.indicator, "indicators"),
        baseline: amount(initiatives.baseline),
        target: amount(initiatives.target),
        source: text(initiatives.source, 300),
        notAvailableBecause: text(initiatives.notAvailableBecause, 500),
      },
    },
  };
}

function bottleneckList({ initiatives, writing }: Messages): JsonSchema {
  return {
    title: writing.expectedBottleneck,
    type: "array",
    items: {
      type: "object",
      required: ["code", "ownerSide", "solution", "dueOn"],
      properties: {
        code: code(initiatives.bottleneck, "bottlenecks"),
        description: text(writing.description, 2000),
        ownerSide: oneOf(writing.solvedBy, writing.bottleneckSides),
        solution: text(initiatives.solution, 2000),
        dueOn: day(initiatives.dueOn),
      },
    },
  };
}

/** The plan's fields under headings. */
export const planParts = ({ writing, initiatives }: Messages): readonly Part[] => [
  { title: writing.parts.why, names: ["title", "problem", "plan", "desiredSituation", "occasion"] },
  {
    title: writing.parts.where,
    names: ["organisation", "sectorCode", "region", "sizeClass", "targetGroup", "targetGroupSize"],
  },
  { title: writing.parts.what, names: ["types", "aims", "successFactors", "tailoring", "partnership"] },
  { title: writing.parts.who, names: ["employerOwner", "workerOwner", "worksCouncilRole", "worksCouncilBody"] },
  {
    title: writing.parts.when,
    names: ["startOn", "endOn", "nextReviewOn", "finalEvaluationOn", "budget", "funding"],
  },
  { title: initiatives.indicators, names: ["indicators"] },
  { title: writing.parts.hindrances, names: ["expectedBottlenecks"] },
];

/** What is learned on the way. */
export function noteSchema({ writing, initiatives }: Messages): JsonSchema {
  return {
    type: "object",
    properties: {
      lessons: text(initiatives.lessons, LONG),
      successFactors: codes(writing.successFactors, "success-factors"),
      cultureEffect: oneOf(writing.cultureEffect, writing.cultureEffects),
      cultureNote: text(writing.cultureNote, LONG),
    },
  };
}

/** Another owner on one side. */
export const ownerSchema = ({ dossier }: Messages, name: "employerOwner" | "workerOwner"): JsonSchema => ({
  type: "object",
  required: [name],
  properties: { [name]: organisation(dossier[name], name) },
});

/** How far a bottleneck is. */
export function followSchema({ initiatives, writing }: Messages): JsonSchema {
  const { open, in_progress, solved, accepted } = initiatives.statuses;
  return {
    type: "object",
    required: ["status"],
    properties: {
      status: oneOf(initiatives.status, named({ open, in_progress, solved, accepted })),
      result: text(writing.result, 2000, writing.resultHint),
    },
  };
}

const named = (choices: Record<string, string | undefined>): Record<string, string> =>
  Object.fromEntries(Object.entries(choices).map(([value, label]) => [value, label ?? value]));

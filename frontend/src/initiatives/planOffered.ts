import type { Bottleneck, Subject } from "../api/shapes";
import { planIndicators } from "./planIndicators";

/** The plan as it is, in the shape in which the API asks for it. */
export function planOffered(subject: Subject, bottlenecks: readonly Bottleneck[]): Record<string, unknown> {
  const { organisation, employerOwner, workerOwner, worksCouncil, culture } = subject;
  return {
    ...subject,
    organisation: organisation?.id,
    employerOwner: employerOwner?.id,
    workerOwner: workerOwner?.id,
    worksCouncilRole: worksCouncil?.role,
    worksCouncilBody: worksCouncil?.body?.id,
    cultureEffect: culture?.effect,
    cultureNote: culture?.note,
    indicators: planIndicators(subject),
    expectedBottlenecks: bottlenecks.filter(({ status }) => status === "expected"),
  };
}

/** With a sector goes the edition of the SBI out of which it was chosen. */
export const withEdition =
  (edition: string) =>
  (data: Record<string, unknown>): Record<string, unknown> =>
    "sectorCode" in data ? { ...data, sbiVersion: data["sectorCode"] ? edition : "" } : data;

import type { Fault, Problem } from "../api/problem";

/** The faults of a problem document, by the JSON pointer they are about. */
export type FaultsAt = ReadonlyMap<string, readonly Fault[]>;

export function faultsAt(problem: Problem | null): FaultsAt {
  const found = new Map<string, Fault[]>();
  for (const fault of problem?.errors ?? []) {
    const pointer = (fault.pointer ?? "").replace(/^#/, "");
    found.set(pointer, [...(found.get(pointer) ?? []), fault]);
  }
  return found;
}

/** The id of the form control for a JSON pointer, so that a summary can link to it. */
export const controlId = (pointer: string): string => `field${pointer.replace(/\//g, "-")}`;

export const messageAt = (faults: FaultsAt, pointer: string): string | null =>
  faults.get(pointer)?.map((fault) => fault.message).join(" ") ?? null;

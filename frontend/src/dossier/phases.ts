import type { Lifecycle } from "../api/shapes";
import { humanise } from "../i18n/format";

export interface Phase {
  name: string;
  label: string;
  states: readonly string[];
}

/** The phases a lifecycle's states belong to, in the order in which the lifecycle lists them. */
export function phasesOf({ states }: Pick<Lifecycle, "states">): readonly Phase[] {
  const found = new Map<string, Phase>();
  for (const { name, phase, phaseLabel } of states) {
    if (!phase) continue; // not every kind of subject has phases
    const known = found.get(phase);
    found.set(phase, {
      name: phase,
      label: phaseLabel || humanise(phase),
      states: [...(known?.states ?? []), name],
    });
  }
  return [...found.values()];
}

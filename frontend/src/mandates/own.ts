import type { Me } from "../api/shapes";

type Office = Me["organisations"][number];

const PARTY_SIDES: readonly string[] = ["employer", "union", "workers"];

/** The organisations whose mandates the person reads: where people are mandated, and the person is no mere member. */
export const ownMandates = (me: Me | null): readonly Office[] =>
  me?.organisations.filter(
    ({ function: place, keepsMandates, side }) =>
      PARTY_SIDES.includes(side) && (place === "negotiator" || keepsMandates),
  ) ?? [];

export const hasMandates = (me: Me | null): boolean => ownMandates(me).length > 0;

/** The organisations for which the person writes them down. */
export const keptMandates = (me: Me | null): readonly Office[] =>
  me?.organisations.filter(({ keepsMandates }) => keepsMandates) ?? [];

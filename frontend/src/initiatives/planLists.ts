import type { BargainingTable, Named } from "../api/shapes";
import type { Choice, Lists } from "../form/model";
import { listFor } from "../writing/fields";

type Members = BargainingTable["members"];

const WORKERS = ["union", "workers"];

/** The organisations of the table that each field of a plan can name. */
export function planLists(members: Members, current: Named | null | undefined): Lists {
  const those = (fits: (member: Members[number]) => boolean): Choice[] =>
    members.filter(fits).map(({ organisation }) => asChoice(organisation));
  const employers = those(({ side }) => side === "employer");
  return new Map([
    [listFor("organisation"), withCurrent(employers, current)],
    [listFor("employerOwner"), employers],
    [listFor("workerOwner"), those(({ side }) => WORKERS.includes(side))],
    [listFor("worksCouncilBody"), those(({ capacity }) => capacity === "works_council")],
  ]);
}

const asChoice = ({ id, name }: Named): Choice => ({ value: id, label: name });

/** What was chosen before stays a choice, also when it does not sit at the table. */
function withCurrent(choices: readonly Choice[], current: Named | null | undefined): readonly Choice[] {
  if (!current || choices.some(({ value }) => value === current.id)) return choices;
  return [...choices, asChoice(current)];
}

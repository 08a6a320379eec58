import type { Messages } from "../nl";

/** The English texts of what comes back every so often. */
export const routines: Pick<Messages, "routines"> = {
  routines: {
    title: "Recurring duties",
    none: "No recurring duty was agreed.",
    make: "Propose a recurring duty",
    makeLead:
      "Agree on what you keep doing together, such as a yearly evaluation. It runs once both sides consent. From then on there is one period at a time, with reminders.",
    made: "The proposal lies before both sides.",
    chooseTable: "Choose the table that this belongs to.",
    name: "Name",
    form: "What you do",
    forms: {
      joint_evaluation: "Joint evaluation",
      interpretation_review: "Interpretation review",
      measurement: "Measurement",
      local_review: "Local review with the works council",
      other: "Something else",
    },
    every: "Every how many (number)",
    everyHint: "1 is each time, 2 is every other time.",
    unit: "Week, month, quarter or year",
    units: { week: "Week", month: "Month", quarter: "Quarter", year: "Year" },
    firstOn: "First time on",
    monthEnd: "Always on the last day of the month",
    employerOwner: "Who takes care of it on the employers' side",
    workerOwner: "Who takes care of it on the workers' side",
    ownersHint: "A local review needs both: they confirm it together.",
    about: "Belongs to",
    ofTable: "The table as a whole",
    rhythm: "Rhythm",
    next: "This period on",
    period: "Period",
    periods: "Periods",
    noPeriods: "There is no period yet: both sides consent first.",
    due: "Date",
    state: "State",
    outcome: "Outcome or reason",
    heldOn: "Done on",
  },
};

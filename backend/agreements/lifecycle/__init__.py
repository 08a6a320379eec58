"""★ Read this first: the whole process of a clause, from a private draft to the archive.

In four phases: `preparation`, `ratification`, `term` and `end`. One row of `transitions_clause.csv`
is one row here. Added to the file were `revise` (a new text), `counter` and `adopt` (texts side by
side), `continue_amendment` (several lie on the table), `register_amendment` (interim changes are
registered again), `answer_dispute` and `record_finding` (what is said and found in a dispute) and
`close_ratification` (the clock, when a party never said anything). What happens to an agreement
happens to all its clauses (`actions.perform_on_agreement`).
"""

from backend.agreements import dates, law
from backend.agreements.kinds import IN_TERM, ON_THE_TABLE, RENUMBERED, SUCCEEDED
from backend.agreements.lifecycle.end import END
from backend.agreements.lifecycle.preparation import PREPARATION
from backend.agreements.lifecycle.ratification import RATIFICATION
from backend.agreements.lifecycle.term import TERM
from backend.reference.states import load_states
from backend.reference.words import Words
from backend.workflow.lifecycle import Deadline, Edit, Lifecycle
from backend.workflow.roles import AUTHOR, PARTY, SECRETARIAT

DEADLINES = (
    Deadline(
        name="ballot_open",
        label=Words("Uitslag raadpleging", "Ballot outcome"),
        counted_from=lambda clause: clause.ratification_due_on,
        offsets=(-7, -2, 0, 3),
        while_in=frozenset({"in_ratification"}),
        whom=("ballot_awaited",),
        at_once=True,
    ),
    Deadline(
        name="review_due",
        label=Words("Tussentijdse evaluatie", "Interim review"),
        counted_from=dates.review_on,
        offsets=(-60, -30, -7, 0, 14),
        while_in=frozenset({"in_force", "under_review"}),
        whom=("parties", "secretariat"),
    ),
    Deadline(
        name="final_evaluation",
        label=Words("Eindevaluatie", "Final evaluation"),
        counted_from=dates.final_evaluation_on,
        offsets=(-90, -30, 0, 14),
        while_in=IN_TERM,
        whom=("parties", "secretariat"),
    ),
    Deadline(
        name="dispute_answer",
        label=Words("Antwoord op een geschil", "Answer to a dispute"),
        counted_from=dates.dispute_answer_on,
        offsets=(-5, -1, 1),
        while_in=frozenset({"disputed"}),
        whom=("dispute_awaited", "secretariat"),
        at_once=True,
    ),
    # Each party for itself, until notice is given or it says to its own side that it will not.
    Deadline(
        name="notice_deadline",
        label=Words("Uiterste opzegdatum nadert", "Last day to give notice approaches"),
        counted_from=dates.notice_matters_until,
        offsets=(-90, -30, -14, -3),
        while_in=frozenset({"in_force", "under_review", "final_evaluation"}),
        whom=("notice_undecided",),
        passes=True,
        at_once=True,
        basis=Words(law.basis_of("notice_default"), law.basis_of("notice_default")),
    ),
)

LIFECYCLE = Lifecycle(
    kind="clause",
    states=load_states("clause"),
    start="draft",
    transitions=PREPARATION + RATIFICATION + TERM + END,
    deadlines=DEADLINES,
    edits=(
        Edit(frozenset({"draft"}), AUTHOR),
        Edit(frozenset({"proposed", *ON_THE_TABLE}), PARTY),
        Edit(SUCCEEDED, PARTY | SECRETARIAT, "link_successor"),
        # A number is no text: it moves when articles around it do, also in what is in force.
        Edit(RENUMBERED, PARTY | SECRETARIAT, "renumber"),
    ),
)

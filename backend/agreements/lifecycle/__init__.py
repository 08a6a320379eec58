"""★ Read this first: the whole process of a clause, from a private draft to the archive.

In four phases: `preparation`, `ratification`, `term` and `end`. One row of `transitions_clause.csv`
is one row here. Added to the file were `revise` (a new text), `counter` and `adopt` (texts side by
side), `continue_amendment` (several lie on the table), `register_amendment` (interim changes are
registered again), `answer_dispute` and `record_finding` (what is said and found in a dispute) and
`close_ratification` (the clock, when a party never said anything), `renew_meanwhile` (the law
renews also what is under review, in amendment or in dispute) and `register_notice` (notice is
registered too). What happens to an agreement happens to all its clauses
(`actions.perform_on_agreement`).
"""

from backend.agreements.kinds import ON_THE_TABLE, RENUMBERED, SUCCEEDED
from backend.agreements.lifecycle.deadlines import DEADLINES
from backend.agreements.lifecycle.end import END
from backend.agreements.lifecycle.preparation import PREPARATION
from backend.agreements.lifecycle.ratification import RATIFICATION
from backend.agreements.lifecycle.term import TERM
from backend.reference.states import load_states
from backend.workflow.lifecycle import Edit, Lifecycle
from backend.workflow.roles import AUTHOR, PARTY, SECRETARIAT

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

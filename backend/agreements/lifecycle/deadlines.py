"""The dates of a clause of which people are reminded, and until when."""

from backend.agreements import dates, law
from backend.agreements.kinds import IN_TERM, RENEWABLE
from backend.evaluations.awaited import FINAL, REVIEW
from backend.reference.words import Words
from backend.workflow.rules import by_rule

_KEEPS = frozenset({"secretariat"})

DEADLINES = (
    by_rule(
        "ballot_open",
        label=Words("Uitslag raadpleging", "Ballot outcome"),
        counted_from=lambda clause: clause.ratification_due_on,
        while_in=frozenset({"in_ratification"}),
        whom=("ballot_awaited",),
        at_once=True,
    ),
    # Only what waits for the receipt notice of the ministry has to be registered for it.
    by_rule(
        "registration_todo",
        counted_from=dates.unregistered_since,
        while_in=frozenset({"ratified"}),
        whom=("secretariat",),
        at_once=True,
        basis=law.basis_words("registration"),
    ),
    by_rule(
        "kvo_wait",
        counted_from=dates.receipt_awaited_since,
        while_in=frozenset({"ratified"}),
        whom=("secretariat",),
        at_once=True,
        basis=law.basis_words("registration"),
    ),
    by_rule(
        "review_due",
        label=Words("Tussentijdse evaluatie", "Interim review"),
        counted_from=dates.review_on,
        while_in=frozenset({"in_force", "under_review"}),
        whom=(REVIEW, "secretariat"),
        informs=_KEEPS,
    ),
    by_rule(
        "final_evaluation",
        label=Words("Eindevaluatie", "Final evaluation"),
        counted_from=dates.final_evaluation_on,
        while_in=IN_TERM,
        whom=(FINAL, "secretariat"),
        informs=_KEEPS,
    ),
    by_rule(
        "dispute_answer",
        label=Words("Antwoord op een geschil", "Answer to a dispute"),
        counted_from=dates.dispute_answer_on,
        while_in=frozenset({"disputed"}),
        whom=("dispute_awaited", "secretariat"),
        informs=_KEEPS,
        at_once=True,
    ),
    # Each party for itself, until notice is given or it says to its own side that it will not.
    by_rule(
        "notice_deadline",
        label=Words("Uiterste opzegdatum nadert", "Last day to give notice approaches"),
        counted_from=dates.notice_matters_until,
        while_in=frozenset({"in_force", "under_review", "final_evaluation"}),
        whom=("notice_undecided",),
        at_once=True,
        passes=True,
        own_side=True,
        basis=law.basis_words("notice_default"),
    ),
    # What is renewed by itself does not run out; then it is the day to give notice that counts.
    by_rule(
        "expiry",
        counted_from=dates.expires_on,
        while_in=RENEWABLE,
        whom=("parties", "secretariat"),
        passes=True,
    ),
)

"""The dates of an initiative of which people are reminded, and until when."""

from backend.evaluations.awaited import FINAL, REVIEW
from backend.initiatives import dates
from backend.reference.words import Words
from backend.workflow.rules import by_rule

UNDER_WAY = frozenset({"running", "under_review", "escalated"})

DEADLINES = (
    by_rule(
        "or_answer",
        counted_from=dates.answer_on,
        while_in=frozenset({"in_consultation"}),
        whom=("works_council_asked", "employer_owner"),
        informs=frozenset({"employer_owner"}),
        at_once=True,
    ),
    by_rule(
        "baseline_missing",
        counted_from=dates.baseline_on,
        while_in=frozenset({"approved", "baseline"}),
        whom=("owners",),
    ),
    by_rule(
        "review_due",
        label=Words("Tussenevaluatie", "Interim review"),
        counted_from=dates.review_on,
        while_in=frozenset({"running", "under_review"}),
        whom=(REVIEW, "secretariat"),
        informs=frozenset({"secretariat"}),
    ),
    by_rule(
        "measurement_due",
        counted_from=dates.measurement_on,
        while_in=UNDER_WAY | {"evaluating"},
        whom=("owners",),
    ),
    by_rule(
        "final_evaluation",
        label=Words("Eindevaluatie", "Final evaluation"),
        counted_from=lambda initiative: initiative.final_evaluation_on or initiative.end_on,
        while_in=UNDER_WAY | {"paused", "evaluating"},
        whom=(FINAL, "secretariat"),
        informs=frozenset({"secretariat"}),
    ),
    by_rule(
        "followup_embedded",
        counted_from=dates.follow_up_measured_on,
        while_in=frozenset({"embedded"}),
        whom=("owners",),
    ),
    # The date is that of the last change: nothing was heard of it for so many days since.
    by_rule(
        "stale_record",
        counted_from=dates.last_changed_on,
        while_in=UNDER_WAY,
        whom=("owners",),
        only_late=True,
    ),
)

"""The dates of a clause of which people are reminded, and until when.

Each says how it was counted and by which rule, as `reckoning` does of the dates at the end.
"""

from backend.agreements import dates, law, reckoning
from backend.agreements.kinds import IN_TERM, RENEWABLE
from backend.evaluations.awaited import FINAL, REVIEW
from backend.reference.spoken import naming
from backend.reference.words import Words
from backend.workflow.rules import AGREED, by_rule

_KEEPS = frozenset({"secretariat"})

DEADLINES = (
    by_rule(
        "negotiation_round",
        counted_from=dates.round_on,
        computed=naming("de ronde is op {day}", "the round is on {day}"),
        rule=Words(
            "De datum die bij het openen van de onderhandeling is genoemd",
            "The date that was named when the negotiation was opened",
        ),
        while_in=frozenset({"in_negotiation"}),
        whom=("parties", "secretariat"),
        informs=frozenset({"parties", "secretariat"}),
        passes=True,
    ),
    # Either side has a step there: both go on, or one of them rejects.
    by_rule(
        "dispute_answer",
        name="final_offer_answer",
        label=Words("Antwoord op eindbod of ultimatum", "Answer to a final offer or ultimatum"),
        counted_from=lambda clause: clause.final_offer_answer_on,
        computed=naming(
            "reactiedatum bij het vastlopen: {day}", "day to answer, named at the deadlock: {day}"
        ),
        rule=Words(
            "Wie een eindbod of ultimatum vastlegt, noemt de dag waarop antwoord wordt verwacht",
            "Who records a final offer or ultimatum names the day by which it asks an answer",
        ),
        while_in=frozenset({"deadlocked"}),
        whom=("parties", "secretariat"),
        informs=_KEEPS,
        at_once=True,
    ),
    by_rule(
        "ballot_open",
        label=Words("Uitslag raadpleging", "Ballot outcome"),
        counted_from=lambda clause: clause.ratification_due_on,
        computed=reckoning.ballot_said,
        rule=Words(
            f"Elke partij brengt op de uiterste dag haar uitslag uit; vastleggen kan nog"
            f" {dates.RECORDING_DAYS} dagen daarna",
            f"Each party brings out its outcome by the last day; it can be recorded for"
            f" {dates.RECORDING_DAYS} days more",
        ),
        while_in=frozenset({"in_ratification"}),
        whom=("ballot_awaited",),
        at_once=True,
        step="record_ballot",
    ),
    # Only what waits for the receipt notice of the ministry has to be registered for it.
    by_rule(
        "registration_todo",
        counted_from=dates.unregistered_since,
        computed=naming(
            "bekrachtigd op {day}, nog niet aangemeld", "ratified on {day}, not registered yet"
        ),
        rule=law.words_of("registration"),
        while_in=frozenset({"ratified"}),
        whom=("secretariat",),
        at_once=True,
        basis=law.basis_words("registration"),
        step="register",
    ),
    by_rule(
        "kvo_wait",
        counted_from=dates.receipt_awaited_since,
        computed=naming(
            "aangemeld op {day}, nog geen kennisgeving van ontvangst",
            "registered on {day}, no receipt notice yet",
        ),
        rule=law.words_of("registration"),
        while_in=frozenset({"ratified"}),
        whom=("secretariat",),
        at_once=True,
        basis=law.basis_words("registration"),
        step="register",
    ),
    by_rule(
        "review_due",
        label=Words("Tussentijdse evaluatie", "Interim review"),
        counted_from=dates.review_on,
        computed=naming("afgesproken evaluatiedatum: {day}", "agreed day of review: {day}"),
        rule=AGREED,
        while_in=frozenset({"in_force", "under_review"}),
        whom=(REVIEW, "secretariat"),
        informs=_KEEPS,
    ),
    by_rule(
        "final_evaluation",
        label=Words("Eindevaluatie", "Final evaluation"),
        counted_from=dates.final_evaluation_on,
        computed=reckoning.final_evaluation_said,
        rule=Words(
            f"De eindevaluatie is klaar op de afgesproken dag, en anders {dates.EVALUATED_MONTHS}"
            f" maanden voor het einde: voor partijen beslissen over opzeggen en de volgende ronde",
            f"The final evaluation is done by the day agreed, or else {dates.EVALUATED_MONTHS}"
            f" months before the end: before the parties decide on notice and on the next round",
        ),
        while_in=IN_TERM,
        whom=(FINAL, "secretariat"),
        informs=_KEEPS,
    ),
    by_rule(
        "dispute_answer",
        label=Words("Antwoord op een geschil", "Answer to a dispute"),
        counted_from=dates.dispute_answer_on,
        computed=naming(
            "reactiedatum in het geschil, voor deze trede: {day}",
            "day to answer in the dispute, on this rung: {day}",
        ),
        rule=Words(
            f"Wie het geschil meldt noemt een reactiedatum; op een hogere trede is dat anders"
            f" {dates.ANSWER_DAYS} dagen",
            f"Who raises a dispute names a day to answer; on a higher rung it is"
            f" {dates.ANSWER_DAYS} days otherwise",
        ),
        while_in=frozenset({"disputed"}),
        whom=("dispute_awaited", "secretariat"),
        informs=_KEEPS,
        at_once=True,
        step="answer_dispute",
    ),
    # Each party for itself, until notice is given or it says to its own side that it will not; a
    # dispute or an amendment stops no term, so it does not silence this either.
    by_rule(
        "notice_deadline",
        label=Words("Uiterste opzegdatum nadert", "Last day to give notice approaches"),
        counted_from=dates.notice_matters_until,
        computed=reckoning.notice_said,
        rule=law.words_of("notice_default"),
        while_in=RENEWABLE,
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
        computed=reckoning.end_said,
        rule=law.words_of("max_term"),
        while_in=RENEWABLE,
        whom=("parties", "secretariat"),
        passes=True,
        basis=law.basis_words("max_term"),
    ),
)

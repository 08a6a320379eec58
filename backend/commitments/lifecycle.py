"""★ Read this first: the whole life of a commitment.

The owner works and delivers, the other side confirms; nothing is ever confirmed by silence. To
move, justify or drop a promise takes both sides. `overdue` is no state: it follows from the date.
When the dossier's term ends (`term_ended`, with the clause), what is unfinished waits for an
outcome: met, carried over to the successor, dropped by both, justified, or disputed.
"Both sides" and "the other side" depend on whose promise it is: `Commitment.applied` says how.
"""

from datetime import date
from typing import Any

from backend.commitments import effects, guards
from backend.commitments.evidence import PIECE
from backend.commitments.kinds import OUTSTANDING, UNFINISHED
from backend.reference.spoken import in_words, naming
from backend.reference.states import load_states
from backend.reference.words import Words
from backend.reference.workdays import add_workdays
from backend.workflow.data import day, form, many, text
from backend.workflow.lifecycle import (
    STAY,
    ConsentRule,
    Deadline,
    Edit,
    Lifecycle,
    Transition,
    Trigger,
)
from backend.workflow.roles import (
    CLOCK_ONLY,
    OWNERS,
    PARTY,
    SECRETARIAT,
    SYSTEM_ONLY,
    Role,
)
from backend.workflow.rules import AGREED, by_rule
from backend.workflow.rungs import LADDERS

OWNER = frozenset({Role.OWNER})
COUNTERPART = frozenset({Role.COUNTERPART})
# Whoever can be asked to consent, so that the last consent can set the transition off.
EITHER = OWNER | COUNTERPART | PARTY
STATES = load_states("commitment")

_reason = text("Reden", "Reason")
_new_date = day("Nieuwe datum", "New date")

TRANSITIONS = (
    Transition(
        name="start",
        sources=("open",),
        to="in_progress",
        by=OWNER,
        label=Words("Beginnen", "Start"),
        guards=(guards.is_agreed,),
        effect=effects.start,
    ),
    Transition(
        name="deliver",
        sources=OUTSTANDING,
        to="delivered",
        by=OWNER,
        label=Words("Opleveren", "Deliver"),
        guards=(guards.is_agreed,),
        data=form((), evidence=many("Bewijsstukken", "Evidence", PIECE, least=0)),
        checks=(guards.shows_evidence, guards.evidence_is_complete),
        effect=effects.deliver,
    ),
    Transition(
        name="accept",
        sources=("delivered", "disputed"),
        to="accepted",
        by=COUNTERPART,
        label=Words("Akkoord geven", "Accept"),
        consent=ConsentRule.OWN_SIDE,
        effect=effects.accept,
    ),
    Transition(
        name="return",
        sources=("delivered",),
        to="returned",
        by=COUNTERPART,
        label=Words("Terugsturen", "Return"),
        consent=ConsentRule.OWN_SIDE,
        needs_reason=True,
        effect=effects.give_back,
        voids_consents=True,
    ),
    Transition(
        name="defer",
        sources=OUTSTANDING,
        to="deferred",
        by=EITHER,
        label=Words("Uitstellen", "Defer"),
        guards=(guards.is_agreed, guards.may_be_deferred, guards.term_is_not_over),
        consent=ConsentRule.BOTH_SIDES,
        trigger=Trigger.CONSENT,
        data=form(due_on=_new_date, reason=_reason),
        checks=(guards.is_later,),
        effect=effects.defer,
    ),
    Transition(
        name="resume",
        sources=("deferred",),
        to="in_progress",
        by=OWNER,
        label=Words("Hervatten", "Resume"),
    ),
    Transition(
        name="deferral_ended",
        sources=("deferred",),
        to="in_progress",
        by=CLOCK_ONLY,
        due=lambda commitment: guards.day_after(commitment.due_on),
        trigger=Trigger.TIME,
        label=Words("Uitstel voorbij", "Deferral ended"),
        guards=(guards.deferral_is_over,),
    ),
    Transition(
        name="justify",
        sources=(*OUTSTANDING, "disputed"),
        to="justified",
        by=EITHER,
        label=Words("Verantwoorden", "Justify"),
        guards=(guards.is_agreed,),
        consent=ConsentRule.BOTH_SIDES,
        trigger=Trigger.CONSENT,
        data=form(justification=text("Schriftelijke onderbouwing", "Written justification")),
        effect=effects.justify,
    ),
    Transition(
        name="cancel",
        sources=(*OUTSTANDING, "delivered", "deferred", "disputed"),
        to="cancelled",
        by=EITHER,
        label=Words("Laten vervallen", "Cancel"),
        consent=ConsentRule.BOTH_SIDES,
        trigger=Trigger.CONSENT,
        data=form(reason=_reason),
    ),
    Transition(
        name="carry_over",
        sources=(*OUTSTANDING, "deferred", "disputed"),
        to="carried_over",
        by=EITHER,
        label=Words("Overdragen aan de opvolger", "Carry over to the successor"),
        guards=(guards.is_agreed, guards.is_winding_up, guards.has_successor),
        consent=ConsentRule.BOTH_SIDES,
        trigger=Trigger.CONSENT,
        data=form(due_on=_new_date),
        checks=(guards.is_ahead,),
        effect=effects.carry_over,
    ),
    Transition(
        name="dispute",
        sources=(*OUTSTANDING, "delivered", "deferred"),
        to="disputed",
        by=EITHER,
        label=Words("Betwisten", "Dispute"),
        guards=(guards.is_agreed, guards.is_winding_up),
        consent=ConsentRule.OWN_SIDE,
        data=form(grounds=text("Waarover de zijden het oneens zijn", "What the sides dispute")),
        effect=effects.dispute,
    ),
    Transition(
        name="term_ended",
        sources=tuple(sorted(UNFINISHED)),
        to=STAY,
        by=SYSTEM_ONLY,
        label=Words("Looptijd voorbij: uitkomst nodig", "Term over: an outcome is needed"),
        effect=effects.end_term,
    ),
    Transition(
        name="reopen",
        sources=("accepted", "justified", "cancelled", "carried_over", "disputed"),
        to="in_progress",
        by=EITHER,
        label=Words("Heropenen", "Reopen"),
        guards=(guards.is_agreed, guards.is_not_carried_on),
        consent=ConsentRule.BOTH_SIDES,
        trigger=Trigger.CONSENT,
        data=form(due_on=_new_date, reason=_reason),
        checks=(guards.is_ahead,),
        effect=effects.reopen,
    ),
)


def _due_on(commitment: Any) -> date | None:
    """Nobody is reminded of what has not been agreed yet."""
    return commitment.due_on if commitment.is_agreed else None


def _is_at_the_end(commitment: Any) -> bool:
    """Once its term is over what is asked is what became of it, and no longer when it is done."""
    ended: bool = commitment.awaits_outcome
    return ended


def _delivered_before_the_end(commitment: Any) -> bool:
    """The term ended after it was delivered: what is asked since is what became of it."""
    ended, delivered = commitment.term_ended_on, commitment.delivered_on
    return ended is not None and delivered is not None and delivered <= ended


def _delivered_after_the_end(commitment: Any) -> bool:
    """It was delivered when its term was over: what is asked since is to confirm that."""
    ended, delivered = commitment.term_ended_on, commitment.delivered_on
    done: bool = commitment.state == "delivered" and delivered is not None
    return done and ended is not None and delivered > ended


def _said_due(commitment: Any, on: date) -> Words:
    """Return the day agreed, and the one before it where it was moved."""
    day, first = in_words(on), in_words(commitment.original_due_on)
    if on == commitment.original_due_on:
        return _ON_DAY.with_(day=day)
    return _MOVED.with_(day=day, first=first)


def _said_delivered(commitment: Any, delivered: date) -> Words:
    """Return when it was delivered, and by when the other side is to say what it thinks of it."""
    until = add_workdays(delivered, CONFIRMED_WITHIN)
    return _DELIVERED.with_(day=in_words(delivered), until=in_words(until))


CONFIRMED_WITHIN = 10  # workdays
_ON_DAY = Words("afgesproken datum: {day}", "agreed date: {day}")
_MOVED = Words(
    "afgesproken datum {first}, met instemming van beide zijden verzet naar {day}",
    "agreed date {first}, moved to {day} with the consent of both sides",
)
_DELIVERED = Words(
    "opgeleverd op {day}; tien werkdagen later is {until}",
    "delivered on {day}; ten working days later is {until}",
)

DEADLINES = (
    by_rule(
        "commitment_due",
        label=Words("Toezegging moet klaar zijn", "Commitment is due"),
        counted_from=_due_on,
        computed=_said_due,
        rule=AGREED,
        while_in=frozenset({*OUTSTANDING, "deferred"}),
        whom=("owner", "co_owner"),
        informs=frozenset({"co_owner"}),
        until=_is_at_the_end,
        step="deliver",
    ),
    by_rule(
        "commitment_overdue",
        label=Words("Toezegging te laat", "Commitment is overdue"),
        counted_from=_due_on,
        computed=_said_due,
        rule=AGREED,
        while_in=frozenset(OUTSTANDING),
        whom=("owner", "counterpart"),
        informs=frozenset({"counterpart"}),
        late={14: ("secretariat",), 30: ("parties",)},
        until=_is_at_the_end,
        step="deliver",
    ),
    by_rule(
        "acceptance_due",
        label=Words(
            "Opgeleverd, wacht op bevestiging andere zijde",
            "Delivered, awaits confirmation by the other side",
        ),
        counted_from=lambda commitment: commitment.delivered_on,
        computed=_said_delivered,
        rule=Words(
            "De andere zijde antwoordt binnen tien werkdagen; zwijgen is geen akkoord",
            "The other side answers within ten working days; silence is no agreement",
        ),
        while_in=frozenset({"delivered"}),
        whom=("acceptance_awaited",),
        until=_delivered_before_the_end,
    ),
    Deadline(
        name="outcome_awaited",
        label=Words(
            "Looptijd voorbij, toezegging zonder uitkomst",
            "Term over, commitment without an outcome",
        ),
        counted_from=lambda commitment: commitment.term_ended_on,
        computed=naming("de looptijd eindigde op {day}", "the term ended on {day}"),
        rule=Words(
            "Elke toezegging krijgt na de looptijd een uitkomst",
            "Every commitment gets an outcome after the term",
        ),
        offsets=(14, 30, 60),
        rungs=LADDERS["outcome_awaited"],
        while_in=UNFINISHED,
        whom=("outcome_awaited",),
        until=_delivered_after_the_end,
        late={30: ("secretariat",)},
    ),
)

# Who may write a commitment down at all; `actions` says in whose name.
WRITERS = PARTY | OWNERS | SECRETARIAT | {Role.WORKS_COUNCIL}
EDITS = (
    Edit(frozenset({"open"}), WRITERS | OWNER),
    Edit(UNFINISHED, OWNER, "evidence"),
    Edit(frozenset(STATES), SYSTEM_ONLY, "opened_up"),
    Edit(UNFINISHED, SYSTEM_ONLY, "reviewed"),
)

LIFECYCLE = Lifecycle("commitment", STATES, "open", TRANSITIONS, DEADLINES, EDITS)

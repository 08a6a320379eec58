"""The deliveries that wait for somebody, for the list of what waits for them."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from django.db.models import Q

from backend.commitments.models import Commitment
from backend.commitments.queries import awaiting_outcome
from backend.parties.actors import Actor
from backend.reference.words import Words
from backend.reminders import deadlines
from backend.reminders.awaited import Awaited
from backend.reminders.pages import pages_of
from backend.reminders.waiting import Waiting

CONFIRM = Words("Oplevering bevestigen of terugsturen", "Confirm or return what was delivered")
COMPLETE = Words("Teruggestuurd: aanvullen en opleveren", "Returned: complete it and deliver")
OUTCOME = Words("Looptijd voorbij: spreek een uitkomst af", "Term over: agree on an outcome")


def asked_of(commitment: Commitment, today: date) -> Iterator[Awaited]:
    """Yield who is to confirm, complete, or say what becomes of a commitment."""
    circle, label, step = "", OUTCOME, ""
    if commitment.state == "delivered":
        circle, label, step = "acceptance_awaited", CONFIRM, "accept"
    elif commitment.state == "returned":
        circle, label, step = "delivering", COMPLETE, "deliver"
    elif commitment.awaits_outcome:
        circle = "outcome_awaited"
    for organisation in commitment.circle(circle):
        yield Awaited(organisation, label, step)


def awaited_confirmations(actor: Actor, today: date) -> Iterator[Waiting]:
    """Yield what was delivered and waits for the actor's side to accept or return it."""
    for commitment in _asked(actor, Q(state="delivered"), "acceptance_awaited", "delivered_on"):
        about = deadlines.reference_to(commitment.kind, commitment.pk, commitment)
        yield Waiting("transition", about, CONFIRM, transition="accept")


def returned_deliveries(actor: Actor, today: date) -> Iterator[Waiting]:
    """Yield the commitments of the actor's organisations that the other side sent back."""
    for commitment in _asked(actor, Q(state="returned"), "delivering", "due_on"):
        about = deadlines.reference_to(commitment.kind, commitment.pk, commitment)
        yield Waiting("transition", about, COMPLETE, due_on=commitment.due_on, transition="deliver")


def awaited_outcomes(actor: Actor, today: date) -> Iterator[Waiting]:
    """Yield what the actor's side has to say something about, now that the term is over.

    What was delivered or sent back is in the two lists above, for whose turn it is.
    """
    over = awaiting_outcome() & ~Q(state="delivered")
    for commitment in _asked(actor, over, "outcome_awaited", "term_ended_on"):
        if commitment.state == "returned" and _own(actor) & commitment.circle("delivering"):
            continue
        about = deadlines.reference_to(commitment.kind, commitment.pk, commitment)
        yield Waiting("transition", about, OUTCOME, due_on=commitment.term_ended_on)


def _asked(actor: Actor, which: Q, circle: str, order: str) -> Iterator[Commitment]:
    """Yield those of these commitments in whose circle of this name the actor's organisation is."""
    mine = _own(actor)
    tables = {seat.bargaining_table_id for seat in actor.seats if seat.office.negotiates}
    rows = Commitment.objects.visible_to(actor).filter(which, bargaining_table__in=tables)
    for page in pages_of(rows, order):
        asked = Commitment.circles_of(page, circle)
        yield from (each for each in page if mine & asked[each.pk])


def _own(actor: Actor) -> set[UUID]:
    return {office.organisation_id for office in actor.offices if office.negotiates}

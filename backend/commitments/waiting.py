"""The deliveries that wait for somebody, for the list of what waits for them."""

from collections.abc import Iterator
from datetime import date
from itertools import islice

from django.db.models import Q

from backend.commitments.models import Commitment
from backend.commitments.queries import awaiting_outcome
from backend.parties.actors import Actor
from backend.reference.words import Words
from backend.reminders import deadlines
from backend.reminders.awaited import Awaited
from backend.reminders.pages import each_of
from backend.reminders.waiting import Waiting
from backend.workflow.roles import Role, roles_in

CONFIRM = Words("Oplevering bevestigen of terugsturen", "Confirm or return what was delivered")
COMPLETE = Words("Teruggestuurd: aanvullen en opleveren", "Returned: complete it and deliver")
OUTCOME = Words("Looptijd voorbij: spreek een uitkomst af", "Term over: agree on an outcome")
MOST = 50


def asked_of(commitment: Commitment, today: date) -> Iterator[Awaited]:
    """Yield who is to confirm, complete, or say what becomes of a commitment."""
    circle, label, step = "", OUTCOME, ""
    if commitment.state == "delivered":
        circle, label, step = "acceptance_awaited", CONFIRM, "accept"
    elif commitment.state == "returned":
        circle, label, step = "owner", COMPLETE, "deliver"
    elif commitment.awaits_outcome:
        circle = "outcome_awaited"
    for organisation in commitment.circle(circle):
        yield Awaited(organisation, label, step)


def awaited_confirmations(actor: Actor, today: date) -> Iterator[Waiting]:
    """Yield what was delivered and waits for the actor's side to accept or return it."""
    return islice(_confirmations(actor), MOST)


def _confirmations(actor: Actor) -> Iterator[Waiting]:
    tables = {seat.bargaining_table_id for seat in actor.seats if seat.office.negotiates}
    rows = Commitment.objects.visible_to(actor).filter(
        bargaining_table__in=tables, state="delivered"
    )
    rows = rows.select_related("bargaining_table", "owner", "co_owner")
    for commitment in each_of(rows, "delivered_on"):
        if Role.COUNTERPART in roles_in(actor, commitment):
            about = deadlines.reference_to(commitment.kind, commitment.pk, commitment)
            yield Waiting("transition", about, CONFIRM, transition="accept")


def returned_deliveries(actor: Actor, today: date) -> Iterator[Waiting]:
    """Yield the commitments of the actor's organisations that the other side sent back."""
    mine = {office.organisation_id for office in actor.offices if office.negotiates}
    owned = Q(owner__in=mine) | Q(co_owner__in=mine)
    rows = Commitment.objects.visible_to(actor).filter(owned, state="returned")
    for commitment in rows.order_by("due_on", "id")[:MOST]:
        about = deadlines.reference_to(commitment.kind, commitment.pk, commitment)
        yield Waiting("transition", about, COMPLETE, due_on=commitment.due_on, transition="deliver")


def awaited_outcomes(actor: Actor, today: date) -> Iterator[Waiting]:
    """Yield what the actor's side has to say something about, now that the term is over.

    What was delivered or sent back is in the two lists above, for whose turn it is.
    """
    return islice(_outcomes(actor), MOST)


def _outcomes(actor: Actor) -> Iterator[Waiting]:
    tables = {seat.bargaining_table_id for seat in actor.seats if seat.office.negotiates}
    rows = Commitment.objects.visible_to(actor).filter(
        awaiting_outcome(), bargaining_table__in=tables
    )
    rows = rows.exclude(state="delivered").select_related("bargaining_table", "owner", "co_owner")
    for commitment in each_of(rows, "term_ended_on"):
        roles = roles_in(actor, commitment) & {Role.OWNER, Role.COUNTERPART}
        if roles - ({Role.OWNER} if commitment.state == "returned" else set()):
            about = deadlines.reference_to(commitment.kind, commitment.pk, commitment)
            yield Waiting("transition", about, OUTCOME, due_on=commitment.term_ended_on)

"""The deliveries that wait for somebody, for the list of what waits for them."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Q

from backend.commitments.models import Commitment
from backend.parties.actors import Actor
from backend.reference.words import Words
from backend.reminders import deadlines
from backend.reminders.waiting import Waiting
from backend.workflow.roles import Role, roles_in

CONFIRM = Words("Oplevering bevestigen of terugsturen", "Confirm or return what was delivered")
COMPLETE = Words("Teruggestuurd: aanvullen en opleveren", "Returned: complete it and deliver")
MOST = 50


def awaited_confirmations(actor: Actor, today: date) -> Iterator[Waiting]:
    """Yield what was delivered and waits for the actor's side to accept or return it."""
    tables = {seat.bargaining_table_id for seat in actor.seats if seat.office.negotiates}
    rows = Commitment.objects.visible_to(actor).filter(
        bargaining_table__in=tables, state="delivered"
    )
    rows = rows.select_related("bargaining_table", "owner", "co_owner")
    for commitment in rows.order_by("delivered_on", "id")[:MOST]:
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

"""When another secretariat keeps a table, it gets the signals there that are still open.

Without the name of who sent one, also where it was given: it was given to those who kept the table
then. What was closed stays with who closed it. See ADR 0153.
"""

from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from backend.confidentiality.context import acting_as
from backend.parties.actors import CLOCK, SYSTEM
from backend.parties.audiences import audience_of_organisation
from backend.parties.kinds import Capacity
from backend.parties.models import Membership, Organisation
from backend.reference import moments
from backend.signals import queries
from backend.signals.kinds import HANDED_OVER, State
from backend.signals.models import OwnSignal, Signal
from backend.workflow import records

EVENT = "signal_handed_over"


def hand_over(now: datetime) -> int:
    """Give what is open to who keeps its table today, if that is another; return how many.

    Repeating it changes nothing. Nothing of the moment is kept but the day.
    """
    today = timezone.localdate(now)
    with acting_as(SYSTEM):
        keeping = Membership.objects.valid_on(today).filter(
            capacity=Capacity.SECRETARIAT, bargaining_table=OuterRef("bargaining_table")
        )
        here = keeping.filter(organisation=OuterRef("secretariat"))
        is_open = Signal.objects.exclude(state=State.CLOSED)
        found = list(is_open.filter(Exists(keeping), ~Exists(here)).values_list("pk", flat=True))
    return sum(_hand_over(pk, today) for pk in found)


def _hand_over(signal_id: UUID, today: date) -> bool:
    midnight = timezone.make_aware(datetime.combine(today, time()))
    with moments.happening(midnight), transaction.atomic(), acting_as(SYSTEM):
        signal = (
            Signal.objects.select_for_update()
            .exclude(state=State.CLOSED)
            .filter(pk=signal_id)
            .first()
        )
        successor = queries.secretariat_of(signal, today) if signal else None
        if signal is None or successor is None or successor == signal.secretariat_id:
            return False
        _note(signal, midnight)  # before who read it so far
        changes: dict[str, Any] = {
            "secretariat_id": successor,
            "sender_name": "",
            "sender_organisation": "",
            "responses": [*signal.responses, _response(successor, today)],
            "version": signal.version + 1,
        }
        for name, value in changes.items():
            setattr(signal, name, value)
        signal.save(update_fields=list(changes))
        copies = OwnSignal.objects.filter(signal_id=signal.pk)
        copies.update(responses=signal.responses, named=False)
        _note(signal, midnight)  # and before who reads it from now on
    return True


def _response(successor: UUID, today: date) -> dict[str, str]:
    name = Organisation.objects.values_list("name", flat=True).get(pk=successor)
    return {"kind": HANDED_OVER, "text": name, "responded_on": today.isoformat()}


def _note(signal: Signal, at: datetime) -> None:
    records.record(
        signal,
        EVENT,
        actor=CLOCK,
        office=None,
        facts={},
        audience=audience_of_organisation(signal.secretariat_id),
        at=at,
    )

"""Signals for the house full of rows, of a works council and of a member."""

from django.utils import timezone

from backend.signals.models import OwnSignal, Signal
from tests.confidentiality.world import World
from tests.people import days


def signals_of(world: World) -> None:
    """Two signals about what the parties read: one named, one not."""
    clause = next(row for row in world.rows["clause"] if row.state == "under_review")
    for name, named in (("otto", False), ("mia", True)):
        word, mine = world.word(), world.word()
        about = {"subject_kind": "clause", "subject_id": clause.pk, "may_quote": False}
        signal = Signal.objects.create(
            **about,
            secretariat=world.circle.organisations["secretariaat"],
            bargaining_table=world.circle.table,
            sender_name=word if named else "",
            text=word,
            received_on=days(0),
            responses=[{"kind": "answered", "text": word, "responded_on": "2026-01-01"}],
        )
        world.keep("signal", signal, word)
        own = OwnSignal.objects.create(
            **about,
            person=world.circle.people[name],
            signal_id=signal.pk,
            named=named,
            text=mine,
            sent_at=timezone.now(),
        )
        world.keep("own signal", own, mine)

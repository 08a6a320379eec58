"""The signals that wait for a secretariat, for the list of what waits for it."""

from collections.abc import Iterator
from datetime import date

from backend.parties.actors import Actor
from backend.reference.words import Words
from backend.reminders import deadlines
from backend.reminders.waiting import Waiting
from backend.signals import queries
from backend.signals.kinds import State
from backend.signals.models import Signal

READ_SIGNAL = Words("Een signaal wacht op u", "A signal waits for you")
MOST = 50


def unread_signals(actor: Actor, today: date) -> Iterator[Waiting]:
    """Yield the signals to which the actor's secretariat did nothing yet."""
    tables = queries.kept_tables(actor)
    if not tables:
        return
    rows = Signal.objects.visible_to(actor).filter(
        bargaining_table__in=tables, state=State.RECEIVED
    )
    for signal in rows.order_by("received_on", "id")[:MOST]:
        subject = queries.subject_of(signal.subject_kind, signal.subject_id, actor)
        if subject is not None:
            about = deadlines.reference_to(subject.kind, subject.pk, subject)
            yield Waiting("signal", about, READ_SIGNAL)

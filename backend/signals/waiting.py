"""The signals that wait for a secretariat, for the list of what waits for it."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Q

from backend.parties.actors import Actor
from backend.reference.words import Words
from backend.reminders import deadlines
from backend.reminders.pages import pages_of
from backend.reminders.waiting import Waiting
from backend.signals import queries
from backend.signals.kinds import HANDED_OVER, State
from backend.signals.models import Signal

READ_SIGNAL = Words("Een signaal wacht op u", "A signal waits for you")


def unread_signals(actor: Actor, today: date) -> Iterator[Waiting]:
    """Yield the signals to which the actor's secretariat did nothing yet, since it keeps them."""
    tables = queries.kept_tables(actor)
    if not tables:
        return
    went_over = Q(**{"responses__-1__kind": HANDED_OVER})
    rows = Signal.objects.visible_to(actor).filter(
        Q(state=State.RECEIVED) | went_over, bargaining_table__in=tables
    )
    for page in pages_of(rows.exclude(state=State.CLOSED), "received_on"):
        subjects = deadlines.subjects_of(page, actor)
        for signal in page:
            subject = subjects.get(signal.subject_id)
            if subject is not None:
                about = deadlines.reference_to(subject.kind, subject.pk, subject)
                yield Waiting("signal", about, READ_SIGNAL)

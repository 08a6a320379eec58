"""A round that was held, and one that is coming, at the table where the demo people meet."""

from datetime import datetime, time, timedelta
from typing import Any

from django.utils import timezone

from backend.agreements.models import Clause
from backend.confidentiality.context import acting_as
from backend.demo.dates import Day
from backend.demo.loading.history import Story
from backend.meetings import actions, agenda, answering, deciding
from backend.meetings.linking import Named, everyone_at
from backend.meetings.models import Meeting
from backend.parties.models import BargainingTable
from backend.workflow import consenting, engine

EMPLOYERS, UNION, SECRETARIAT = "wg_zorg", "v_zorg", "s_zorg"
SATURDAY = 5  # on which nobody negotiates if it can be helped
HELD, COMING = Day(-9), Day(12)


def hold_meetings(story: Story) -> None:
    """Let the secretariat call two rounds, of which the first one has minutes that both signed.

    Does nothing where those three do not sit at one table.
    """
    table = _table(story)
    if table is not None:
        _held(story, table)
        _coming(story, table)


def _table(story: Story) -> BargainingTable | None:
    tables = BargainingTable.objects.order_by("key")
    for key in (EMPLOYERS, UNION, SECRETARIAT):
        tables = tables.filter(memberships__organisation__key=key, memberships__valid_until=None)
    return tables.first()


def _held(story: Story, table: BargainingTable) -> None:
    called = story.moment(HELD - 14)
    secretariat = story.voice(SECRETARIAT, called)
    meeting = actions.plan_meeting(
        actor=secretariat,
        **_facts(story, table, HELD, "Ronde over roosters en werkdruk"),
        now=called,
    )
    clauses = _clauses(meeting)
    first = agenda.add_item(
        meeting,
        actor=secretariat,
        title="Stand van de afspraken",
        links=clauses,
        note="Per afspraak: waar staan we, en wat houdt ons tegen?",
        now=called,
    )
    agenda.add_item(
        meeting,
        actor=story.voice(UNION, called),
        title="Werkdruk in de nachtdienst",
        note="De leden vragen wanneer de meting beschikbaar is.",
        now=called,
    )
    engine.perform(meeting, "convene", actor=secretariat, now=called)
    at = story.moment(HELD)
    deciding.decide(
        first,
        actor=story.voice(SECRETARIAT, at),
        outcome="noted",
        text="Beide zijden hebben de stand van de afspraken besproken.",
        now=at,
    )
    engine.perform(meeting, "hold", actor=story.voice(SECRETARIAT, at), now=at)
    minutes = (
        "Alle afspraken zijn langsgelopen. De volgende ronde gaat over de meting van de werkdruk."
    )
    actions.edit_meeting(meeting, {"minutes": minutes}, actor=story.voice(SECRETARIAT, at), now=at)
    for key, day in ((EMPLOYERS, HELD + 2), (UNION, HELD + 3)):
        signed = story.moment(day)
        actor = story.voice(key, signed)
        consenting.give(meeting, "establish", actor=actor, now=signed)


def _coming(story: Story, table: BargainingTable) -> None:
    called = story.moment(Day(-2))
    secretariat = story.voice(SECRETARIAT, called)
    title = "Ronde over de meting van de werkdruk"
    meeting = actions.plan_meeting(
        actor=secretariat, **_facts(story, table, COMING, title), now=called
    )
    clauses = _clauses(meeting)
    for key, item, named in (
        (SECRETARIAT, "Verslag van de vorige ronde", []),
        (EMPLOYERS, "Uitkomst van de meting", clauses[:1]),
        (UNION, "Hersteltijd na nachtdiensten", clauses[1:2]),
    ):
        actor = story.voice(key, called)
        agenda.add_item(meeting, actor=actor, title=item, links=named, now=called)
    engine.perform(meeting, "convene", actor=secretariat, now=called)
    confirmed = story.moment(Day(-1))
    answering.answer(meeting, actor=story.voice(EMPLOYERS, confirmed), yes=True, now=confirmed)


def _facts(story: Story, table: BargainingTable, day: Day, title: str) -> dict[str, Any]:
    zone = timezone.get_current_timezone()
    starts = datetime.combine(day.on(story.circle.today), time(10), zone)
    if starts.weekday() >= SATURDAY:
        starts -= timedelta(days=2)
    return {
        "bargaining_table": table.pk,
        "form": "negotiation_round",
        "title": title,
        "starts_at": starts,
        "ends_at": starts + timedelta(hours=2),
        "place": "Utrecht, vergaderzaal 3",
    }


def _clauses(meeting: Meeting) -> list[Named]:
    """Return clauses that everybody at the meeting can see."""
    with acting_as(everyone_at(meeting)):
        rows = Clause.objects.visible_to(everyone_at(meeting))
        rows = rows.filter(bargaining_table=meeting.bargaining_table_id)
        return [Named("clause", pk) for pk in rows.order_by("pk").values_list("pk", flat=True)[:4]]

"""The second wall around meetings, and minutes that stay: with raw SQL as the application."""

import pytest
from django.db import IntegrityError, connection, transaction

from backend.confidentiality.context import acting_as
from backend.meetings.linking import attach_seen
from backend.meetings.models import AgendaItem, ItemLink, Meeting
from backend.parties.actors import SYSTEM
from tests.lifecycles.commitment_arrangement import a_commitment, cao_table
from tests.meetings.scene import Table, clause_of, link
from tests.meetings.test_meeting_matrix import a_meeting

pytestmark = pytest.mark.django_db
TABLES = ("meeting", "agendaitem", "itemlink", "decision", "correction", "meetinganswer")


@pytest.fixture
def circle():
    return cao_table()


def count(actor, table):
    with acting_as(actor), connection.cursor() as cursor:
        cursor.execute(f"select count(*) from meetings_{table}")
        return cursor.fetchone()[0]


def test_the_database_shows_each_only_what_is_theirs(circle):
    table = Table(circle, day=0)
    own = clause_of(circle, state="draft", article_number="7.1")
    commitment = a_commitment(circle, "open", filed=False)
    links = [link(clause_of(circle)), link(own), link(commitment)]
    item = table.post("wil", "/items", {"title": "Roosters", "links": links})
    table.post("wil", "/items", {"title": "Ons idee", "suggested": True})
    table.post("wil", "/answers", {"confirmed": True})
    table.take("sanne", "convene")
    table.post(
        "sanne", "/decisions", {"item": item["id"], "outcome": "noted", "text": "Besproken."}
    )
    seen = {name: [count(circle.actor(name), each) for each in TABLES] for name in circle.people}
    assert seen.pop("wil") == [1, 2, 3, 1, 0, 1]
    for name in ("vera", "bram", "sanne"):
        assert seen.pop(name) == [1, 1, 2, 1, 0, 1]
    # of the same side, at the table in another capacity: what the side prepares is theirs too
    assert seen.pop("emma") == [0, 1, 0, 0, 0, 0]
    assert set(map(tuple, seen.values())) == {(0, 0, 0, 0, 0, 0)}


def test_the_first_wall_holds_with_the_second_one_down(circle):
    table = Table(circle, day=0)
    own = clause_of(circle, state="draft", article_number="7.1")
    table.post("wil", "/items", {"title": "Roosters", "links": [link(own)]})
    table.post("wil", "/items", {"title": "Ons idee", "suggested": True})
    with acting_as(SYSTEM):
        assert AgendaItem.objects.visible_to(circle.vera).count() == 1
        assert Meeting.objects.visible_to(circle.otto).count() == 0
        items = list(AgendaItem.objects.visible_to(circle.vera))
        attach_seen(items, circle.vera)
        assert [item.seen for item in items] == [[]]
        assert ItemLink.objects.count() == 1


@pytest.mark.parametrize("column", ["minutes", "title", "state"])
def test_the_database_keeps_established_minutes_as_they_are(circle, column):
    meeting = a_meeting(circle, "established")
    with acting_as(SYSTEM), pytest.raises(IntegrityError), transaction.atomic():
        Meeting.objects.filter(pk=meeting.pk).update(**{column: "held"})

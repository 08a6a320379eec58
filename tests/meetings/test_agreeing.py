"""A meeting is agreed by both sides, and its agenda fixed, through the API with all looking on."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from backend.confidentiality.context import acting_as
from backend.meetings.models import MeetingAnswer
from backend.outbox import relay
from backend.outbox.models import OutboxMessage
from backend.parties.actors import SYSTEM
from backend.reminders import notices
from tests.meetings.scene import Table, at_ten, plan
from tests.people import a_circle
from tests.reminders.scene import names, written

pytestmark = pytest.mark.django_db
ONLOOKERS = ("otto", "lies", "ada", "nick")
REASON = "Onze onderhandelaar is die week met verlof"


@pytest.fixture
def circle():
    return a_circle()


@pytest.fixture
def table(circle):
    return Table(circle)


def relayed():
    with acting_as(SYSTEM):
        OutboxMessage.objects.update(due_at=timezone.now() - timedelta(days=1))
    while relay.deliver_one((notices.consume,)):
        pass


def said(table, name="wil"):
    """What each side said, as somebody reads it."""
    meeting = table.get(name).json()
    return meeting["agreement"], {
        side["side"]: {each["name"]: each["answer"] for each in side["organisations"]}
        for side in meeting["sides"]
    }


def waits(table, name):
    items = table(name).get("/v1/me/actions").json()["items"]
    return [each["subject"]["id"] for each in items if each["kind"] == "meeting"]


def test_both_sides_confirm_and_everybody_at_the_table_sees_who_did(circle, table):
    assert said(table) == (
        "awaited",
        {"employer": {"Werkgevers": None}, "union": {"Bond Een": None, "Bond Twee": None}},
    )
    assert waits(table, "wil") == waits(table, "vera") == [table.id]
    table.post("wil", "/answers", {"confirmed": True})
    assert said(table, "vera")[0] == "awaited"
    assert waits(table, "wil") == []
    made = table.post("vera", "/answers", {"confirmed": True})
    assert made["answerLabel"] == "Bevestigd"
    assert made["organisation"]["name"] == "Bond Een"
    assert "person" not in made
    assert said(table, "sanne") == (
        "agreed",
        {"employer": {"Werkgevers": "yes"}, "union": {"Bond Een": "yes", "Bond Twee": None}},
    )
    assert waits(table, "bram") == []  # one of each side is enough at this table
    table.take("sanne", "convene")


def test_who_plans_it_has_said_yes_with_that(circle, table):
    mine = table("wil").post("/v1/meetings", plan(circle, title="Extra ronde")).json()
    assert mine["agreement"] == "awaited"
    [employers, unions] = mine["sides"]
    assert (employers["side"], employers["confirmed"]) == ("employer", True)
    assert (unions["side"], unions["confirmed"], unions["declined"]) == ("union", False, False)
    assert waits(table, "wil") == [table.id]


def test_a_no_names_a_reason_or_another_date_and_keeps_the_meeting_from_being_convened(table):
    wrong = table.post("vera", "/answers", {"confirmed": False}, status=400)
    assert [(e["pointer"], e["code"]) for e in wrong["errors"]] == [("/reason", "required")]
    past = at_ten(-1).isoformat()
    wrong = table.post("vera", "/answers", {"confirmed": False, "otherStartsAt": past}, status=400)
    assert [each["pointer"] for each in wrong["errors"]] == ["/otherStartsAt"]
    wrong = table.post("vera", "/answers", {"confirmed": True, "otherStartsAt": past}, status=400)
    assert [each["code"] for each in wrong["errors"]] == ["only-with-no"]

    other = at_ten(5).isoformat()
    no = {"confirmed": False, "reason": REASON, "otherStartsAt": other}
    table.post("vera", "/answers", no)
    [read] = table.get("wil", "/answers").json()["items"]
    assert (read["reason"], read["answer"], read["current"]) == (REASON, "no", True)
    assert said(table)[0] == "declined"
    refused = table.take("sanne", "convene", status=409)
    assert [each["code"] for each in refused["errors"]] == ["date-declined"]
    # another party of that side can still say yes for it, at a table where one is enough
    table.post("bram", "/answers", {"confirmed": True})
    assert said(table)[0] == "awaited"


def test_another_day_or_place_is_asked_anew_and_another_title_is_not(table):
    for name in ("wil", "vera"):
        table.post(name, "/answers", {"confirmed": True})
    table.patch("sanne", "", {"title": "Ronde over verlof", "link": "https://overleg.example/1"})
    assert said(table)[0] == "agreed"
    table.patch("sanne", "", {"startsAt": at_ten(1).isoformat(), "place": "Utrecht, zaal 3"})
    assert said(table)[0] == "agreed"  # the very same day and place
    table.patch("sanne", "", {"place": "Online"})
    assert said(table) == (
        "awaited",
        {"employer": {"Werkgevers": None}, "union": {"Bond Een": None, "Bond Twee": None}},
    )
    assert [each["current"] for each in table.get("wil", "/answers").json()["items"]] == [False] * 2
    table.post("wil", "/answers", {"confirmed": True})
    moved = {"startsAt": at_ten(2).isoformat(), "endsAt": None}
    table.patch("sanne", "", moved)
    assert said(table)[0] == "awaited"
    assert waits(table, "wil") == [table.id]


def test_who_answers_to_another_date_than_the_one_there_is_now_is_told(table):
    version = table.version
    table.patch("sanne", "", {"startsAt": at_ten(3).isoformat(), "endsAt": None})
    stale = table("vera").post(f"{table.address}/answers", {"confirmed": True}, if_match=version)
    assert stale.status_code == 412
    with acting_as(SYSTEM):
        assert not MeetingAnswer.objects.exists()


def test_only_who_speaks_for_a_side_there_answers(circle, table):
    assert table("sanne").get(f"{table.address}/available-changes").status_code == 200
    offered = table.get("sanne", "/available-changes").json()["items"]
    assert "answer" not in [each["name"] for each in offered]
    offered = table.get("vera", "/available-changes").json()["items"]
    assert "answer" in [each["name"] for each in offered]
    table.post("sanne", "/answers", {"confirmed": True}, status=403)
    for name in ONLOOKERS:
        for below in ("", f"/{circle.table.pk}"):
            hidden = table.get(name, f"/answers{below}")
            absent = table(name).get(f"/v1/meetings/{circle.table.pk}/answers{below}")
            assert (hidden.status_code, hidden.content) == (absent.status_code, absent.content)
    table.take("sanne", "convene")
    table.take("sanne", "cancel", reason="Geen stukken")
    gone = table.post("vera", "/answers", {"confirmed": True}, status=409)
    assert [each["code"] for each in gone["errors"]] == ["not-ahead"]


def test_what_was_answered_stays(circle, table):
    table.post("vera", "/answers", {"confirmed": False, "reason": REASON})
    with acting_as(circle.vera):
        for change in (
            lambda rows: rows.update(reason="Anders"),
            lambda rows: rows.delete(),
        ):
            with pytest.raises(IntegrityError), transaction.atomic():
                change(MeetingAnswer.objects.all())
    with acting_as(circle.actor("otto")):
        assert not MeetingAnswer.objects.exists()
    with acting_as(SYSTEM):
        assert not MeetingAnswer.objects.visible_to(circle.actor("otto")).exists()


def test_both_sides_and_the_secretariat_are_told_at_once_and_never_why(circle, table, settings):
    relayed()
    told = written(event="create", subject_kind="meeting")
    assert names(told) == ["bram", "vera", "wil"]
    assert {row.headline for row in told} == {"Overleg voorgesteld"}
    assert {row.link for row in told} == {f"{settings.PUBLIC_URL}/overleg/{table.id}"}
    table.post("vera", "/answers", {"confirmed": False, "reason": REASON})
    relayed()
    told = written(event="date_answered")
    assert names(told) == ["bram", "sanne", "wil"]
    for row in told:
        assert REASON not in row.text + row.status + row.headline
        assert "Utrecht" not in row.text
        assert "Een zijde heeft de datum afgewezen." in row.text
    table.patch("sanne", "", {"startsAt": at_ten(4).isoformat(), "endsAt": None})
    relayed()
    assert names(written(event="reschedule")) == ["bram", "vera", "wil"]


def offered(table, who):
    """What somebody may do with the meeting, now or not yet."""
    return {each["name"] for each in table.get(who, "/available-transitions").json()["items"]}


def test_the_secretariat_fixes_the_agenda_and_it_stays_until_it_is_opened(table):
    refused = table.take("sanne", "fix_agenda", status=409)
    assert [each["code"] for each in refused["errors"]] == ["no-items"]
    item = table.post("wil", "/items", {"title": "Roosters"})
    assert item["mayDo"] == ["edit", "remove"]
    assert offered(table, "sanne") & {"fix_agenda", "reopen_agenda"} == {"fix_agenda"}
    table.take("sanne", "fix_agenda")
    assert table.get("vera").json()["agendaFixedAt"] is not None
    # what would be refused is not offered, neither to whose item it is nor to who keeps the agenda
    assert [each["mayDo"] for who in ("wil", "sanne") for each in table.items(who)] == [[], []]
    assert offered(table, "sanne") & {"fix_agenda", "reopen_agenda"} == {"reopen_agenda"}
    for name, method, below, body in (
        ("vera", table.post, "/items", {"title": "Nog een"}),
        ("sanne", table.post, "/items", {"title": "Rondvraag"}),
        ("wil", table.patch, f"/items/{item['id']}", {"title": "Anders"}),
        ("sanne", table.patch, f"/items/{item['id']}", {"position": 1}),
    ):
        stays = method(name, below, body, status=409)
        assert [each["code"] for each in stays["errors"]] == ["agenda-fixed"]
    gone = table("wil").delete(f"{table.address}/items/{item['id']}", if_match=table.version)
    assert gone.status_code == 409
    assert [each["title"] for each in table.items("vera")] == ["Roosters"]
    # what a side prepares for itself is its own affair
    table.post("vera", "/items", {"title": "Ons idee", "suggested": True})
    table.take("sanne", "reopen_agenda", status=400)
    table.take("sanne", "reopen_agenda", reason="Een spoedpunt")
    table.post("vera", "/items", {"title": "Nog een"})


def test_both_sides_fix_the_agenda_by_consenting_to_exactly_that_one(circle, table):
    table.post("wil", "/items", {"title": "Roosters"})
    table.post("wil", "/consents", {"transition": "agree_agenda"})
    table.post("wil", "/items", {"title": "Verlof"})
    assert table.get("vera").json()["agendaFixedAt"] is None
    table.post("wil", "/consents", {"transition": "agree_agenda"})
    # saying whether the day suits is not about the agenda
    table.post("wil", "/answers", {"confirmed": True})
    table.post("vera", "/consents", {"transition": "agree_agenda"})
    assert table.get("vera").json()["agendaFixedAt"] is not None


def test_a_point_is_not_carried_over_to_an_agenda_that_was_fixed(circle):
    held = Table(circle, day=0)
    item = held.post("sanne", "/items", {"title": "Roosters"})
    held.take("sanne", "convene")
    following = Table(circle, title="Volgende")
    following.post("sanne", "/items", {"title": "Iets"})
    following.take("sanne", "fix_agenda")
    body = {"item": item["id"], "outcome": "adjourned", "text": "Volgende keer."}
    assert held.post("sanne", "/decisions", body, status=409)["errors"]
    following.take("sanne", "reopen_agenda", reason="Toch nog iets")
    held.post("sanne", "/decisions", body)

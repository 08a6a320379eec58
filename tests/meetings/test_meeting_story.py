"""A meeting from plan to established minutes, through the API, with everybody looking on."""

import pytest

from backend.commitments.models import Commitment
from backend.confidentiality.context import acting_as
from backend.parties.actors import SYSTEM
from tests.meetings.scene import Table, at_ten, clause_of, link, plan
from tests.people import a_circle, days

pytestmark = pytest.mark.django_db
ONLOOKERS = ("otto", "lies", "ada", "nick")


@pytest.fixture
def circle():
    return a_circle()


@pytest.fixture
def table(circle):
    return Table(circle, day=0)


def promise(circle, item, owner, side, **facts):
    return {
        "item": item["id"],
        "outcome": "commitment",
        "text": "Een proef met zelfroosteren starten",
        "ownerSide": side,
        "owner": str(circle.organisations[owner].pk),
        "dueOn": days(30).isoformat(),
    } | facts


def test_who_meets_reads_of_the_meeting_and_nobody_else_knows_of_it(circle, table):
    for name in ("wil", "vera", "bram", "sanne"):
        assert table.get(name).json()["title"] == "Ronde over roosters"
        assert len(table(name).get("/v1/meetings").json()["items"]) == 1
    for name in ONLOOKERS:
        absent = table(name).get(f"/v1/meetings/{circle.table.pk}")
        hidden = table.get(name)
        assert (hidden.status_code, hidden.content) == (absent.status_code, absent.content)
        assert table(name).get("/v1/meetings").json()["items"] == []

    refused = table("otto").post("/v1/meetings", plan(circle))
    assert refused.status_code == 400
    assert [each["pointer"] for each in refused.json()["errors"]] == ["/form"]
    assert table("nick").post("/v1/meetings", plan(circle)).status_code == 403
    steering = table("otto").post("/v1/meetings", plan(circle, form="steering_group"))
    assert steering.json()["number"] == 1
    assert table("otto").get(f"/v1/meetings/{steering.json()['id']}").status_code == 200


def test_what_cannot_be_planned_is_told_at_once(circle, table):
    wrong = plan(circle, title=" ", endsAt=at_ten(-1).isoformat(), link="http://elders")
    answer = table("sanne").post("/v1/meetings", wrong)
    assert answer.status_code == 400
    wrong = plan(circle, endsAt=at_ten(-1).isoformat(), link="javascript:alert(1)")
    answer = table("sanne").post("/v1/meetings", wrong)
    assert {e["pointer"] for e in answer.json()["errors"]} == {"/endsAt", "/link"}
    table.patch("vera", "", {"title": "Anders"}, 403)
    table.patch("sanne", "", {"title": "Anders"})
    second = table("sanne").post("/v1/meetings", plan(circle))
    assert second.json()["number"] == 2


def test_an_item_is_about_what_its_reader_may_see(circle, table):
    shared, own = clause_of(circle), clause_of(circle, state="draft", article_number="7.1")
    table.post("wil", "/items", {"title": "Roosters", "links": [link(shared), link(own)]})

    [seen_by_wil], [seen_by_vera] = table.items("wil"), table.items("vera")
    assert [each["title"] for each in seen_by_wil["links"]] == [shared.caption, own.caption]
    assert [each["id"] for each in seen_by_vera["links"]] == [str(shared.pk)]
    assert seen_by_vera["links"][0]["stateLabel"] == "Van kracht"
    assert str(own.pk) not in table.get("sanne", "/items").content.decode()

    cannot = table.post("vera", "/items", {"title": "Van hen", "links": [link(own)]}, 400)
    assert [each["pointer"] for each in cannot["errors"]] == ["/links/0/id"]
    # who does not see a link cannot take it away, either
    table.patch("sanne", f"/items/{seen_by_wil['id']}", {"links": []})
    assert [each["id"] for each in table.items("wil")[0]["links"]] == [str(own.pk)]


def test_a_side_prepares_an_item_that_only_it_knows_of(circle, table):
    before = table.version
    made = table.post("wil", "/items", {"title": "Ons idee", "suggested": True})
    assert made["position"] is None
    assert table.version == before
    for name in ("vera", "sanne"):
        assert table.items(name) == []
        assert table.get(name, f"/items/{made['id']}").status_code == 404
        assert "Ons idee" not in table.get(name, "/audit-entries").content.decode()
    assert "Ons idee" in table.get("wil", "/audit-entries").content.decode()
    refused = table.post("sanne", "/items", {"title": "Neutraal", "suggested": True}, 400)
    assert [each["pointer"] for each in refused["errors"]] == ["/suggested"]

    table.patch("wil", f"/items/{made['id']}", {"title": "Ons voorstel"})
    table.patch("wil", f"/items/{made['id']}", {"suggested": False})
    assert [each["title"] for each in table.items("vera")] == ["Ons voorstel"]
    table.patch("wil", f"/items/{made['id']}", {"suggested": True}, 400)


def test_the_secretariat_orders_the_agenda_and_each_changes_its_own(circle, table):
    first, second, third = (
        table.post(name, "/items", {"title": title})
        for name, title in (("wil", "Een"), ("vera", "Twee"), ("sanne", "Drie"))
    )
    table.patch("sanne", f"/items/{third['id']}", {"position": 1})
    assert [(i["position"], i["title"]) for i in table.items("wil")] == [
        (1, "Drie"),
        (2, "Een"),
        (3, "Twee"),
    ]
    table.patch("wil", f"/items/{first['id']}", {"position": 1}, 403)
    table.patch("wil", f"/items/{second['id']}", {"title": "Van ons"}, 403)
    table.patch("vera", f"/items/{second['id']}", {"title": "Twee, anders"})
    answer = table("vera").delete(f"{table.address}/items/{first['id']}", if_match=table.version)
    assert answer.status_code == 403
    answer = table("wil").delete(f"{table.address}/items/{first['id']}", if_match=table.version)
    assert answer.status_code == 204
    assert [(i["position"], i["title"]) for i in table.items("wil")] == [
        (1, "Drie"),
        (2, "Twee, anders"),
    ]


def test_a_promise_counts_once_who_makes_it_has_confirmed(circle, table):
    clause = clause_of(circle)
    item = table.post("sanne", "/items", {"title": "Roosters", "links": [link(clause)]})
    below = "/decisions"
    table.post("sanne", below, promise(circle, item, "werkgevers", "employer"), 403)
    table.take("sanne", "convene")

    noted = table.post("sanne", below, promise(circle, item, "bond-een", "union"))
    assert noted["standing"] == "awaited"
    assert [each["id"] for each in noted["awaited"]] == [str(circle.organisations["bond-een"].pk)]
    for name in ("sanne", "wil", "bram"):
        table.patch(name, f"{below}/{noted['id']}", {"confirmed": True}, 403)
    with acting_as(SYSTEM):
        assert not Commitment.objects.exists()
    confirmed = table.patch("vera", f"{below}/{noted['id']}", {"confirmed": True})
    assert confirmed["standing"] == "promised"
    commitment = table("wil").get(f"/v1/commitments/{confirmed['commitment']}").json()
    assert (commitment["ownerSide"], commitment["subject"]["id"]) == ("union", str(clause.pk))
    table.patch("vera", f"{below}/{noted['id']}", {"confirmed": True}, 409)

    own = table.post("wil", below, promise(circle, item, "werkgevers", "employer"))
    assert own["standing"] == "promised"

    joint = table.post("wil", below, promise(circle, item, "werkgevers", "joint"))
    assert joint["standing"] == "awaited"
    table.patch("wil", f"{below}/{joint['id']}", {"confirmed": True}, 403)
    joint = table.patch("bram", f"{below}/{joint['id']}", {"confirmed": True})
    assert joint["standing"] == "promised"

    no = table.post("sanne", below, promise(circle, item, "werkgevers", "employer"))
    no = table.patch("wil", f"{below}/{no['id']}", {"confirmed": False, "reason": "Niet zo."})
    assert (no["standing"], no["declinedBecause"]) == ("declined", "Niet zo.")
    with acting_as(SYSTEM):
        assert Commitment.objects.count() == 3
    assert len(table.get("vera", below).json()["items"]) == 4


def test_what_cannot_become_a_promise_says_why(circle, table):
    free = table.post("sanne", "/items", {"title": "Rondvraag"})
    table.take("sanne", "convene")
    below = "/decisions"
    wrong = table.post(
        "sanne", below, {"item": free["id"], "outcome": "commitment", "text": "Iets"}, 400
    )
    assert {e["pointer"] for e in wrong["errors"]} == {"/ownerSide", "/owner", "/dueOn", "/subject"}
    table.patch("sanne", f"/items/{free['id']}", {"links": [link(clause_of(circle))]})
    elsewhere = promise(circle, free, "raad", "works_council")
    assert [e["pointer"] for e in table.post("sanne", below, elsewhere, 400)["errors"]] == [
        "/owner"
    ]
    past = promise(circle, free, "werkgevers", "employer", dueOn=days(-1).isoformat())
    assert [e["pointer"] for e in table.post("sanne", below, past, 400)["errors"]] == ["/dueOn"]
    other = promise(circle, free, "bond-een", "employer")
    assert [e["pointer"] for e in table.post("sanne", below, other, 400)["errors"]] == ["/owner"]


def test_what_is_adjourned_is_on_the_next_agenda(circle, table):
    clause = clause_of(circle)
    item = table.post("vera", "/items", {"title": "Roosters", "links": [link(clause)]})
    table.take("sanne", "convene")
    below = "/decisions"
    adjourned = {"item": item["id"], "outcome": "adjourned", "text": "Volgende keer verder."}
    assert table.post("sanne", below, adjourned, 409)["errors"][0]["code"] == "no-next-meeting"
    following = table("sanne").post("/v1/meetings", plan(circle, day=14)).json()
    table.post("vera", below, adjourned)
    [carried] = table("wil").get(f"/v1/meetings/{following['id']}/items").json()["items"]
    assert (carried["title"], carried["carriedOver"]) == ("Roosters", True)
    assert [each["id"] for each in carried["links"]] == [str(clause.pk)]


def test_minutes_are_established_by_both_sides_and_then_stay(circle, table):
    item = table.post("wil", "/items", {"title": "Roosters"})
    table.take("sanne", "convene")
    noted = {"item": item["id"], "outcome": "noted", "text": "De cijfers zijn besproken."}
    table.post("sanne", "/decisions", noted)
    table.take("sanne", "hold")
    early = table.take("wil", "establish", 409)
    assert "no-minutes" in {each["code"] for each in early["errors"]}
    present = [str(circle.organisations[key].pk) for key in ("werkgevers", "bond-een")]
    table.patch("sanne", "", {"minutes": "Geopend om tien uur.", "present": present})
    table.patch("wil", "", {"minutes": "Van ons."}, 403)
    table.patch("sanne", f"/items/{item['id']}", {"minutes": "Lang over gesproken."})

    consent = {"transition": "establish"}
    table.post("sanne", "/consents", consent, 403)
    table.post("wil", "/consents", consent)
    table.patch("sanne", "", {"minutes": "Geopend om half elf."})  # another text: no yes to it yet
    table.post("wil", "/consents", consent)
    table.post("vera", "/consents", consent)
    assert table.get("otto").status_code == 404
    assert table.get("vera").json()["state"] == "established"

    table.patch("sanne", "", {"minutes": "Toch anders."}, 403)
    table.patch("sanne", f"/items/{item['id']}", {"minutes": "Toch anders."}, 403)
    table.post("wil", "/decisions", noted, 403)
    correction = table.post("vera", "/corrections", {"text": "Het was kwart over tien."})
    found = table.get("wil", f"/corrections/{correction['id']}").json()
    assert found["organisation"]["name"] == "Bond Een"
    assert table.get("wil", "/corrections").json()["items"] == [found]
    assert table.get("wil").json()["minutes"] == "Geopend om half elf."


def test_a_meeting_is_held_on_its_day_and_can_be_called_off(circle):
    table = Table(circle, day=3)
    table.take("wil", "convene", 403)
    table.take("sanne", "convene")
    assert table.take("sanne", "hold", 409)["errors"][0]["code"] == "not-yet-held"
    table.take("sanne", "cancel", 400)
    table.take("sanne", "cancel", reason="Te weinig voorbereid.")
    table.take("sanne", "plan_again")
    late = table.patch("sanne", "", {"startsAt": at_ten(-2).isoformat(), "endsAt": None})
    assert late["state"] == "draft"
    assert table.take("sanne", "convene", 409)["errors"][0]["code"] == "in-the-past"
    changes = table.get("vera", "/available-changes").json()["items"]
    assert [each["name"] for each in changes] == ["item"]
    [offered] = table("vera").get("/v1/bargaining-tables").json()["items"]
    assert "meeting" in offered["mayStart"]

"""What is said at the table: about a passage that outlives its version, answered and settled."""

import pytest

from backend.workflow import consenting
from tests.agreements.scene import TERMS, fresh
from tests.meetings.scene import Table
from tests.notes.scene import QUOTE, TEXT, chains
from tests.people import days

LATER = days(60).isoformat()


def test_a_comment_is_read_at_the_table_and_nowhere_else(scene):
    before = scene.api("wil").get(scene.address).headers["ETag"]
    comment = scene.comment("vera", passage={"quote": QUOTE})
    assert comment["passage"]["place"]["text"] == QUOTE
    assert comment["passage"]["number"] == 1
    for name in ("wil", "bram", "sanne"):
        assert [each["id"] for each in scene.listed("comments", name)] == [comment["id"]]
    for name in ("otto", "lies", "ada", "nick"):
        assert scene.api(name).get(f"/v1/comments/{comment['id']}").status_code == 404
        assert scene.api(name).get("/v1/comments").json()["items"] == []
        assert (
            scene.api(name)
            .post(f"/v1/comments/{comment['id']}/replies", {"text": "Hoi"})
            .status_code
            == 404
        )
    assert scene.api("wil").get(scene.address).headers["ETag"] == before
    assert chains(scene) == {f"table:{scene.circle.table.pk}": ["comment_added"]}


def test_talking_voids_no_consent(scene):
    consenting.give(fresh(scene.clause), "agree", actor=scene.circle.wil, data=TERMS)
    comment = scene.comment("vera")
    scene.note("vera")
    scene.api("wil").post(f"/v1/comments/{comment['id']}/replies", {"text": "Zo."})
    scene.api("wil").post(
        f"/v1/comments/{comment['id']}/resolutions", {"resolved": True}, if_match=2
    )
    (given,) = scene.api("wil").get(f"{scene.address}/consents").json()["items"]
    assert given["endedAt"] is None


def test_a_passage_survives_a_new_version_or_says_that_it_is_gone(scene):
    scene.comment("vera", passage={"quote": QUOTE})
    scene.revise("wil", f"Vooraf geldt dit.\n\n{TEXT}")
    (moved,) = scene.listed("comments", "wil")
    assert moved["passage"]["state"] == "unchanged"
    assert moved["passage"]["sentence"] is None
    place = moved["passage"]["place"]
    assert f"Vooraf geldt dit.\n\n{TEXT}"[place["start"] : place["end"]] == QUOTE

    scene.revise("vera", "Teams maken zelf het rooster. De planner stelt de bezetting vast.")
    (changed,) = scene.listed("comments", "wil")
    assert changed["passage"]["state"] == "changed"
    assert changed["passage"]["sentence"] == "De passage is gewijzigd in versie 3."
    assert changed["passage"]["place"]["text"] == "De planner stelt de bezetting vast."

    scene.revise("wil", "Over verlof beslist ieder zelf.")
    (gone,) = scene.listed("comments", "wil")
    assert gone["passage"]["state"] == "orphaned"
    assert gone["passage"]["sentence"] == "De passage bestaat niet meer in versie 4."
    assert gone["passage"]["place"] is None
    assert gone["passage"]["quote"] == QUOTE
    english = scene.api("wil").get(f"/v1/comments/{gone['id']}", accept_language="en").json()
    assert english["passage"]["sentence"] == "The passage is no longer there in version 4."


def test_a_comment_quotes_only_what_the_table_reads(scene):
    """A side's own drafts stay its own, also when they are quoted."""
    versions = scene.api("wil").get(f"{scene.address}/versions").json()["items"]
    start = TEXT.rindex("Teams maken zelf het")
    comment = scene.comment(
        "wil",
        passage={"quote": "Teams  maken zelf\nhet", "version": versions[0]["id"], "start": start},
    )
    assert comment["passage"]["place"]["start"] == start
    missing = scene.api("wil").post(
        "/v1/comments",
        {
            **scene.subject,
            "text": "Ja",
            "passage": {"quote": QUOTE, "version": str(scene.clause.pk)},
        },
    )
    assert missing.json()["errors"][0]["code"] == "no-text"


def test_a_comment_is_answered_settled_and_opened_again(scene):
    comment = scene.comment("vera")
    address = f"/v1/comments/{comment['id']}"
    answer = scene.api("wil").post(f"{address}/replies", {"text": "De manager."})
    assert answer.status_code == 201
    assert scene.api("vera").get(answer.headers["Location"]).json()["side"] == "employer"
    stale = scene.api("vera").post(f"{address}/resolutions", {"resolved": True}, if_match=1)
    assert stale.status_code == 412  # an answer that was not read yet
    settled = scene.api("vera").post(f"{address}/resolutions", {"resolved": True}, if_match=2)
    assert (settled.status_code, settled.headers["ETag"]) == (201, '"3"')
    twice = scene.api("wil").post(f"{address}/resolutions", {"resolved": True}, if_match=3)
    assert (twice.status_code, twice.json()["errors"][0]["code"]) == (409, "already-resolved")
    opened = scene.api("sanne").post(f"{address}/resolutions", {"resolved": False}, if_match=3)
    assert opened.json()["person"] == "Sanne"
    history = scene.api("bram").get(f"{address}/resolutions?ordering=createdAt").json()["items"]
    assert [(each["person"], each["resolved"]) for each in history] == [
        ("Vera", True),
        ("Sanne", False),
    ]
    names = [
        each["name"]
        for each in scene.api("vera").get(f"{address}/available-changes").json()["items"]
    ]
    assert names == ["reply", "resolve", "commitment", "agenda_item"]
    assert scene.listed("comments", "vera")[0]["replies"] == 1


def test_a_comment_becomes_a_commitment_and_both_tell_so(scene):
    comment = scene.comment("vera")
    address = f"/v1/comments/{comment['id']}/commitments"
    promise = {"text": "Wij bellen elkaar.", "ownerSide": "employer", "dueOn": LATER}
    wrong = scene.api("wil").post(address, {**promise, "dueOn": "2020-01-01"})
    assert (wrong.status_code, wrong.json()["errors"][0]["pointer"]) == (400, "/dueOn")
    assert scene.listed("comments", "wil")[0]["became"] == []
    made = scene.api("wil").post(address, promise)
    assert made.status_code == 201
    assert scene.api("vera").get(made.headers["Location"]).json() == made.json()
    (shown,) = scene.listed("comments", "vera")
    assert shown["became"] == [
        {
            "kind": "commitment",
            "id": made.json()["id"],
            "title": "Wij bellen elkaar.",
            "meeting": None,
        }
    ]
    found = scene.api("vera").get(f"/v1/comments?commitment={made.json()['id']}").json()["items"]
    assert [each["id"] for each in found] == [comment["id"]]
    assert made.json()["subject"]["id"] == str(scene.clause.pk)


def test_a_comment_goes_on_the_agenda_of_a_meeting_with_the_same_readers(scene):
    comment = scene.comment("vera")
    address = f"/v1/comments/{comment['id']}"
    body = {"title": "Wie stelt de bezetting vast?", "note": "Zie de opmerking."}
    refused = offered(scene, "vera", address)["agenda_item"]
    assert [each["code"] for each in refused["refusals"]] == ["no-meeting"]
    wider = Table(scene.circle, form="steering_group", title="Stuurgroep")
    wrong = scene.api("vera").post(f"{address}/agenda-items", {**body, "meeting": wider.id})
    assert (wrong.status_code, wrong.json()["errors"][0]["pointer"]) == (400, "/meeting")
    meeting = Table(scene.circle)
    assert offered(scene, "vera", address)["agenda_item"]["open"] is True
    choice = scene.api("vera").get(f"{address}/meetings").json()["items"]
    assert [each["id"] for each in choice] == [meeting.id]
    made = scene.api("vera").post(f"{address}/agenda-items", {**body, "meeting": meeting.id})
    assert made.status_code == 201, made.content
    assert scene.api("wil").get(made.headers["Location"]).json()["title"] == body["title"]
    (item,) = meeting.items("wil")
    assert [each["id"] for each in item["links"]] == [str(scene.clause.pk)]
    came = {
        "kind": "agenda_item",
        "id": item["id"],
        "title": body["title"],
        "meeting": meeting.id,
    }
    assert [each["became"] for each in scene.listed("comments", "wil")] == [[came]]
    assert chains(scene)[f"table:{scene.circle.table.pk}"][-1] == "comment_became_agenda_item"
    # off the agenda again, nothing is said to have come of it
    gone = meeting("vera").delete(f"{meeting.address}/items/{item['id']}", if_match=meeting.version)
    assert gone.status_code == 204
    assert [each["became"] for each in scene.listed("comments", "wil")] == [[]]


def offered(scene, who, address):
    items = scene.api(who).get(f"{address}/available-changes").json()["items"]
    return {each["name"]: each for each in items}


@pytest.mark.parametrize("name", ["wil", "sanne"])
def test_who_speaks_at_the_table_is_offered_to(scene, name):
    items = scene.api(name).get(f"{scene.address}/available-changes").json()["items"]
    offered = {each["name"]: each["open"] for each in items}
    assert offered["comment"] is True
    assert ("private_note" in offered) is (name == "wil")

"""A note is its writers' own until they reveal it, once and for all."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction

from backend.audit import seals
from backend.confidentiality.context import acting_as
from backend.notes.models import Comment, Note
from backend.parties.actors import SYSTEM
from backend.parties.kinds import Capacity, OrganisationKind
from tests.notes.scene import QUOTE, TEXT, chains
from tests.people import organisation, person, seat

OTHERS = ("wil", "bram", "otto", "sanne", "mia", "lies", "ada", "nick")


def others(scene, *but):
    return [name for name in OTHERS if name in scene.circle.people and name not in but]


def test_a_note_is_there_for_the_own_organisation_alone(scene):
    before = {name: scene.all_that_others_see(name) for name in others(scene)}
    note = scene.note("vera", passage={"quote": QUOTE})
    assert note["readableBy"] == "Alleen zichtbaar voor onderhandelaars van Bond Een."
    assert note["passage"]["quote"] == QUOTE
    address = f"/v1/notes/{note['id']}"
    changed = scene.api("vera").patch(address, {"text": "Nog meer ruimte."}, if_match=1)
    assert (changed.status_code, changed.headers["ETag"]) == (200, '"2"')
    assert [each["text"] for each in scene.listed("notes", "vera")] == ["Nog meer ruimte."]
    for name in others(scene):
        assert scene.api(name).get(address).status_code == 404
        assert scene.api(name).delete(address, if_match=2).status_code == 404
        assert scene.all_that_others_see(name) == before[name], name
    assert chains(scene) == {
        f"organisation:{scene.circle.organisations['bond-een'].pk}": [
            "note_written",
            "note_changed",
        ]
    }
    gone = scene.api("vera").delete(address, if_match=2)
    assert gone.status_code == 204
    assert scene.listed("notes", "vera") == []
    assert next(iter(chains(scene).values()))[-1] == "note_removed"


def test_a_side_reads_what_is_shared_with_it_and_only_the_writers_decide(scene):
    note = scene.note("vera")
    address = f"/v1/notes/{note['id']}"
    shared = scene.api("vera").patch(address, {"reading": "side"}, if_match=1).json()
    assert shared["readableBy"] == (
        "Alleen zichtbaar voor onderhandelaars van de vakbondszijde aan deze tafel."
    )
    assert [each["id"] for each in scene.listed("notes", "bram")] == [note["id"]]
    for name in others(scene, "bram"):
        assert scene.listed("notes", name) == [] or name in ("lies", "nick")
        assert scene.api(name).get(address).status_code == 404
    assert scene.api("bram").patch(address, {"text": "Anders"}, if_match=2).status_code == 403
    assert scene.api("bram").get(f"{address}/available-changes").json()["items"] == []
    back = scene.api("vera").patch(address, {"reading": "organisation"}, if_match=2)
    assert (back.status_code, back.json()["errors"][0]["code"]) == (409, "already-shared")


@pytest.mark.parametrize("name", ["sanne", "ada", "nick", "lies"])
def test_who_is_of_no_side_writes_no_notes(scene, name):
    body = {**scene.subject, "text": "Van mij"}
    seen = scene.api(name).get(scene.address).status_code == 200
    assert scene.api(name).post("/v1/notes", body).status_code == (403 if seen else 404)
    if seen:
        items = scene.api(name).get(f"{scene.address}/available-changes").json()["items"]
        assert "private_note" not in [each["name"] for each in items]


def test_what_is_revealed_is_what_was_read_and_stays_so(scene):
    note = scene.note("vera", passage={"quote": QUOTE})
    address, api = f"/v1/notes/{note['id']}", scene.api("vera")
    assert [each["name"] for each in note["wouldBeReadBy"]] == [
        "Bond Een",
        "Bond Twee",
        "Secretariaat",
        "Werkgevers",
    ]
    version = scene.api("wil").get(scene.address).headers["ETag"]
    wrong = api.post(f"{address}/reveals", {"digest": "0" * 64}, if_match=1)
    assert (wrong.status_code, wrong.json()["errors"][0]["pointer"]) == (400, "/digest")
    stale = api.post(f"{address}/reveals", {"digest": note["digest"]}, if_match=7)
    assert stale.status_code == 412
    assert api.post(f"{address}/reveals", {"digest": note["digest"]}).status_code == 428
    assert scene.listed("comments", "wil") == []
    told = api.post(f"{address}/reveals", {"digest": note["digest"]}, if_match=1)
    assert told.status_code == 201
    assert told.headers["ETag"] == '"2"'
    (comment,) = scene.listed("comments", "wil")
    assert comment["revealed"] is True
    assert (comment["text"], comment["digest"]) == (note["text"], note["digest"])
    assert (comment["side"], comment["organisation"]["name"]) == ("union", "Bond Een")
    assert comment["passage"]["quote"] == QUOTE
    # Of the note itself nobody else learns anything; the subject has not changed.
    assert note["id"] not in scene.api("wil").get("/v1/comments").content.decode()
    assert scene.api("wil").get(address).status_code == 404
    assert scene.api("wil").get(scene.address).headers["ETag"] == version
    own, table = f"organisation:{scene.circle.organisations['bond-een'].pk}", scene.circle.table.pk
    assert chains(scene) == {
        own: ["note_written", "note_revealed"],
        f"table:{table}": ["note_revealed"],
    }
    for answer in (
        api.patch(address, {"text": "Toch niet"}, if_match=2),
        api.delete(address, if_match=2),
        api.post(f"{address}/reveals", {"digest": note["digest"]}, if_match=2),
    ):
        assert (answer.status_code, answer.json()["errors"][0]["code"]) == (409, "note-revealed")
    assert [item["id"] for item in api.get(f"{address}/reveals").json()["items"]] == [comment["id"]]
    seals.seal()
    call_command("verify_audit", stdout=StringIO())


def test_the_database_keeps_what_was_said(scene):
    note = scene.note("vera")
    scene.api("vera").post(
        f"/v1/notes/{note['id']}/reveals", {"digest": note["digest"]}, if_match=1
    )
    for change in (
        "update notes_note set text = 'x'",
        "delete from notes_note",
        "update notes_comment set text = 'x'",
        "update notes_comment set visibility = 'public'",
        "delete from notes_comment",
    ):
        with (
            pytest.raises(DatabaseError),
            acting_as(SYSTEM),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(change)
    with acting_as(SYSTEM):  # an account can go; what was said stays
        scene.circle.people["vera"].delete()
        assert Note.objects.get().person_name == Comment.objects.get().person_name == "Vera"


def test_only_a_party_reveals_and_only_what_lies_on_the_table(scene):
    """The works council reads along at a clause no earlier than the parties do."""
    private = scene.api("wil").post(
        "/v1/clauses",
        {
            "agreement": str(scene.clause.agreement_id),
            "articleNumber": "7",
            "title": "Concept",
            "body": TEXT,
        },
    )
    about = {"subjectKind": "clause", "subjectId": private.json()["id"], "text": "Eerst intern"}
    note = scene.api("wil").post("/v1/notes", about).json()
    told = scene.api("wil").post(
        f"/v1/notes/{note['id']}/reveals", {"digest": note["digest"]}, if_match=1
    )
    assert (told.status_code, told.json()["errors"][0]["code"]) == (409, "not-on-table")
    changes = scene.api("wil").get(f"/v1/clauses/{private.json()['id']}/available-changes").json()
    offered = {each["name"]: each["open"] for each in changes["items"]}
    assert (offered["private_note"], offered["comment"]) == (True, False)
    assert scene.api("vera").post("/v1/notes", about).status_code == 404
    assert scene.api("wil").post("/v1/comments", about).status_code == 409


def test_a_note_says_everything_that_is_wrong_with_it(scene):
    body = {**scene.subject, "text": "x" * 5001, "reading": "iedereen", "extra": 1}
    faults = scene.api("vera").post("/v1/notes", body).json()["errors"]
    assert sorted(each["pointer"] for each in faults) == ["/extra", "/reading", "/text"]
    control = scene.api("vera").post("/v1/notes", {**scene.subject, "text": "a\u0007b"})
    assert control.json()["errors"][0]["code"] == "control_character"
    for quote, code in (("Staat er niet", "not-in-text"), ("Teams maken zelf het", "ambiguous")):
        answer = scene.api("vera").post(
            "/v1/notes", {**scene.subject, "text": "Ja", "passage": {"quote": quote}}
        )
        (fault,) = answer.json()["errors"]
        assert (fault["pointer"], fault["code"]) == ("/passage/quote", code)
    kind = {"subjectKind": "reminder", "subjectId": str(scene.clause.pk), "text": "Ja"}
    assert (
        scene.api("vera").post("/v1/notes", kind).json()["errors"][0]["pointer"] == "/subjectKind"
    )
    assert scene.listed("notes", "vera") == []


def test_of_a_side_only_they_read_along_who_see_what_it_is_about(scene):
    """A company that carries the cao out is on the employers' side, and no party to the talks."""
    firm = organisation("bedrijf", OrganisationKind.EMPLOYER)
    seat(scene.circle.table, firm, Capacity.PARTICIPANT)
    scene.circle.people["emma"] = person("emma", firm)
    note = scene.note("wil", reading="side")
    assert scene.api("emma").get("/v1/notes").json()["items"] == []
    assert scene.api("emma").get(f"/v1/notes/{note['id']}").status_code == 404
    with acting_as(scene.circle.emma), connection.cursor() as cursor:
        cursor.execute("select count(*) from notes_note")
        assert cursor.fetchone() == (0,)
    with acting_as(scene.circle.wil):
        assert Note.objects.visible_to(scene.circle.wil).count() == 1

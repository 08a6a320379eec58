"""The register of mandates: who writes it, who reads it, and what the world sees of it."""

import json

import pytest
from django.core.management import call_command

from backend.audit import seals, verifier
from backend.confidentiality.context import acting_as
from backend.outbox.models import OutboxMessage
from backend.parties.actors import SYSTEM
from backend.parties.kinds import Function
from backend.parties.mandates import mark_of
from backend.parties.models import Affiliation, Mandate
from backend.workflow.models import Consent
from tests.api.clients import Api
from tests.lifecycles.commitment_arrangement import a_commitment, cao_table
from tests.people import days, person

pytestmark = pytest.mark.django_db


def told(answer, status):
    assert answer.status_code == status, answer.content
    return answer.json() if answer.content else None


def codes(answer, status):
    return {fault["code"] for fault in told(answer, status)["errors"]}


@pytest.fixture
def house(db):
    """Bond Een: Vera keeps its mandates, Kees negotiates, Mia is a member, Petra only keeps."""
    circle = cao_table()
    union = circle.organisations["bond-een"]
    Affiliation.objects.filter(person=circle.people["vera"]).update(keeps_mandates=True)
    circle.people["kees"] = person("kees", union)
    circle.people["petra"] = person("petra", union, function=Function.MEMBER)
    Affiliation.objects.filter(person=circle.people["petra"]).update(keeps_mandates=True)
    return circle


def granting(house, who="kees", **more):
    return {
        "person": str(house.people[who].pk),
        "bargainingTable": str(house.table.pk),
        "acts": ["consent", "ballot"],
        "startsOn": days(0).isoformat(),
        "endsOn": days(30).isoformat(),
        "grantedBy": "Bestuur Bond Een",
        "decidedOn": days(-2).isoformat(),
        "reference": "Besluit 12",
        **more,
    }


def test_a_mandate_is_granted_read_by_its_own_organisation_and_ended(house):
    api = {name: Api(somebody) for name, somebody in house.people.items()}
    names = {
        item["person"]["name"] for item in told(api["petra"].get("/v1/colleagues"), 200)["items"]
    }
    assert names == {"Vera", "Kees", "Mia", "Petra"}
    assert told(api["mia"].get("/v1/colleagues"), 200)["items"] == []

    made = told(api["petra"].post("/v1/mandates", granting(house)), 201)
    assert made["person"]["name"] == "Kees"
    assert made["state"] == "valid"
    assert made["recordedBy"] == "Petra"
    assert made["bargainingTable"]["id"] == str(house.table.pk)
    address = f"/v1/mandates/{made['id']}"
    asked = f"/v1/mandates?person={made['person']['id']}&act=ballot&validOn={days(30)}"
    asked += f"&bargainingTable={house.table.pk}"
    for name, mine in api.items():
        own = name in ("vera", "kees", "petra")
        assert mine.get(address).status_code == (200 if own else 404), name
        assert len(told(mine.get(asked), 200)["items"]) == own, name
    assert told(api["kees"].get("/v1/mandates?validOn=2001-01-01"), 200)["items"] == []

    # Kees may give it up, and Petra may end it; a colleague who keeps nothing may not
    bram = person("bas", house.organisations["bond-een"])
    ending = {"endsOn": days(3).isoformat(), "reason": "Andere functie"}
    assert Api(bram).patch(address, ending, if_match=1).status_code == 403
    assert api["petra"].patch(address, ending).status_code == 428
    ended = told(api["kees"].patch(address, ending, if_match=1), 200)
    assert ended["endsOn"] == ending["endsOn"]
    assert ended["endedBy"] == "Kees"
    assert api["petra"].patch(address, ending, if_match=1).status_code == 412
    revoked = told(api["petra"].patch(address, {"revoked": True, "reason": "Nu"}, if_match=2), 200)
    assert (revoked["state"], revoked["mayEnd"]) == ("ended", False)
    assert codes(api["petra"].patch(address, ending, if_match=3), 409) == {"mandate-ended"}

    entries = told(api["kees"].get(f"{address}/audit-entries?ordering=at"), 200)["items"]
    assert [entry["event"] for entry in entries] == ["grant", "end", "end"]
    assert entries[0]["facts"]["granted_by"] == "Bestuur Bond Een"
    with acting_as(SYSTEM):
        told_world = OutboxMessage.objects.filter(subject_kind="mandate")
        assert {m.audience for m in told_world} == {f"organisation:{ended['organisation']['id']}"}
        assert told_world.count() == 3
    assert seals.verify() == []


def test_what_is_refused(house):
    petra, vera = Api(house.people["petra"]), Api(house.people["vera"])
    grant = "/v1/mandates"
    for name in ("kees", "mia", "wil", "sanne", "ada"):
        assert Api(house.people[name]).post(grant, granting(house)).status_code == 403, name
    own = granting(house, "vera")
    assert codes(vera.post(grant, own), 409) == {"own-mandate"}
    theirs = {"organisation": str(house.organisations["werkgevers"].pk)}
    assert vera.post(grant, granting(house, **theirs)).status_code == 403
    assert codes(petra.post(grant, granting(house, "mia")), 400) == {"no-colleague"}
    wrong = granting(
        house,
        "wil",
        bargainingTable="00000000-0000-4000-8000-000000000000",
        startsOn=days(-1).isoformat(),
        endsOn=days(-2).isoformat(),
        decidedOn=days(1).isoformat(),
    )
    assert codes(petra.post(grant, wrong), 400) == {
        "no-colleague",
        "no-seat",
        "in-the-past",
        "before-start",
        "in-the-future",
    }
    assert petra.post(grant, granting(house, acts=[])).status_code == 400
    made = told(petra.post(grant, granting(house)), 201)
    address = f"{grant}/{made['id']}"
    for faulty, code in (
        ({"reason": "x"}, "one-end"),
        ({"reason": "x", "revoked": True, "endsOn": days(1).isoformat()}, "one-end"),
        ({"reason": "x", "endsOn": days(-1).isoformat()}, "in-the-past"),
        ({"reason": "x", "endsOn": days(31).isoformat()}, "later"),
    ):
        assert codes(petra.patch(address, faulty, if_match=1), 400) == {code}
    assert codes(petra.patch(address, {"revoked": True}, if_match=1), 400) == {"required"}


def test_a_consent_shows_that_there_was_a_mandate_and_outlives_its_end(house, tmp_path):
    """The mandate ends between the two consents: the first was valid when it was given."""
    wil, vera, bram = (Api(house.people[name]) for name in ("wil", "vera", "bram"))
    subject = a_commitment(house, filed=False)
    address = f"/v1/commitments/{subject.pk}"
    deferring = {"dueOn": days(60).isoformat(), "reason": "Nog niet voltallig."}
    offer = {"transition": "defer", "data": deferring}
    told(vera.post(f"{address}/consents", offer, if_match=1), 201)
    with acting_as(SYSTEM):
        consent = Consent.objects.get()
        mandates = {m.person_name: m for m in Mandate.objects.all()}
    assert consent.mandate == mark_of(mandates["Vera"].pk, subject.pk, consent.given_at)

    ending = {"revoked": True, "reason": "Besluit van het bestuur"}
    told(vera.patch(f"/v1/mandates/{mandates['Vera'].pk}", ending, if_match=1), 200)
    # it still counts; but nothing more is done on that mandate
    assert codes(vera.post(f"{address}/consents", offer, if_match=1), 409) >= {"no-mandate"}
    (given,) = told(wil.get(f"{address}/consents"), 200)["items"]
    assert given["mandated"]
    seen = wil.get(f"{address}/audit-entries").content + wil.get(f"{address}/consents").content
    told(wil.post(f"{address}/consents", {"transition": "defer"}, if_match=1), 201)
    seen += wil.get(f"{address}/available-transitions").content
    for answer in told(bram.get(f"{address}/transitions"), 200)["items"]:
        seen += str(answer).encode()
    assert b"Bestuur" not in seen
    assert str(mandates["Vera"].pk).encode() not in seen
    subject.refresh_from_db()
    assert subject.state == "deferred"
    assert seals.verify() == []

    # and outlives the account, of which nothing else is left
    gone = house.people["vera"]
    call_command("erase_person", gone.email.upper(), "--yes")
    assert vera.get("/v1/me").status_code == 401
    assert not Affiliation.objects.filter(person_id=gone.pk).exists()
    kept = told(wil.get(f"{address}/consents?ordering=-givenAt"), 200)["items"]
    assert {(each["person"], each["organisation"]["name"]) for each in kept} >= {
        ("Vera", "Bond Een")
    }
    (held,) = told(Api(house.people["petra"]).get("/v1/mandates"), 200)["items"]
    assert held["person"] == {"id": None, "name": "Vera"}
    page = wil.get(f"{address}/audit-entries?ordering=at").content
    for content, code in ((page, 0), (page.replace(b"Vera", b"Vero"), 1)):
        (tmp_path / "log.jsonl").write_bytes(content + b"\n")
        assert verifier.main(str(tmp_path / "log.jsonl")) == code
    entries = json.loads(page)["items"]
    assert ("Vera", "Bond Een") in {
        (e["actor"]["name"], e["organisation"]["name"]) for e in entries
    }
    assert seals.verify() == []


def test_what_the_framework_says_in_english_only_is_said_in_both_languages(house):
    api = Api(house.people["vera"])
    body = granting(house, acts=[], person="kees")
    for language, least, uuid in (
        ("nl", "Noem er minstens 1.", "Dit moet een geldige UUID zijn."),
        ("en", "Ensure this field has at least 1 elements.", "Must be a valid UUID."),
        ("nl", "Noem er minstens 1.", "Dit moet een geldige UUID zijn."),
    ):
        errors = told(api.post("/v1/mandates", body, accept_language=language), 400)["errors"]
        said = {error["pointer"]: error["message"] for error in errors}
        assert said == {"/acts": least, "/person": uuid}

"""A consent on paper: recorded with its document, and nobody's yes before the party says so."""

from base64 import b64encode

import pytest
from django.utils import timezone

from backend.audit import seals
from backend.confidentiality.context import acting_as
from backend.parties.actors import SYSTEM
from backend.parties.models import Mandate
from backend.reference.ids import new_id
from backend.workflow import voiding
from backend.workflow.models import Consent, Paper
from tests.api.clients import Api
from tests.lifecycles.commitment_arrangement import a_commitment, cao_table
from tests.people import days
from tests.reminders.scene import post, posted, written
from tests.reminders.test_notices import relayed

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.4\n1 0 obj\n%%EOF\n"


def told(answer, status):
    assert answer.status_code == status, answer.content
    return answer.json() if answer.content else None


def codes(answer, status):
    return {fault["code"] for fault in told(answer, status)["errors"]}


@pytest.fixture
def house(db):
    return cao_table()


def clients(house):
    return {name: Api(somebody) for name, somebody in house.people.items()}


def signed(house, subject, **more):
    return {
        "subjectKind": "commitment",
        "subjectId": str(subject.pk),
        "transition": "defer",
        "data": {"dueOn": days(60).isoformat(), "reason": "Nog niet voltallig."},
        "organisation": str(house.organisations["bond-een"].pk),
        "signedBy": "Vera, voorzitter",
        "signedOn": days(-3).isoformat(),
        "name": "Brief van Bond Een",
        "document": b64encode(PDF).decode(),
        **more,
    }


def test_the_secretariat_records_and_only_the_party_makes_it_count(house):
    subject, api = a_commitment(house, filed=False), clients(house)
    body = signed(house, subject)
    for name in ("wil", "bram", "emma"):
        assert api[name].post("/v1/papers", body).status_code == 403, name
    for name in ("lies", "ada", "nick"):
        absent = api[name].post("/v1/papers", {**body, "subjectId": str(new_id())})
        hidden = api[name].post("/v1/papers", body)
        assert (hidden.status_code, hidden.content) == (404, absent.content), name
    asked = f"/v1/awaited-papers?subjectKind=commitment&subjectId={subject.pk}"
    offered = told(api["sanne"].get(asked), 200)["items"]
    assert "defer" in {item["transition"] for item in offered}
    paper = told(api["sanne"].post("/v1/papers", body), 201)
    assert (paper["state"], paper["recordedFor"]) == ("waiting", "Secretariaat")
    assert not Consent.objects.exists()
    address = f"/v1/papers/{paper['id']}"
    stored = told(api["wil"].get(f"{address}/document"), 200)
    assert (stored["content"], stored["mediaType"]) == (body["document"], "application/pdf")
    assert api["nick"].get(f"{address}/document").status_code == 404

    confirming = {"decision": "confirmed"}
    for name in ("sanne", "wil", "bram", "emma"):
        assert api[name].patch(address, confirming).status_code == 403, name
    with acting_as(SYSTEM):
        vera = Mandate.objects.filter(person=house.people["vera"])
        vera.update(valid_until=days(-1))
        assert codes(api["vera"].patch(address, confirming), 409) == {"no-mandate"}
        vera.update(valid_until=None)
    assert told(api["vera"].get(address), 200)["mayDecide"]
    assert api["vera"].patch(address, {"reason": "x"}).status_code == 400
    told(api["vera"].patch(address, confirming), 200)
    assert codes(api["vera"].patch(address, confirming), 409) == {"paper-decided"}
    (given,) = told(api["wil"].get(f"/v1/commitments/{subject.pk}/consents"), 200)["items"]
    assert given["onPaper"] == {
        "id": paper["id"],
        "signedOn": body["signedOn"],
        "recordedBy": "Sanne",
    }
    assert given["mandated"]
    consents = f"/v1/commitments/{subject.pk}/consents"
    told(api["wil"].post(consents, {"transition": "defer"}, if_match=1), 201)
    subject.refresh_from_db()
    assert subject.state == "deferred"
    entries = told(api["wil"].get(f"/v1/commitments/{subject.pk}/audit-entries?ordering=at"), 200)
    recorded, confirmed, *_ = (entry["facts"] for entry in entries["items"])
    assert recorded["sha256"] == confirmed["paper"]["sha256"] == paper["sha256"]
    assert seals.verify() == []


def test_a_paper_that_is_refused_replaced_or_about_another_text_never_counts(house):
    subject, api = a_commitment(house, filed=False), clients(house)
    first = told(api["sanne"].post("/v1/papers", signed(house, subject)), 201)
    second = told(api["vera"].post("/v1/papers", signed(house, subject, name="Nieuwe brief")), 201)
    refusing = {"decision": "refused"}
    assert codes(api["vera"].patch(f"/v1/papers/{first['id']}", refusing), 409) == {"paper-decided"}
    address = f"/v1/papers/{second['id']}"
    assert codes(api["vera"].patch(address, refusing), 400) == {"required"}
    no = told(api["vera"].patch(address, {**refusing, "reason": "Niet door ons getekend"}), 200)
    assert (no["state"], no["decidedBy"]) == ("refused", "Vera")

    third = told(api["sanne"].post("/v1/papers", signed(house, subject)), 201)
    with acting_as(SYSTEM):
        voiding.void(subject, house.wil, subject.updated_at)
    assert told(api["vera"].get(f"/v1/papers/{third['id']}"), 200)["state"] == "voided"
    assert not Consent.objects.exists()
    assert seals.verify() == []


def test_a_document_is_judged_by_its_content(house):
    subject, sanne = a_commitment(house, filed=False), clients(house)["sanne"]
    for content, code in (
        (b"MZ\x90\x00 this program", "no-document"),
        (b"%PDF-1.4 cut off", "cut-off"),
        (PDF[:-1] + b" " * (5 * 1024 * 1024), "too-large"),
    ):
        body = signed(house, subject, name="brief.pdf", document=b64encode(content).decode())
        assert codes(sanne.post("/v1/papers", body), 400) == {code}
    assert codes(sanne.post("/v1/papers", signed(house, subject, document="niet!")), 400) == {
        "not-base64"
    }
    for more, code in (
        ({"name": "brief\u0000.pdf"}, "control_character"),
        ({"signedOn": days(1).isoformat()}, "in-the-future"),
        ({"organisation": str(house.organisations["raad"].pk)}, "no-voice"),
    ):
        assert codes(sanne.post("/v1/papers", signed(house, subject, **more)), 400) == {code}
    other = signed(house, subject, digest="0" * 64)
    assert codes(sanne.post("/v1/papers", other), 409) == {"other-text"}
    for language, words in (("nl", "groter dan"), ("en", "larger than")):
        large = sanne.call("POST", "/v1/papers", b"x" * 50_000_000, accept_language=language)
        assert words in told(large, 413)["detail"]
    with acting_as(SYSTEM):
        assert not Paper.objects.exists()


def waits(api):
    """What waits for somebody: of which kind, of what, and which step."""
    items = told(api.get("/v1/me/actions"), 200)["items"]
    return [(each["kind"], each["subject"]["id"], each["transition"]) for each in items]


def test_a_paper_waits_for_who_can_confirm_it_and_for_nobody_else(house):
    subject, api = a_commitment(house, filed=False), clients(house)
    paper = told(api["sanne"].post("/v1/papers", signed(house, subject)), 201)
    line = ("paper", str(subject.pk), "defer")
    assert line in waits(api["vera"])
    relayed()
    (notice,) = written(event="paper_recorded")  # to whom it counts on, and nobody else
    assert (notice.recipient.name, notice.subject_id) == ("Vera", subject.pk)
    assert "Secretariaat heeft vastgelegd dat uw organisatie op papier" in notice.text
    assert notice.link.endswith(f"/toezeggingen/{subject.pk}")
    for name in set(house.people) - {"vera"}:
        assert line not in waits(api[name]), name
    # once the other side has consented, the paper is still what is asked, and is asked once
    consents, version = f"/v1/commitments/{subject.pk}", None
    version = told(api["wil"].get(consents), 200)["version"]
    body = {"transition": "defer", "data": signed(house, subject)["data"]}
    told(api["wil"].post(f"{consents}/consents", body, if_match=version), 201)
    found = [each for each in waits(api["vera"]) if each[1:] == line[1:]]
    assert found == [line]
    assert ("consent", *line[1:]) in waits(api["bram"])
    told(api["vera"].patch(f"/v1/papers/{paper['id']}", {"decision": "confirmed"}), 200)
    assert line not in waits(api["vera"])


def test_a_paper_about_another_text_or_one_that_was_refused_waits_for_nobody(house):
    subject, api = a_commitment(house, filed=False), clients(house)
    paper = told(api["sanne"].post("/v1/papers", signed(house, subject)), 201)
    no = {"decision": "refused", "reason": "Niet van ons"}
    relayed()
    told(api["vera"].patch(f"/v1/papers/{paper['id']}", no), 200)
    assert "paper" not in [kind for kind, *_ in waits(api["vera"])]
    told(api["sanne"].post("/v1/papers", signed(house, subject)), 201)
    assert "paper" in [kind for kind, *_ in waits(api["vera"])]
    before = len(written(event="paper_recorded"))
    with acting_as(SYSTEM):
        voiding.void(subject, SYSTEM, subject.updated_at)
    assert "paper" not in [kind for kind, *_ in waits(api["vera"])]
    relayed()
    # the second one was void before anybody could be told; of the first there is nothing to mail
    assert len(written(event="paper_recorded")) == before == 1
    posted(timezone.now())
    (mail,) = post(recipient=house.people["vera"], rule="event.paper_recorded")
    assert mail.withheld_at is not None

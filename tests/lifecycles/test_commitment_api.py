"""Commitments over HTTP: promise, correct, show, follow the dossier, and never see too much."""

import pytest
from django.utils import timezone

from backend.audit.models import AuditEntry
from backend.commitments import actions, queries
from backend.commitments.models import Commitment, Evidence
from backend.confidentiality.context import acting_as
from backend.confidentiality.models import VisibleQuerySet
from backend.initiatives.effects import conclude_review
from backend.initiatives.models import Initiative
from backend.parties.actors import SYSTEM
from backend.workflow.lifecycle import ConsentRule, Step
from backend.workflow.models import Consent
from tests.api.clients import Api
from tests.lifecycles.commitment_arrangement import DOCUMENT, a_commitment, cao_table
from tests.people import a_circle, days

pytestmark = pytest.mark.django_db


@pytest.fixture
def circle():
    return cao_table()


@pytest.fixture
def api(circle):
    """`api("wil")` calls the API as Wil."""
    return lambda name: Api(circle.people[name])


def a_dossier(circle, visibility="parties", side=""):
    """Something in which promises are made."""
    with acting_as(SYSTEM):
        return Initiative.objects.create(
            title="Zelfroosteren",
            state="running",
            bargaining_table=circle.table,
            visibility=visibility,
            side=side,
            author_side="employer",
        )


def promise(circle, dossier, **facts):
    """The body of a POST: what Emma's firm promises."""
    body = {
        "subjectKind": dossier.kind,
        "subjectId": str(dossier.pk),
        "text": "Een adviesraad instellen",
        "ownerSide": "employer",
        "owner": str(circle.organisations["bedrijf"].pk),
        "dueOn": days(30).isoformat(),
        "indicators": ["voice_in_change"],
    }
    return {name: value for name, value in (body | facts).items() if value is not None}


def faults(answer):
    return {(fault["pointer"], fault["code"]) for fault in answer.json()["errors"]}


def everything():
    with acting_as(SYSTEM):
        return list(Commitment.objects.all())


def test_a_promise_is_written_down_and_read_by_the_parties(circle, api):
    dossier = a_dossier(circle)
    made = api("emma").post("/v1/commitments", promise(circle, dossier))
    assert made.status_code == 201
    assert made.headers["ETag"] == '"1"'
    shown = api("otto").get(made.headers["Location"], accept_language="en").json()
    assert shown["subject"] == {"kind": "initiative", "id": str(dossier.pk)}
    assert (shown["state"], shown["stateLabel"]) == ("open", "Open")
    assert shown["owner"]["name"] == "Bedrijf"
    assert (shown["ownerSideLabel"], shown["agreed"], shown["overdue"]) == (
        "Employers' side",
        True,
        False,
    )
    assert (shown["dueOn"], shown["originalDueOn"]) == (days(30).isoformat(),) * 2
    for name in ("lies", "ada", "nick"):
        assert api(name).get(made.headers["Location"]).status_code == 404
        assert api(name).get("/v1/commitments").json()["items"] == []


def test_what_belongs_to_an_initiative_knows_its_two_sides(circle, api):
    dossier = a_dossier(circle)
    api("emma").post("/v1/commitments", promise(circle, dossier))
    (commitment,) = everything()
    assert commitment.rule == dossier.both_sides


def test_every_fault_is_named_at_once(circle, api):
    elsewhere = a_circle("elders").organisations["bond-een"]
    body = promise(
        circle,
        a_dossier(circle),
        owner=str(elsewhere.pk),
        coOwner=str(circle.organisations["ministerie"].pk),
        dueOn=days(-1).isoformat(),
        indicators=["workload", "bestaat_niet"],
        text="  \n ",
    )
    answer = api("emma").post("/v1/commitments", body)
    assert answer.status_code == 400
    assert ("/text", "blank") in faults(answer)
    answer = api("emma").post("/v1/commitments", body | {"text": "Iets doen"})
    assert faults(answer) == {
        ("/owner", "not-at-table"),
        ("/coOwner", "not-at-table"),
        ("/dueOn", "in-the-past"),
        ("/indicators/1", "unknown"),
    }
    assert everything() == []


@pytest.mark.parametrize(
    ("facts", "fault"),
    [
        ({"ownerSide": "union"}, ("/owner", "other-side")),
        ({"owner": None}, ("/owner", "required")),
        ({"coOwner": "werkgevers"}, ("/coOwner", "same-side")),
        ({"subjectKind": "commitment"}, ("/subjectKind", "unknown")),
        ({"subjectKind": "cao"}, ("/subjectKind", "unknown")),
        ({"ownerSide": "everyone"}, ("/ownerSide", "invalid_choice")),
        ({"extra": 1}, ("/extra", "unknown_field")),
        ({"dueOn": "morgen"}, ("/dueOn", "invalid")),
    ],
)
def test_bad_input_changes_nothing(circle, api, facts, fault):
    facts = {
        name: str(circle.organisations[value].pk) if value == "werkgevers" else value
        for name, value in facts.items()
    }
    answer = api("emma").post("/v1/commitments", promise(circle, a_dossier(circle), **facts))
    assert answer.status_code == 400
    assert fault in faults(answer)
    assert everything() == []


def test_in_a_dossier_that_one_cannot_see_there_is_nothing_to_promise(circle, api):
    private = a_dossier(circle, "side_private", "union")
    unknown = promise(circle, private, subjectId="01234567-89ab-7cde-8f01-23456789abcd")
    hidden = api("emma").post("/v1/commitments", promise(circle, private))
    absent = api("emma").post("/v1/commitments", unknown)
    assert hidden.status_code == absent.status_code == 404
    assert hidden.content == absent.content


def test_once_agreed_nobody_promises_for_another(circle, api):
    dossier = a_dossier(circle)
    for name in ("vera", "otto"):
        answer = api(name).post("/v1/commitments", promise(circle, dossier))
        assert answer.status_code == 409
        assert answer.json()["errors"][0]["code"] == "not-yours-to-promise"
    assert api("mia").post("/v1/commitments", promise(circle, dossier)).status_code == 403
    joint = promise(circle, dossier, ownerSide="joint")
    assert api("emma").post("/v1/commitments", joint).status_code == 409
    for body in (promise(circle, dossier), joint):
        assert api("sanne").post("/v1/commitments", body).status_code == 201


def test_while_negotiating_a_party_may_propose_what_another_should_do(circle, api):
    dossier = a_dossier(circle, "table")
    made = api("vera").post("/v1/commitments", promise(circle, dossier, owner=None))
    assert made.status_code == 201
    assert (made.json()["agreed"], made.json()["visibility"]) == (False, "table")
    assert api("wil").get(made.headers["Location"]).status_code == 200
    for name in ("otto", "emma"):
        assert api(name).get(made.headers["Location"]).status_code == 404
    with acting_as(SYSTEM):
        assert queries.without_owner("initiative", dossier.pk).count() == 1


def test_a_proposal_is_corrected_and_what_is_agreed_is_not(circle, api):
    dossier = a_dossier(circle, "table")
    made = api("vera").post("/v1/commitments", promise(circle, dossier)).json()
    address = f"/v1/commitments/{made['id']}"
    change = {"text": "Twee adviesraden instellen", "dueOn": days(45).isoformat()}
    assert api("wil").patch(address, change).status_code == 428
    assert api("wil").patch(address, change, if_match=7).status_code == 412
    changed = api("wil").patch(address, change, if_match=1)
    assert changed.status_code == 200
    assert changed.headers["ETag"] == '"2"'
    assert (changed.json()["text"], changed.json()["originalDueOn"]) == (
        change["text"],
        change["dueOn"],
    )
    assert api("sanne").patch(address, {"dueOn": "2020-01-01"}, if_match=2).status_code == 400
    assert _edit_offered(api("wil"), address) == {"name": "edit", "open": True, "refusals": []}
    actions.follow_dossier(_opened(dossier))
    offered = _edit_offered(api("wil"), address)
    assert [no["code"] for no in offered["refusals"]] == ["already-agreed"]
    refused = api("wil").patch(address, change, if_match=3)
    assert refused.status_code == 409
    assert refused.json()["errors"][0]["code"] == "already-agreed"


def _edit_offered(client, address):
    items = client.get(f"{address}/available-changes").json()["items"]
    return next(item for item in items if item["name"] == "edit")


def _opened(dossier):
    with acting_as(SYSTEM):
        Initiative.objects.filter(pk=dossier.pk).update(visibility="public", side="")
        return Initiative.objects.get(pk=dossier.pk)


def test_commitments_follow_their_dossier_no_further_than_the_parties(circle, api):
    dossier = a_dossier(circle, "side_private", "employer")
    made = api("emma").post("/v1/commitments", promise(circle, dossier))
    address = made.headers["Location"]
    (commitment,) = everything()
    with acting_as(SYSTEM):
        commitment.file_evidence(DOCUMENT, actor=circle.emma, at=commitment.created_at)
    assert api("vera").get(address).status_code == 404
    actions.follow_dossier(_opened(dossier))
    assert api("vera").get(address).json()["visibility"] == "parties"
    assert len(api("vera").get(f"{address}/evidence").json()["items"]) == 1
    assert api("nick").get(address).status_code == 404
    with acting_as(SYSTEM):
        Initiative.objects.filter(pk=dossier.pk).update(visibility="table")
        actions.follow_dossier(Initiative.objects.get(pk=dossier.pk))
    assert api("otto").get(address).status_code == 200


def test_who_may_read_the_dossier_reads_what_is_promised_as_part_of_its_text(circle):
    dossier = a_dossier(circle, "table")
    with acting_as(SYSTEM):
        before = queries.promises_digest("initiative", dossier.pk)
    made = actions.create_commitment(
        dossier,
        actor=circle.vera,
        text="Een adviesraad instellen",
        owner_side="employer",
        due_on=days(30),
    )
    with acting_as(circle.wil):
        first = queries.promises_digest("initiative", dossier.pk)
    actions.edit_commitment(made, {"text": "Geen adviesraad"}, actor=circle.vera)
    with acting_as(circle.wil):
        assert len({before, first, queries.promises_digest("initiative", dossier.pk)}) == 3


def test_a_changed_promise_voids_the_consents_to_the_text_it_is_part_of(circle, monkeypatch):
    dossier = a_dossier(circle, "table")

    def text(subject):
        return queries.promises_digest(subject.kind, subject.pk)

    monkeypatch.setattr(Initiative, "text_digest", text)
    with acting_as(SYSTEM):
        given = Consent.objects.create(
            subject_kind=dossier.kind,
            subject_id=dossier.pk,
            audience=dossier.word,
            transition="extend",
            digest="0" * 64,
            text_digest=text(dossier),
            organisation=circle.organisations["bond-een"],
            side="union",
            person_name="Vera",
            given_at=timezone.now(),
        )
    made = actions.create_commitment(
        dossier,
        actor=circle.wil,
        text="Een adviesraad instellen",
        owner_side="employer",
        due_on=days(30),
    )
    with acting_as(SYSTEM):
        given.refresh_from_db()
        told = AuditEntry.objects.get(event="consents_voided")
    assert given.ended_because == "voided"
    assert told.facts["tell"] == [str(circle.organisations["bond-een"].pk)]
    assert made.state == "open"


def test_a_long_promise_is_known_by_its_beginning(circle):
    commitment = a_commitment(circle, text="Een adviesraad instellen. " * 20)
    assert len(commitment.caption) <= 150
    assert commitment.caption.startswith("Een adviesraad instellen.")


def test_the_other_side_returns_and_accepts_over_http(circle, api):
    commitment = a_commitment(circle, filed=False)
    address = f"/v1/commitments/{commitment.pk}"
    empty = api("emma").post(f"{address}/transitions", {"name": "deliver", "data": {}}, if_match=1)
    assert faults(empty) == {("/data/evidence", "required")}
    filed = api("emma").post(f"{address}/evidence", DOCUMENT)
    assert filed.status_code == 201
    shown = api("vera").get(filed.headers["Location"]).json()
    assert (shown["title"], shown["url"], shown["statement"]) == (
        DOCUMENT["title"],
        DOCUMENT["url"],
        None,
    )
    assert shown["organisation"]["name"] == "Bedrijf"
    assert api("vera").post(f"{address}/evidence", DOCUMENT).status_code == 403
    wrong = api("emma").post(f"{address}/evidence", {**DOCUMENT, "url": "ftp://x"})
    assert faults(wrong) == {("/url", "invalid")}

    done = api("emma").post(f"{address}/transitions", {"name": "deliver", "data": {}}, if_match=2)
    assert done.status_code == 201
    offered = {
        option["name"]: option
        for option in api("vera").get(f"{address}/available-transitions").json()["items"]
    }
    assert offered["accept"]["open"]
    assert offered["return"]["needsReason"]
    waiting = api("vera").get("/v1/me/actions").json()["items"]
    assert ("transition", "accept") in [(each["kind"], each["transition"]) for each in waiting]
    back = {"name": "return", "reason": "De bijlage ontbreekt."}
    assert api("vera").post(f"{address}/transitions", back, if_match=3).status_code == 201
    waiting = api("vera").get("/v1/me/actions").json()["items"]
    assert "transition" not in [each["kind"] for each in waiting]
    api("emma").post(f"{address}/transitions", {"name": "deliver", "data": {}}, if_match=4)
    assert (
        api("bram").post(f"{address}/transitions", {"name": "accept"}, if_match=5).status_code
        == 201
    )
    history = api("otto").get(f"{address}/transitions").json()["items"]
    assert [each["name"] for each in history] == ["deliver", "return", "deliver", "accept"]


def test_deferring_over_http(circle, api):
    commitment = a_commitment(circle)
    address = f"/v1/commitments/{commitment.pk}"
    terms = {"dueOn": days(60).isoformat(), "reason": "De stuurgroep is er nog niet."}
    asked = {"transition": "defer", "data": terms}
    given = api("emma").post(f"{address}/consents", asked, if_match=1)
    assert given.status_code == 201
    offer = next(
        option
        for option in api("vera").get(f"{address}/available-transitions").json()["items"]
        if option["name"] == "defer"
    )
    assert offer["mayConsent"]
    assert offer["consents"]["terms"] == terms
    assert {missing["side"] for missing in offer["consents"]["missing"]} == {"union"}
    yes = {"transition": "defer", "digest": offer["consents"]["digest"]}
    assert api("vera").post(f"{address}/consents", yes, if_match=1).status_code == 201
    shown = api("vera").get(address).json()
    assert (shown["state"], shown["dueOn"], shown["deferrals"]) == ("deferred", terms["dueOn"], 1)


def test_the_list_is_filtered_and_ordered(circle, api):
    late = a_commitment(circle, due_on=days(-10))
    ahead = a_commitment(circle, due_on=days(10), owner_side="joint")
    kept = a_commitment(circle, "accepted", due_on=days(-20))
    proposed = a_commitment(circle, due_on=days(-5), visibility="table")

    def found(query):
        answer = api("wil").get(f"/v1/commitments?{query}")
        assert answer.status_code == 200, answer.content
        return [each["id"] for each in answer.json()["items"]]

    def ids(*commitments):
        return [str(each.pk) for each in commitments]

    assert found("") == ids(kept, late, proposed, ahead)
    assert found("ordering=-dueOn") == ids(ahead, proposed, late, kept)
    assert found("overdue=true") == ids(late)
    assert found("overdue=false") == ids(kept, proposed, ahead)
    assert found("state=accepted&state=open") == ids(kept, late, proposed, ahead)
    assert found("state=accepted") == ids(kept)
    assert found("ownerSide=joint") == ids(ahead)
    assert found(f"subjectKind=clause&subjectId={late.subject_id}") == ids(late)
    assert found(f"dueBefore={days(-10).isoformat()}") == ids(kept)
    assert found(f"dueAfter={days(-5).isoformat()}") == ids(ahead)
    assert found(f"owner={circle.organisations['bond-een'].pk}") == []
    for query in ("state=overdue", "overdue=yes", "dueBefore=soon", "nonsense=1"):
        assert api("wil").get(f"/v1/commitments?{query}").status_code == 400
    shown = {each["id"]: each for each in api("wil").get("/v1/commitments").json()["items"]}
    assert [shown[each]["overdue"] for each in ids(late, ahead, kept, proposed)] == [
        True,
        False,
        False,
        False,
    ]


def test_each_wall_holds_alone(circle, api, monkeypatch):
    private = a_commitment(circle, visibility="side_private", side="employer")
    addresses = [f"/v1/commitments/{private.pk}{rest}" for rest in ("", "/evidence", "/consents")]
    with acting_as(SYSTEM):  # the second wall down
        assert not Commitment.objects.visible_to(circle.vera).exists()
        assert not Evidence.objects.visible_to(circle.vera).exists()
    monkeypatch.setattr(VisibleQuerySet, "visible_to", lambda rows, _actor: rows.all())
    for name in ("vera", "sanne", "otto", "ada", "nick"):
        assert api(name).get("/v1/commitments").json()["items"] == []
        for address in addresses:
            assert api(name).get(address).status_code == 404
    assert api("wil").get(addresses[0]).status_code == 200


def test_creation_is_in_the_chain(circle, api):
    dossier = a_dossier(circle)
    api("sanne").post("/v1/commitments", promise(circle, dossier))
    with acting_as(SYSTEM):
        entry = AuditEntry.objects.get(event="create")
    assert entry.organisation_name == "Secretariaat"
    assert entry.facts["dossier"] == f"initiative:{dossier.pk}"


def test_what_is_promised_in_an_initiative_opens_up_with_it_and_hears_of_its_review(circle):
    dossier = a_dossier(circle, "side_private", "employer")
    made = actions.create_commitment(
        dossier,
        actor=circle.emma,
        text="Een proefrooster maken",
        owner_side="employer",
        owner_id=circle.organisations["bedrijf"].pk,
        due_on=days(30),
    )
    assert made.rule == ConsentRule.EMPLOYER_AND_WORKERS
    opened = _opened(dossier)
    with acting_as(SYSTEM):
        opened.visibility_changed()
        Commitment.objects.update(deferrals=2, deferred_on=days(-1))
    step = Step(SYSTEM, timezone.now(), {"findings": "Het loopt."})
    with acting_as(SYSTEM):
        conclude_review(opened, step)
    (commitment,) = everything()
    assert (commitment.visibility, commitment.reviewed_on) == ("parties", days(0))

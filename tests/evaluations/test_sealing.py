"""Each side judges alone: nobody sees what the other found until both have judged."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from backend.api import views
from backend.audit.models import AuditEntry
from backend.confidentiality import context
from backend.confidentiality.context import acting_as
from backend.confidentiality.models import VisibleQuerySet
from backend.evaluations.models import Evaluation, Judgement
from backend.outbox.models import OutboxMessage
from backend.parties.actors import SYSTEM
from tests.evaluations.scene import REVIEW, a_scene

OTHERS = ["wil", "emma", "otto", "sanne"]


def shown(answer, side):
    return next(each for each in answer.json()["judgements"] if each["side"] == side)


def test_the_other_side_sees_that_but_not_what_until_both_have_judged(scene, api):
    given = api("vera").post(f"{scene.address}/judgements", REVIEW)
    assert given.status_code == 201
    for name in OTHERS:
        answer = api(name).get(scene.address)
        assert answer.json()["sealed"] is True
        assert shown(answer, "union")["given"] is True
        assert shown(answer, "union")["judgement"] is None
        assert shown(answer, "employer")["given"] is False
        assert api(name).get(f"{scene.address}/judgements").json()["items"] == []
        assert api(name).get(given.headers["Location"]).status_code == 404
        assert REVIEW["explanation"] not in answer.content.decode()

    last = api("wil").post(f"{scene.address}/judgements", {**REVIEW, "verdict": "not_met"})
    assert last.json()["unsealedAt"] is not None
    for name in [*OTHERS, "vera", "bram", "mia"]:
        answer = api(name).get(scene.address)
        assert answer.json()["sealed"] is False
        assert shown(answer, "union")["judgement"]["verdict"] == "partly"
        assert shown(answer, "employer")["judgement"]["verdict"] == "not_met"


def test_the_own_side_reads_its_judgement_while_it_is_sealed(scene, api):
    scene.judge("vera")
    for name in ("vera", "bram"):
        judgement = shown(api(name).get(scene.address), "union")["judgement"]
        assert judgement["explanation"] == REVIEW["explanation"]
    assert shown(api("mia").get(scene.address), "union")["judgement"] is None


@pytest.mark.parametrize("name", ["lies", "ada", "nick"])
def test_outsiders_and_the_administrator_see_no_evaluation(scene, api, name):
    missing = api(name).get("/v1/evaluations/01234567-89ab-7cde-8f01-23456789abcd")
    answer = api(name).get(scene.address)
    assert (answer.status_code, answer.content) == (404, missing.content)
    assert api(name).post(f"{scene.address}/judgements", REVIEW).status_code == 404
    assert api(name).get("/v1/evaluations").json()["items"] == []


def test_while_sealed_the_chain_tells_the_own_side_only(scene, api):
    judgement = scene.judge("vera")
    address = f"/v1/commitments/{scene.subject.pk}/audit-entries"

    def events(name):
        return [entry["event"] for entry in api(name).get(address).json()["items"]]

    assert "judgement_given" in events("vera")
    assert "judgement_given" in events("bram")
    for name in OTHERS:
        assert events(name) == []

    scene.judge("wil")
    assert "judgements_unsealed" in events("otto")
    with acting_as(SYSTEM):
        unsealed = AuditEntry.objects.get(event="judgements_unsealed")
        given = AuditEntry.objects.get(event="judgement_given", acting_side="union")
        told = OutboxMessage.objects.filter(topic="commitment.judgement_given")
        assert {message.audience.split(":")[0] for message in told} == {"side"}
    digests = {each["voice"]: each["digest"] for each in unsealed.facts["judgements"]}
    # what was unsealed is what was given under seal
    assert digests["union"] == given.facts["digest"] == judgement.digest()
    assert unsealed.actor_kind == "system"


def rows_by_sql():
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from evaluations_judgement")
        return cursor.fetchone()[0]


def test_the_second_wall_holds_without_the_first(scene, api, monkeypatch):
    scene.judge("vera")
    monkeypatch.setattr(VisibleQuerySet, "visible_to", lambda rows, _actor: rows.all())
    for name in OTHERS:
        with acting_as(scene.circle.actor(name)):
            assert rows_by_sql() == 0
        assert shown(api(name).get(scene.address), "union")["judgement"] is None
        assert api(name).get(f"{scene.address}/judgements").json()["items"] == []
    with acting_as(scene.circle.bram):
        assert rows_by_sql() == 1


def test_the_first_wall_holds_without_the_second(scene, api, monkeypatch):
    judgement = scene.judge("vera")
    monkeypatch.setattr(views, "enter", lambda _actor: context.enter(SYSTEM))
    for name in OTHERS:
        assert shown(api(name).get(scene.address), "union")["judgement"] is None
        assert api(name).get(f"{scene.address}/judgements").json()["items"] == []
        address = f"{scene.address}/judgements/{judgement.pk}"
        assert api(name).get(address).status_code == 404
    assert shown(api("bram").get(scene.address), "union")["judgement"] is not None


def test_simultaneous_judgements_unseal_exactly_once(committed_database):
    with transaction.atomic():
        scene = a_scene()
    names = ["wil", "vera"] * 4

    def judge(name):
        try:
            with transaction.atomic():
                return scene.judge(name).voice
        except Exception as error:  # noqa: BLE001 (counted below)
            return type(error).__name__
        finally:
            connection.close()

    with ThreadPoolExecutor(len(names)) as threads:
        outcomes = list(threads.map(judge, names))

    assert set(outcomes) <= {"employer", "union", "Refused"}
    with transaction.atomic(), acting_as(SYSTEM):
        assert AuditEntry.objects.filter(event="judgements_unsealed").count() == 1
        unsealed = Judgement.objects.filter(unsealed_at__isnull=False)
        assert sorted(unsealed.values_list("voice", flat=True)) == ["employer", "union"]
        assert set(unsealed.values_list("visibility", flat=True)) == {"parties"}
        assert Evaluation.objects.get().unsealed_at is not None
        assert Judgement.objects.filter(replaced_at__isnull=True).count() == 2

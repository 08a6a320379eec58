"""What every answer carries, what the service says of itself, and how large a request may be."""

import json
import re
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
from django.db import DatabaseError, connection
from django.test import Client
from django.utils import timezone

from backend.api import status
from backend.api.bodies import LIMIT
from backend.api.chunked import with_length
from backend.api.conf import API_VERSION
from backend.api.documents import openapi_text
from backend.audit import verifier
from backend.confidentiality.context import acting_as
from backend.outbox.models import OutboxMessage
from backend.parties.actors import SYSTEM
from backend.parties.models import Person
from backend.reference.ids import new_id
from backend.reminders import queries
from backend.workflow import registry
from tests.api.clients import Api

HEADERS = {
    "API-Version": API_VERSION,
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "Strict-Transport-Security": "max-age=31536000; includeSubDomains",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


@pytest.mark.parametrize(
    "address",
    ["/v1/status", "/v1/me", "/v1/nothing", "/v1/openapi.json", "/problems/refused", "/healthz"],
)
def test_every_answer_carries_the_version_and_the_security_headers(db, address):
    answer = Client().get(address)
    assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS
    assert len(answer.headers["Request-Id"]) == 32


def test_the_program_that_checks_a_log_is_there_for_everybody(db):
    answer = Client().get("/verifier.py")
    assert answer.content == Path(verifier.__file__).read_bytes()
    assert answer.headers["Content-Disposition"] == 'attachment; filename="verifier.py"'


def test_every_request_has_an_id_of_its_own(db):
    ids = {Client().get("/v1/status").headers["Request-Id"] for _ in range(3)}
    assert len(ids) == 3


def test_who_may_not_be_told_apart_gets_the_same_answer(circle):
    wil = Api(circle.people["wil"])
    answers = [wil.get(f"/v1/lifecycles/{name}") for name in ("nothing", "neither")]
    alike = [
        (
            answer.status_code,
            answer.content,
            {k: v for k, v in answer.headers.items() if k not in ("Request-Id", "RateLimit")},
        )
        for answer in answers
    ]
    assert alike[0] == alike[1]


def test_the_status_is_public_and_says_nothing_of_what_anybody_does(db):
    found = Client().get("/v1/status").json()
    assert found == {
        "version": API_VERSION,
        "healthy": True,
        "database": True,
        "redis": True,
        "sweep": {"lastAt": None, "late": False},
        "remindersBehind": False,
        "work": None,
        "demo": True,
        "demoPeople": [],
    }


@pytest.fixture
def messages(db: None) -> None:
    """One message waits, one has been given up, one was delivered, one rests until later."""
    now = timezone.now()
    later = datetime(2999, 1, 1, tzinfo=UTC)
    with acting_as(SYSTEM):
        for times in (
            {"due_at": now},
            {"due_at": now, "parked_at": now},
            {"due_at": now, "delivered_at": now},
            {"due_at": later},
        ):
            OutboxMessage.objects.create(
                topic="clause.agree",
                subject_kind="clause",
                subject_id=new_id(),
                sequence=1,
                audience="organisation:secret",
                **times,
            )


def test_the_status_counts_what_waits_and_what_was_given_up_to_who_must_mend_it(circle, messages):
    found = {
        name: Api(circle.people.get(name)).get("/v1/status").json()
        for name in ("nobody", "wil", "sanne", "ada")
    }
    assert {name: each["work"] is None for name, each in found.items()} == {
        "nobody": True,
        "wil": True,
        "sanne": True,
        "ada": False,
    }
    assert {each["healthy"] for each in found.values()} == {False}
    work = found["ada"]["work"]
    assert (work["messagesWaiting"], work["messagesParked"]) == (2, 1)
    assert (work["mailsWaiting"], work["mailsParked"], work["lastSealOn"]) == (0, 0, None)


@pytest.mark.parametrize(("late", "behind"), [(False, False), (True, False), (False, True)])
def test_everybody_and_every_probe_hears_when_reminders_stop(db, monkeypatch, late, behind):
    last = datetime(2027, 1, 31, 8, tzinfo=UTC)
    work = queries.work()._replace(last_sweep_at=last, sweep_is_late=late, is_behind=behind)
    monkeypatch.setattr(status, "_work", [])
    status.report_work(lambda: work)
    found = Client().get("/v1/status").json()
    assert found["sweep"] == {"lastAt": "2027-01-31T08:00:00Z", "late": late}
    assert (found["remindersBehind"], found["healthy"]) == (behind, not (late or behind))
    well = Client().get("/healthz/reminders")
    assert well.status_code == (503 if late or behind else 200)
    # the web server itself has nothing the matter with it
    assert Client().get("/healthz").status_code == 200


def test_the_demo_people_are_listed_in_demo_mode_only(db, settings):
    Person.objects.create_user("werkgever@demo.example", "polderspoor", name="Wendy")
    Person.objects.create_user("contact@demo.example", name="Nobody who logs in")
    Person.objects.create_user("somebody@example.org", name="Somebody")
    people = Client().get("/v1/status").json()["demoPeople"]
    assert people == [{"name": "Wendy", "email": "werkgever@demo.example"}]
    settings.DEMO = False
    assert Client().get("/v1/status").json()["demoPeople"] == []


def test_without_redis_the_status_says_so(db, settings):
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    found = Client().get("/v1/status").json()
    assert (found["redis"], found["healthy"]) == (False, False)


def test_probes_hear_whether_all_parts_answer(db, settings, monkeypatch):
    assert Client().get("/healthz").json() == {"status": "ok"}
    assert Client().get("/healthz/reminders").json() == {"status": "ok"}
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    assert Client().get("/healthz").status_code == 503
    assert Client().get("/healthz/reminders").status_code == 503


def test_probes_hear_that_the_database_is_gone(db, monkeypatch):
    def broken():
        raise DatabaseError

    with monkeypatch.context() as broken_for_now:
        broken_for_now.setattr(connection, "cursor", broken)
        answer = Client().get("/healthz")
    assert answer.status_code == 503
    assert answer.json()["type"] == "/problems/unavailable"


@pytest.mark.parametrize("kind", registry.kinds())
@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_life_cycle_can_be_read_by_anyone(db, kind, language):
    table = registry.lifecycle_of(kind)
    found = Api().get(f"/v1/lifecycles/{kind}", accept_language=language).json()
    assert [state["name"] for state in found["states"]] == list(table.states)
    assert [row["name"] for row in found["transitions"]] == [row.name for row in table.transitions]
    labels = [row["label"] for row in found["transitions"]]
    assert labels == [row.label.in_(language) for row in table.transitions]
    assert [line["name"] for line in found["deadlines"]] == [d.name for d in table.deadlines]
    roles = {role for row in found["transitions"] for role in row["roles"]}
    assert roles == {role["name"] for role in found["roles"]}
    assert found["mermaid"].startswith("stateDiagram-v2")


def test_all_life_cycles_are_listed(db):
    names = [item["name"] for item in Api().get("/v1/lifecycles").json()["items"]]
    assert names == list(registry.kinds())
    assert names


def through_the_wrapper(body: bytes, **environ):
    """What Django would see of a request with this body."""
    seen = {}

    def application(environ, start_response):
        seen.update(environ)
        return []

    given = {"wsgi.input": BytesIO(body), "wsgi.input_terminated": True, **environ}
    with_length(application)(given, None)
    return seen


def test_a_chunked_body_gets_its_length():
    seen = through_the_wrapper(b"hello", HTTP_TRANSFER_ENCODING="chunked")
    assert seen["CONTENT_LENGTH"] == "5"
    assert seen["wsgi.input"].read() == b"hello"


def test_of_a_chunked_body_no_more_is_read_than_shows_that_it_is_too_large():
    seen = through_the_wrapper(b"x" * (LIMIT + 1000), HTTP_TRANSFER_ENCODING="chunked")
    assert seen["CONTENT_LENGTH"] == str(LIMIT + 1)


def test_another_body_is_left_alone():
    seen = through_the_wrapper(b"hello", CONTENT_LENGTH="5")
    assert seen["wsgi.input"].tell() == 0


def test_every_address_has_the_verbs_of_the_document_and_no_other(circle):
    """Also where nothing is: an address has its verbs, whatever stands there."""
    client = Api(circle.people["wil"])
    for path, operations in json.loads(openapi_text("en"))["paths"].items():
        address = re.sub(r"\{\w+\}", str(new_id()), f"/v1{path}")
        others = {"get", "post", "patch", "delete"} - operations.keys()
        for method in sorted(others):
            answer = client.call(method.upper(), address)
            if answer.status_code == 404 and len(re.findall("{", path)) > 1:
                continue  # below a thing that is not there, nothing is
            assert answer.status_code == 405, (method, path)
            allowed = {verb.lower() for verb in answer.headers["Allow"].split(", ")}
            assert allowed - {"head"} == {*operations}, (method, path)

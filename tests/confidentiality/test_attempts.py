"""Whoever keeps the house and asks for somebody else's content is not told, and is known for it."""

from collections.abc import Iterator
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoDbBlocker

from backend.administration import attempts
from backend.audit import seals
from backend.audit.models import AuditEntry
from backend.confidentiality.context import acting_as
from backend.outbox import relay
from backend.outbox.models import OutboxMessage
from backend.parties.actors import SYSTEM
from backend.reference.ids import new_id
from tests.confidentiality.furnishing import a_world
from tests.confidentiality.operations import IDENTIFIERS, absent, below, operations
from tests.confidentiality.test_addresses import HERE, filled_in, references
from tests.confidentiality.visitors import Visitor
from tests.confidentiality.world import KEPT, World, name_of

BY_ID = [operation for operation in operations() if operation.has_rows]


@pytest.fixture(autouse=True)
def _no_rate_limits(settings: Any) -> None:
    settings.API_RATES = {"person": None, "anonymous": None}


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    with django_db_blocker.unblock(), transaction.atomic():
        yield a_world()
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def _undone(world: World) -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def written() -> list[AuditEntry]:
    """The entries that come of what was asked so far."""
    with acting_as(SYSTEM):
        OutboxMessage.objects.exclude(topic=attempts.TOPIC).delete()
    while relay.deliver_one((attempts.consume,)):
        pass
    with acting_as(SYSTEM):
        assert not OutboxMessage.objects.filter(delivered_at__isnull=True).exists()
        return list(AuditEntry.objects.filter(subject_kind=attempts.KIND).order_by("id"))


def hidden_names(world: World, operation: Any, name: str) -> Iterator[tuple[Any, list[str]]]:
    """What somebody may not see, one of each audience, and the names that lead there."""
    rest = len(operation.names) - 1
    for row in world.hidden(operation.kind, name):
        # one's own notice of what one may no longer read is nobody else's
        if not isinstance(row, KEPT) and row.audience not in world.may_read(name):
            yield row, [name_of(row)] + [absent(operation.child) for _ in range(rest)]
    for parent in world.visible(operation.kind, name) if rest else []:
        children = below(world, operation.child, parent)
        for row in [row for row in children if not world.is_visible(row, name)][:1]:
            if rest == 1:
                yield row, [name_of(parent), name_of(row)]


@pytest.mark.parametrize("name", ["ada", "sanne"])
def test_every_attempt_by_id_at_what_is_not_theirs_is_an_entry_for_whose_it_is(world, name):
    visitor, expected = Visitor(world, name), []
    for operation in BY_ID:
        if name != "ada" and operation.verb != "GET":
            continue  # once with every verb is enough
        for row, names in hidden_names(world, operation, name):
            given = {"body": operation.body} | ({} if operation.verb == "GET" else {"if_match": 1})
            status, _headers, _body = visitor.told(
                operation.verb, operation.address(*names), **given
            )
            assert status == 404
            expected.append((name_of(row), row.audience, operation.verb))
    entries = written()
    found = [(e.facts["id"], e.audience, e.facts["verb"]) for e in entries]
    assert len(expected) > 60
    assert sorted(found) == sorted(expected)
    assert {e.actor_id for e in entries} == {str(world.circle.people[name].pk)}
    assert not visitor.wrong, visitor.complaint
    assert seals.verify() == []

    # those whose content it was read of it, and the asker does not
    address = "/v1/access-attempts?pageSize=200"
    for reader in ("wil", "vera", "otto", "sanne", "ada", "nick"):
        told = Visitor(world, reader).api.get(address).json()["items"]
        mine = world.may_read(reader)
        assert {e["facts"]["id"] for e in told} <= {e.facts["id"] for e in entries}
        assert len(told) == min(200, sum(e.audience in mine for e in entries)), reader
    assert Visitor(world, name).api.get(address).json()["items"] == []


def test_to_ask_for_what_is_hidden_costs_what_it_costs_to_ask_for_nothing(world):
    """The same statements, so that no clock tells what the answer does not."""
    visitor = Visitor(world, "ada")
    for kind, path in (("clause", "clauses"), ("note", "notes"), ("mandate", "mandates")):
        row = world.hidden(kind, "ada")[0]
        asked = []
        for pk in (row.pk, new_id()):
            with CaptureQueriesContext(connection) as queries:
                assert visitor.api.get(f"/v1/{path}/{pk}").status_code == 404
            asked.append([query["sql"].split()[0] for query in queries])
        assert asked[0] == asked[1]
        with acting_as(SYSTEM):
            assert OutboxMessage.objects.filter(topic=attempts.TOPIC).count() % 2 == 0
    assert len(written()) == 3


def named_otherwise(world: World, name: str) -> Iterator[tuple[str, str, Any, Any]]:
    """Bodies and filters with `HERE` in them, and rows that somebody may not see."""
    for address, body, row in references(world, name):
        yield "POST", address, body, row
    for operation in operations():
        if operation.verb == "GET" and not operation.names:
            for parameter in IDENTIFIERS.keys() & operation.query.keys():
                for row in world.hidden(IDENTIFIERS[parameter], name)[:2]:
                    yield "GET", operation.address(**{parameter: HERE}), None, row


@pytest.mark.parametrize("name", ["ada", "sanne"])
def test_what_a_body_or_a_filter_names_in_vain_is_an_entry_too(world, name):
    """For whose it is, at the same cost as what does not exist, and nothing where nothing is."""
    visitor, expected, verbs = Visitor(world, name), [], set()
    visitor.told("GET", "/v1/me")  # the first use of a token is written down
    for verb, address, body, row in named_otherwise(world, name):
        asked = []
        for pk in (row.pk, new_id()):
            at = address.replace(quote(HERE), str(pk))
            with transaction.atomic(), CaptureQueriesContext(connection) as queries:
                told = visitor.told(verb, at, body and filled_in(body, pk))
            asked.append((told, [query["sql"].split()[0] for query in queries]))
        visitor.differs(at, *(each[0] for each in asked))
        assert asked[0][1] == asked[1][1], address
        if row.audience not in world.may_read(name):
            expected.append((name_of(row), row.audience, verb))
            verbs.add(verb)
    entries = written()
    found = [(e.facts["id"], e.audience, e.facts["verb"]) for e in entries]
    assert sorted(found) == sorted(expected)
    assert verbs == {"GET", "POST"}
    assert not visitor.wrong, visitor.complaint


def test_what_is_found_or_done_leaves_nothing(world):
    """The secretariat works with what it may see, and nobody is told that it was tried."""
    api = Visitor(world, "sanne").api
    seen = next(row for row in world.visible("clause", "sanne") if row.state == "proposed")
    assert api.get(f"/v1/comments?subjectKind=clause&subjectId={seen.pk}").json()["items"]
    idea = {"subjectKind": "clause", "subjectId": str(seen.pk), "text": "Wie?"}
    assert api.post("/v1/comments", idea).status_code == 201
    assert api.post("/v1/comments", idea | {"text": ""}).status_code == 400
    assert written() == []


def test_others_who_find_nothing_leave_nothing(world):
    row = world.hidden("clause", "vera")[0]
    assert Visitor(world, "vera").api.get(f"/v1/clauses/{row.pk}").status_code == 404
    assert Visitor(world, "sanne").api.get(f"/v1/clauses/{new_id()}").status_code == 404
    assert Visitor(world, "ada").api.get(f"/v1/bargaining-tables/{new_id()}").status_code == 404
    assert written() == []


@pytest.mark.parametrize("name", ["ada", "sanne"])
def test_a_body_that_nobody_can_read_is_refused_and_names_nothing(world, name):
    address = f"/v1/agreements/{world.visible('agreement', 'sanne')[0].pk}"
    for body in (b'":\x7fq', b"{", b"", b"\x00g"):
        answer = Visitor(world, name).api.call("PATCH", address, body, If_Match="F")
        assert HTTPStatus.BAD_REQUEST <= answer.status_code < HTTPStatus.INTERNAL_SERVER_ERROR
    assert written() == []

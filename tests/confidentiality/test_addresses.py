"""Every address of the API, as everybody: what you may not see is not there, and leaves no trace.

Generated from the OpenAPI document, so that an address which is added tomorrow is tried as well.
"""

import itertools
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from backend.reference.ids import new_id
from tests.confidentiality.furnishing import a_world
from tests.confidentiality.operations import (
    IDENTIFIERS,
    NAMES,
    Operation,
    absent,
    below,
    operations,
    queries,
)
from tests.confidentiality.visitors import Told, Visitor
from tests.confidentiality.world import NOBODY, PEOPLE, World, name_of

OPERATIONS = operations()
WITH_ROWS = [operation for operation in OPERATIONS if operation.has_rows]
HERE = "(id)"
EVERY_VERB = ("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE")
# Without `If-Match`, with what no body has, and with what is no body.
FAULTY: list[dict[str, Any]] = [{}, {"body": {"x": 1}}, {"body": b"{", "if_match": 1}]


@pytest.fixture(autouse=True)
def _no_rate_limits(settings: Any) -> None:
    settings.API_RATES = {"person": None, "anonymous": None}


@pytest.fixture(autouse=True)
def _mail_folder(settings: Any, tmp_path: Path) -> None:
    """There is no mail server, so that there are mails to look into."""
    settings.EMAIL_BACKEND = "backend.config.mail.FolderBackend"
    settings.EMAIL_FILE_PATH = tmp_path / "mail"


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    """One for all of these tests: they only read, or undo what they wrote."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield a_world()
        transaction.set_rollback(True)


@pytest.fixture
def visitor(world: World, request: pytest.FixtureRequest) -> Visitor:
    return Visitor(world, request.param)


everybody = pytest.mark.parametrize("visitor", PEOPLE, indirect=True)


def test_every_operation_of_the_document_can_be_filled_in():
    assert [what for operation in OPERATIONS for what in operation.unknown()] == []


@pytest.mark.parametrize("name", PEOPLE)
def test_everybody_reads_at_the_levels_that_were_told_by_hand(world, name):
    assert world.actor(name).audiences == world.may_read(name)


def some(rows: list[Any], turn: int, most: int = 1) -> list[Any]:
    """So many of these rows, of other audiences at each turn: all of them get theirs."""
    kinds = list({row.audience: row for row in rows}.values())
    return [kinds[(turn + at) % len(kinds)] for at in range(min(most, len(kinds)))]


def names_of_hidden(world: World, operation: Operation, name: str, turn: int) -> list[list[Any]]:
    """The names in an operation's address that lead to what somebody may not see."""
    rest, found = len(operation.names) - 1, []
    for row in some(world.hidden(operation.kind, name), turn):
        children = below(world, operation.child, row) if rest else []
        child = name_of(children[0]) if children else absent(operation.child)
        found.append([name_of(row)] + [child] * rest)
    if not rest:
        return found
    unseen = {name_of(row) for row in world.hidden(operation.child, name)}
    for parent in world.visible(operation.kind, name):
        children = [name_of(row) for row in below(world, operation.child, parent)]
        hidden = [child for child in children if child in unseen][:1]
        seen = [child for child in children if child not in unseen]
        for child in hidden:
            others = (seen or [absent(operation.child)]) * (rest - 1)
            found.append([name_of(parent), child, *others[: rest - 1]])
            if rest > 1:
                found.append([name_of(parent), *others[: rest - 1], child])
    return found[:3]


def names_of_absent(operation: Operation) -> list[Any]:
    return [new_id()] + [absent(operation.child)] * (len(operation.names) - 1)


# What is not there is answered alike to everybody who is known, so it is asked once.
_absent: dict[tuple[str, bool], Told] = {}


@everybody
def test_what_is_hidden_is_answered_as_what_does_not_exist(visitor):
    world, known = visitor.world, visitor.name != NOBODY
    for turn, operation in enumerate(WITH_ROWS, PEOPLE.index(visitor.name)):
        given = {"body": operation.body}
        given |= {"if_none_match": '"1"'} if operation.verb == "GET" else {"if_match": 1}
        if (str(operation), known) not in _absent:
            address = operation.address(*names_of_absent(operation))
            missing = _absent[str(operation), known] = visitor.told(
                operation.verb, address, **given
            )
            assert missing[0] == (404 if known else 401), address
        for names in names_of_hidden(world, operation, visitor.name, turn):
            address = operation.address(*names)
            answer = visitor.told(operation.verb, address, **given)
            visitor.differs(f"{operation} at {address}", answer, _absent[str(operation), known])
    assert not visitor.wrong, visitor.complaint


@pytest.mark.parametrize("visitor", ["nick"], indirect=True)
def test_no_verb_header_or_fault_tells_what_is_hidden_from_what_does_not_exist(visitor):
    world = visitor.world
    documented = {(operation.verb, operation.path) for operation in OPERATIONS}
    for turn, (path, group) in enumerate(itertools.groupby(WITH_ROWS, lambda each: each.path)):
        operation = next(group)
        hidden = names_of_hidden(world, operation, visitor.name, turn)[0]
        addresses = operation.address(*hidden), operation.address(*names_of_absent(operation))
        for verb in EVERY_VERB:
            tried: list[dict[str, Any]] = [{}]
            if (verb, path) in documented:  # tried with all that belongs to it already
                tried = FAULTY if verb in ("POST", "PATCH") else []
            for given in tried:
                one, other = (visitor.told(verb, each, **given) for each in addresses)
                visitor.differs(f"{verb} {addresses[0]} {given}", one, other)
    assert not visitor.wrong, visitor.complaint


def references(world: World, name: str) -> Iterator[tuple[str, dict[str, Any], Any]]:
    """Bodies in which `HERE` stands for an id, and rows that somebody may not see."""
    promise = {"text": "Beloofd", "ownerSide": "employer", "dueOn": "2099-01-01"}
    clause = {"articleNumber": "1", "title": "Titel", "agreement": HERE}
    table = str(world.circle.table.pk)
    for row in world.hidden("agreement", name):
        yield "/v1/clauses", clause, row
    for kind in ("clause", "initiative"):
        for row in some(world.hidden(kind, name), 0, 2):
            yield "/v1/commitments", {**promise, "subjectKind": kind, "subjectId": HERE}, row
    yield from words_about(world, name)
    yield from references_in_packages(world, name)
    for row in some(world.hidden("clause", name), 0, 2):
        idea = {"bargainingTable": table, "title": "Titel", "linkedClauses": [HERE]}
        yield "/v1/initiatives", idea, row
    yield from references_at_meetings(world, name)
    for evaluation in some(world.visible("evaluation", name), 0):
        for row in world.hidden("judgement", name):
            address = f"/v1/evaluations/{evaluation.pk}/addenda"
            yield address, {"judgement": HERE, "text": "Ook."}, row


def references_at_meetings(world: World, name: str) -> Iterator[tuple[str, dict[str, Any], Any]]:
    """The same for what is discussed."""
    for meeting in some(world.visible("meeting", name), 0):
        for row in some(world.hidden("clause", name), 0, 2):
            links = [{"kind": "clause", "id": HERE}]
            yield f"/v1/meetings/{meeting.pk}/items", {"title": "Punt", "links": links}, row
        for row in world.hidden("item", name):
            noted = {"item": HERE, "outcome": "noted", "text": "Besproken."}
            yield f"/v1/meetings/{meeting.pk}/decisions", noted, row


def references_in_packages(world: World, name: str) -> Iterator[tuple[str, dict[str, Any], Any]]:
    """The same for what is agreed together: the agreement, a clause, and what lies beside it."""
    terms = {"effectiveOn": "2099-01-01", "endsOn": "2099-12-31", "indicators": ["autonomy"]}
    seen = world.visible("agreement", name)[0]
    package = {"title": "Ruil", "agreement": str(seen.pk), "isAlternative": True}
    for row in some(world.hidden("clause", name), 0, 2):
        members = [{"clause": HERE, "terms": terms}]
        yield "/v1/packages", {**package, "members": members}, row
        for mine in some(world.visible("package", name), 0):
            yield f"/v1/packages/{mine.pk}", {"members": members}, row
    for row in world.hidden("agreement", name):
        members = [{"clause": str(new_id()), "terms": terms}]
        yield "/v1/packages", {**package, "agreement": HERE, "members": members}, row
    for row in some(world.hidden("package", name), 0):
        members = [{"clause": str(new_id()), "terms": terms}]
        yield "/v1/packages", {**package, "members": members, "alternativeTo": HERE}, row


def words_about(world: World, name: str) -> Iterator[tuple[str, dict[str, Any], Any]]:
    for kind in ("agreement", "clause", "initiative", "commitment"):
        for row in some(world.hidden(kind, name), 0, 2):
            about = {"subjectKind": kind, "subjectId": HERE, "text": "Wat?"}
            yield from (("/v1/notes", about, row), ("/v1/comments", about, row))


def filled_in(body: dict[str, Any], pk: Any) -> Any:
    return json.loads(json.dumps(body).replace(HERE, str(pk)))


@everybody
def test_a_body_that_names_what_is_hidden_learns_nothing(visitor):
    with transaction.atomic():
        for address, body, row in references(visitor.world, visitor.name):
            one, other = (
                visitor.told("POST", address, filled_in(body, pk)) for pk in (row.pk, new_id())
            )
            visitor.differs(f"{address} {body} {row}", one, other)
        transaction.set_rollback(True)
    assert not visitor.wrong, visitor.complaint


@everybody
def test_a_filter_that_names_what_is_hidden_finds_nothing(visitor):
    lists = [operation for operation in OPERATIONS if not operation.names]
    for operation in lists:
        for parameter in IDENTIFIERS.keys() & operation.query.keys():
            missing = visitor.told("GET", operation.address(**{parameter: str(new_id())}))
            for row in visitor.world.hidden(IDENTIFIERS[parameter], visitor.name)[:2]:
                address = operation.address(**{parameter: str(row.pk)})
                visitor.differs(address, visitor.told("GET", address), missing)
    assert not visitor.wrong, visitor.complaint


def visible_addresses(
    world: World, operation: Operation, name: str, turn: int = 0
) -> Iterator[tuple[str, list[Any]]]:
    """Every address of an operation that leads somewhere for somebody, and rows that it shows."""
    if not operation.names:
        for number, query in enumerate(queries(world, operation, name)):
            whole = number == 0 and operation.kind
            yield operation.address(**query), world.visible(operation.kind, name) if whole else []
    elif operation.path in NAMES:
        yield from ((operation.address(each), []) for each in NAMES[operation.path])
    else:
        # the letter of a request stays with the parties when the request itself is public
        letters = {each.request_id for each in world.visible("bindingLetter", name)}
        for row in some(world.visible(operation.kind, name), turn):
            if operation.path == "/binding-requests/{id}/document" and row.pk not in letters:
                continue
            if not operation.child:
                yield operation.address(row.pk), [row] if operation.path.endswith("{id}") else []
                continue
            seen = {name_of(each) for each in world.visible(operation.child, name)}
            mine = [each for each in below(world, operation.child, row) if name_of(each) in seen]
            for each in mine[:1]:
                names = [name_of(each)] * (len(operation.names) - 1)
                yield operation.address(row.pk, *names), [each]


@everybody
def test_no_answer_holds_what_somebody_may_not_read(visitor):
    """And everything else is shown somewhere, or the test would prove nothing."""
    world, name, shown = visitor.world, visitor.name, []
    for turn, operation in enumerate(OPERATIONS, PEOPLE.index(name)):
        if operation.verb == "GET":
            for address, rows in visible_addresses(world, operation, name, turn):
                status, _headers, body = visitor.told("GET", address)
                if status != 200 and not (name == NOBODY and status == 401):
                    visitor.wrong.append(f"{address}: {status} {body[:300]!r}")
                shown += rows if status == 200 else []
    assert not visitor.wrong, visitor.complaint
    assert [row for row in shown if name_of(row) not in visitor.found] == []


@everybody
def test_no_answer_to_a_change_holds_what_somebody_may_not_read(visitor):
    """Also where it is refused: the reasons are about what one may read."""
    world, name, answered = visitor.world, visitor.name, set()
    for turn, operation in enumerate(OPERATIONS):
        if operation.verb == "GET":
            continue
        rows = some(world.visible(operation.kind, name), turn) if operation.names else [None]
        for row in rows:
            names = [name_of(row)] if row else []
            if operation.child:
                names += [name_of(each) for each in below(world, operation.child, row)][:1]
            if len(names) < len(operation.names):
                continue
            version = getattr(row, "version", 1)
            with transaction.atomic():
                told = visitor.told(
                    operation.verb, operation.address(*names), operation.body, if_match=version
                )
                transaction.set_rollback(True)
            answered.add(told[0])
    assert not visitor.wrong, visitor.complaint
    assert answered <= {200, 201, 204, 400, 401, 403, 404, 409}


def test_a_session_is_told_what_a_token_is(world):
    """One person, known in two ways."""
    by_token, by_session = Visitor(world, "vera"), Visitor(world, "vera")
    by_session.api.headers.clear()
    by_session.api.client.force_login(
        world.circle.people["vera"], "allauth.account.auth_backends.AuthenticationBackend"
    )
    for turn, operation in enumerate(OPERATIONS):
        if operation.verb == "GET" and len(operation.names) < 2:
            addresses = [each for each, _ in visible_addresses(world, operation, "vera")][:1]
            if operation.has_rows:
                names = names_of_hidden(world, operation, "vera", turn)
                addresses += [operation.address(*each) for each in names[:1]]
            for address in addresses:
                one, other = by_token.told("GET", address), by_session.told("GET", address)
                by_token.differs(address, (one[0], {}, one[2]), (other[0], {}, other[2]))
    assert by_token.wrong == by_session.wrong == []

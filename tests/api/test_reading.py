"""A list that is read as columns shows what each of its items shows by itself, to each reader."""

from typing import Any

import pytest
from django.db import transaction

from backend.agreements.models import Agreement, Clause
from backend.api import reading
from backend.confidentiality.context import acting_as, enter
from backend.parties.actors import SYSTEM
from backend.parties.models import Membership
from tests.agreements import scene
from tests.people import days, seat

CHANGES: tuple[dict[str, Any], ...] = (
    {"visibility": "public", "theme": "", "clause_type": "study"},
    {"visibility": "public", "in_force_since": days(-9), "ends_on": days(-1)},
    {"visibility": "public", "in_force_since": days(-9), "ended_on": days(-2)},
    {"visibility": "parties", "dispute_kind": "observance", "dispute_level": "mediation"},
)
PEOPLE = ("wil", "vera", "otto", "sanne", "lies", "nick")


@pytest.fixture
def agreement(circle) -> Agreement:
    """An agreement with clauses that differ in state, reader, text, term and dispute."""
    agreement = scene.open_agreement(circle)
    scene.draft(circle, agreement, "1")
    scene.draft(circle, agreement, "2", who="vera")
    scene.negotiated(circle, agreement, "3")
    scene.agreed(circle, agreement, "4")
    for number, changes in enumerate(CHANGES):
        clause = scene.negotiated(circle, agreement, f"5.{number}")
        with acting_as(SYSTEM):
            Clause.objects.filter(pk=clause.pk).update(**changes)
            Clause.objects.get(pk=clause.pk).visibility_changed()
    return agreement


def listed(client, query=""):
    answer = client.get(f"/v1/clauses{query}")
    assert answer.status_code == 200, answer.content
    return answer.json()["items"]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_an_item_is_what_its_own_address_shows(api, circle, agreement, language):
    seen = {}
    for name in PEOPLE:
        client = api(circle.people[name])
        client.headers["Accept-Language"] = language
        items = seen[name] = listed(client)
        assert items == [client.get(f"/v1/clauses/{item['id']}").json() for item in items]
    assert len({len(items) for items in seen.values()}) > 2
    assert any(item["dispute"] for item in seen["wil"])
    assert {item["legalStatus"] for item in seen["wil"]} >= {"not_yet", "in_force", "after_effect"}


def test_a_text_that_may_not_be_read_is_not_there(api, circle, agreement):
    client = api(circle.people["otto"])
    with acting_as(SYSTEM):
        public = Clause.objects.filter(visibility="public")[0]
        type(public.current_version).objects.filter(pk=public.current_version_id).update(
            visibility="side_private", side="employer"
        )
    shown = {item["id"]: item["text"] for item in listed(client)}
    assert shown[str(public.pk)] is None


def test_filters_and_fields_change_nothing_else(api, circle, agreement):
    client = api(circle.people["wil"])
    every = {item["id"]: item for item in listed(client)}
    some = listed(client, "?state=in_negotiation&ordering=title")
    assert some == [every[item["id"]] for item in some]
    assert 0 < len(some) < len(every)
    narrow = listed(client, "?fields=id,legalStatusLabel,agreement,dispute")
    for item in narrow:
        assert item == {name: every[item["id"]][name] for name in item}
        assert len(item) == 4


def test_a_kept_list_tells_no_reader_what_another_one_may_see(api, circle, agreement):
    clients = {name: api(circle.people[name]) for name in PEOPLE}
    reading.forget()
    alone = {}
    for name, client in clients.items():
        reading.forget()
        alone[name] = listed(client)
    for names in (PEOPLE, reversed(PEOPLE)):
        for name in names:
            assert listed(clients[name]) == alone[name]


def test_a_wall_that_is_down_in_a_kept_list_leaves_the_other(api, circle, agreement, monkeypatch):
    """The first wall stands in the kept statement: with the second one open it holds."""
    shown = listed(api(circle.people["nick"]))
    monkeypatch.setattr("backend.api.views.enter", lambda _: enter(SYSTEM))
    assert listed(api(circle.people["nick"])) == shown


def test_who_leaves_a_table_reads_less_at_once(api, circle, agreement):
    client = api(circle.people["otto"])
    before = len(listed(client))
    places = Membership.objects.filter(organisation=circle.organisations["raad"])
    places.update(valid_until=days(-1))
    after = len(listed(client))
    assert after < before
    places.delete()
    seat(circle.table, circle.organisations["raad"], "works_council")
    assert len(listed(client)) == before


def test_a_list_that_depends_on_more_than_its_reader_is_not_kept(circle, agreement):
    def ask():
        return reading.written(
            Clause.objects.visible_to(circle.wil).filter(version=1).order_by("id"), ("id",)
        )

    with transaction.atomic(), pytest.raises(AssertionError, match="more than its reader"):
        reading.page("more", ask, circle.wil, ())

"""Pages hang together: every row once, in order, forwards and back, whatever happens in between."""

from types import SimpleNamespace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from rest_framework.request import Request
from rest_framework.test import APIRequestFactory

from backend.api.paging import CursorPaging
from backend.api.problem_types import Invalid
from backend.parties.models import Organisation
from tests.people import organisation

VIEW = SimpleNamespace(
    orderings={
        "name": ("name",),
        "-name": ("-name",),
        "kind": ("kind", "side"),
        "parent": ("parent__name",),
    }
)


def page(**query):
    """One page: its rows, and the paginator that knows its neighbours."""
    request = Request(APIRequestFactory().get("/v1/organisations", query))
    paging = CursorPaging()
    rows = paging.paginate_queryset(Organisation.objects.all(), request, VIEW)
    return [row.name for row in rows], paging


def walk(direction, **query):
    """All names in the order of the pages, following one direction to its end."""
    names, paging = page(**query)
    while cursor := getattr(paging, direction):
        more, paging = page(**{**query, "cursor": cursor})
        names += more
    return names, paging


@pytest.fixture
def organisations(db: None) -> list[str]:
    # Twice each name: the id must decide between equals.
    keys = [f"org-{number // 2}-{number % 2}" for number in range(14)]
    for key in keys:
        organisation(key, "union")
    Organisation.objects.filter(key__endswith="-1").update(name="Dezelfde Naam")
    return sorted(Organisation.objects.values_list("name", flat=True))


def test_every_row_comes_once_and_in_order(organisations):
    names, _ = walk("next", pageSize="3")
    assert names == organisations


def test_descending_is_the_reverse(organisations):
    names, _ = walk("next", pageSize="3", ordering="-name")
    assert names == organisations[::-1]


def test_the_way_back_shows_the_same_pages(organisations):
    first, paging = page(pageSize="3")
    second, paging = page(pageSize="3", cursor=paging.next)
    third, paging = page(pageSize="3", cursor=paging.next)
    again, paging = page(pageSize="3", cursor=paging.previous)
    assert again == second
    again, paging = page(pageSize="3", cursor=paging.previous)
    assert again == first
    assert paging.previous is None
    assert third == page(pageSize="3", cursor=page(pageSize="3", cursor=paging.next)[1].next)[0]


def test_rows_that_come_and_go_move_no_other_row(organisations):
    first, paging = page(pageSize="3")
    organisation("aaa", "union")
    Organisation.objects.filter(name=first[0])[:1].get().delete()
    second, _ = page(pageSize="3", cursor=paging.next)
    assert second == organisations[3:6]


def test_a_page_is_one_query_that_compares_whole_rows(organisations):
    _, paging = page(pageSize="3", ordering="kind")
    with CaptureQueriesContext(
        connection,
    ) as queries:
        page(pageSize="3", cursor=paging.next)
    assert len(queries) == 1
    sql = queries[0]["sql"]
    assert "COUNT" not in sql
    assert "OFFSET" not in sql
    assert '("parties_organisation"."kind", "parties_organisation"."side"' in sql
    assert ") > (" in sql


def test_a_column_of_a_related_row_orders_too(organisations):
    parent = Organisation.objects.first()
    Organisation.objects.update(parent=parent)
    names, _ = walk("next", pageSize="5", ordering="parent")
    assert sorted(names) == organisations


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ({"cursor": "nonsense"}, "?cursor"),
        ({"cursor": ""}, "?cursor"),
        ({"cursor": "WyJuYW1lIixmYWxzZSxbXV0.forged"}, "?cursor"),
        ({"pageSize": "0"}, "?pageSize"),
        ({"pageSize": "201"}, "?pageSize"),
        ({"pageSize": "two"}, "?pageSize"),
        ({"pageSize": "²"}, "?pageSize"),
        ({"ordering": "colour"}, "?ordering"),
    ],
)
def test_what_is_no_page_is_refused_by_name(organisations, query, parameter):
    with pytest.raises(Invalid) as refusal:
        page(**query)
    assert [fault.pointer for fault in refusal.value.faults] == [parameter]


def test_a_cursor_belongs_to_its_ordering(organisations):
    _, paging = page(pageSize="3", ordering="name")
    with pytest.raises(Invalid):
        page(pageSize="3", ordering="-name", cursor=paging.next)


def test_the_links_say_the_same_as_the_body(organisations):
    _, paging = page(pageSize="3")
    _, paging = page(pageSize="3", cursor=paging.next)
    answer = paging.get_paginated_response([])
    assert f"cursor={answer.data['next']}" in answer.headers["Link"]
    assert answer.headers["Link"].count('rel="next"') == 1
    assert answer.headers["Link"].count('rel="prev"') == 1
    assert "pageSize=3" in answer.headers["Link"]

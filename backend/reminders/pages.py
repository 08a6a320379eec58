"""Read on in a list until enough of it is one's own, however much of it is others'."""

from collections.abc import Iterator
from itertools import chain
from typing import Any

from django.db.models import Q

FIRST, LARGEST = 200, 2000


def pages_of(rows: Any, order: str, *, first: int | None = None) -> Iterator[list[Any]]:
    """Yield rows in the order of a column and their key, in ever larger pages; a query for each.

    A page begins after the last row of the one before, also where rows were added or went. What
    has nothing in the column comes last. Each page is read in the context in which it is asked for.
    """
    rows, size, after = rows.order_by(order, "pk"), first or FIRST, Q()
    while True:
        page = list(rows.filter(after)[:size])
        if page:
            yield page
        if len(page) < size:
            return
        after = _beyond(page[-1], order)
        size = min(size * 2, LARGEST)


def each_of(rows: Any, order: str) -> Iterator[Any]:
    """Yield the rows themselves, as `pages_of` reads them."""
    return chain.from_iterable(pages_of(rows, order))


def _beyond(row: Any, order: str) -> Q:
    last, empty = getattr(row, order), Q(**{f"{order}__isnull": True})
    if last is None:
        return empty & Q(pk__gt=row.pk)
    return Q(**{f"{order}__gt": last}) | Q(**{order: last, "pk__gt": row.pk}) | empty

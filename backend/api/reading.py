"""How a page is read: a statement that is made once, and rows that stay as they come.

A list asks the same all day: what this reader may see, in this order, behind this row. Only the
reader's words and the edge of the page differ. So the ORM writes the statement once for each list,
ordering and direction (with the first wall in it, as for any query), and PostgreSQL keeps its plan.
A page with filters is another question every time, and is written every time.
"""

import re
from collections.abc import Callable, Hashable, Sequence
from itertools import count
from typing import Any, Final, NamedTuple

from django.db.models import QuerySet

from backend.confidentiality.context import array_of
from backend.parties.actors import Actor
from backend.reference.prepared import Row, rows_of, run

# One plan serves all who read by many words: walk along the order, and take what they may read. One
# serves all who read by a single word as well: an index has its rows in order. Who reads by a few
# may read next to nothing; for them PostgreSQL looks every time which way is shorter.
FEW_WORDS: Final = 24
_PLAN_ANEW: Final = "select set_config('plan_cache_mode', 'force_custom_plan', true)"
# A client that asks for every size there is must not fill the memory.
KEPT: Final = 512
_PLACEHOLDER = re.compile(r"%[s%]")


class Statement(NamedTuple):
    """SQL with numbered placeholders, what goes there, and what Django does to the rows."""

    sql: str
    params: tuple[Any, ...]
    convert: Callable[[list[Row]], list[Row]]

    def rows(self) -> list[Row]:
        """Return the rows, by a plan for these very parameters."""
        return self.convert(rows_of(self.sql, self.params, prepared=False))


def written(queryset: QuerySet[Any], paths: Sequence[str]) -> Statement:
    """Return what the ORM would send for these columns of a queryset."""
    query = queryset.values_list(*paths).query
    compiler: Any = query.get_compiler(queryset.db)
    sql, params = compiler.as_sql()
    converters = compiler.get_converters([expression for expression, *_ in compiler.select])

    def convert(rows: list[Row]) -> list[Row]:
        return [*map(tuple, compiler.apply_converters(rows, converters))] if converters else rows

    return Statement(_numbered(sql), tuple(params), convert)


def _numbered(sql: str) -> str:
    """Return Django's SQL with PostgreSQL's own placeholders."""
    numbers = count(1)
    return _PLACEHOLDER.sub(lambda found: f"${next(numbers)}" if found[0] == "%s" else "%", sql)


_kept: dict[Hashable, Statement] = {}


def forget() -> None:
    """Keep no statement any longer."""
    _kept.clear()


def page(
    key: Hashable, ask: Callable[[], Statement], reader: Actor, edge: Sequence[Any]
) -> list[Row]:
    """Return the rows of the question that `key` stands for, as this reader, behind this edge.

    `ask` writes the statement where it is not kept yet. Its only parameters are the reader's words
    and the edge.
    """
    words = reader.dossier_words
    alone = len(words) == 1
    key = (key, alone, bool(edge))
    statement = _kept.get(key)
    if statement is None:
        statement = ask()
        if statement.params != (words[0] if alone else words, *edge):
            raise AssertionError(f"a kept list depends on more than its reader: {statement.sql}")
        if len(_kept) >= KEPT:
            forget()
        _kept[key] = statement
    if not alone and len(words) <= FEW_WORDS:
        run(_PLAN_ANEW)
    asked = words[0] if alone else array_of(tuple(words))
    return statement.convert(rows_of(statement.sql, (asked, *edge)))

"""Many rows in one statement, whatever their number: they are one value, read as JSON."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

import orjson
from django.db import DEFAULT_DB_ALIAS, connections, models

from backend.reference.prepared import rows_of


def insert(
    model: type[models.Model],
    rows: Sequence[Mapping[str, Any]],
    shared: Sequence[Mapping[str, Any]] = ({},),
) -> None:
    """Insert these rows; all have the same columns, by the names of their attributes.

    What many of them have in common can be said once: a row is filled up with those `shared`
    columns whose place it names as its `shared`. A text that is named in both begins with what is
    shared and ends with what is its own. A row that the database's constraints say is there
    already is left out. Nothing is filled in but what the database does by itself: every other
    column that may not be null has to be named.
    """
    if not rows:
        return
    own = [row if "shared" in row else {**row, "shared": 0} for row in rows]
    common = [{**each, "shared": place} for place, each in enumerate(shared)]
    statement = _statement(model, tuple(own[0]), tuple(common[0]))
    rows_of(statement, [orjson.dumps(own).decode(), orjson.dumps(common).decode()])


@cache
def _statement(model: type[models.Model], own: tuple[str, ...], common: tuple[str, ...]) -> str:
    """Return the statement; the database reads each value as what its column holds."""
    fields = {field.attname: field for field in model._meta.concrete_fields}  # noqa: SLF001
    database = connections[DEFAULT_DB_ALIAS]
    types = {name: field.db_type(database) for name, field in fields.items()} | {"shared": "int"}
    given, said = (", ".join(f'"{n}" {types[n]}' for n in names) for names in (own, common))
    names = [name for name in dict.fromkeys((*own, *common)) if name != "shared"]
    columns = ", ".join(f'"{fields[name].column}"' for name in names)
    both = set(own).intersection(common)
    values = ", ".join(
        f'common."{name}" || given."{name}"' if name in both else f'"{name}"' for name in names
    )
    return (
        f'insert into "{model._meta.db_table}" ({columns}) select {values}'  # noqa: S608, SLF001
        f" from json_to_recordset($1::json) as given ({given})"
        f" join json_to_recordset($2::json) as common ({said}) using (shared)"
        " on conflict do nothing"
    )

"""The codes of a reference list, for rules that must know whether one exists. Needs no database."""

from collections.abc import Mapping
from functools import cache

from backend.reference.lists import LISTS
from backend.reference.rows import DATA, read_table
from backend.reference.words import Words


@cache
def codes_of(slug: str) -> Mapping[str, Words]:
    """Return the names by code, in the order of the file; raises KeyError for an unknown list."""
    spec = next((each for each in LISTS if each.slug == slug), None)
    if spec is None:
        raise KeyError(slug)
    table = read_table(DATA / spec.file, ("code", "name_nl", "name_en"))
    return {row["code"]: Words(row["name_nl"], row["name_en"]) for row in table.rows}

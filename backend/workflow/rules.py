"""The reminder rules of the reference list, as rows of a table."""

from functools import cache
from typing import Any

from backend.reference.files import FileEntry, read_lists
from backend.reference.words import Words
from backend.workflow.lifecycle import Deadline
from backend.workflow.rungs import LADDERS

_LIST = "reminders"
AGREED = Words("Afgesproken door de partijen", "Agreed by the parties")


def by_rule(code: str, *, name: str = "", label: Words | None = None, **row: Any) -> Deadline:
    """Return a deadline that reminds on the days of a rule of the list `reminders`.

    It goes by the rule's own code and words, unless it is given others; `row` is the rest of it.
    Raises KeyError for a code that is not in the list.
    """
    rule = _rules()[code]
    offsets = tuple(int(day) for day in rule.attributes["offsets_days"])
    words = label or Words(rule.name_nl, rule.name_en)
    row.setdefault("rungs", LADDERS.get(code, {}))
    return Deadline(name=name or code, label=words, offsets=offsets, **row)


@cache
def _rules() -> dict[str, FileEntry]:
    return {each.code: each for each in read_lists() if each.list == _LIST}

"""The terms of law as data: each rule in words, where it stands, and the numbers in it."""

import re
from functools import cache

from backend.reference.files import FileEntry, read_lists
from backend.reference.words import Words

_LIST = "legal-deadlines"
_LENGTH = re.compile(r"(\d+) (year|month)")
_WEEKS = re.compile(r"(\d+) week")
_PART = re.compile(r"term/(\d+)")
_MONTHS = {"year": 12, "month": 1}


@cache
def _entry(code: str) -> FileEntry:
    return next(each for each in read_lists() if each.list == _LIST and each.code == code)


def words_of(code: str) -> Words:
    """Return the rule in words."""
    entry = _entry(code)
    return Words(entry.name_nl, entry.name_en)


def basis_of(code: str) -> str:
    """Return where the rule stands."""
    return str(_entry(code).attributes["basis"])


def basis_words(code: str) -> Words:
    """Return where the rule stands, for whoever reads it: a source is not translated."""
    return Words(basis_of(code), basis_of(code))


def months_in(code: str) -> int:
    """Return the length that the rule names, in months."""
    number, unit = _found(_LENGTH, code)
    return int(number) * _MONTHS[unit]


def lengths_in(code: str) -> list[int]:
    """Return every length that the rule names, in months, in its order."""
    found = _LENGTH.findall(str(_entry(code).attributes["value"]))
    return [int(number) * _MONTHS[unit] for number, unit in found]


def weeks_in(code: str) -> int:
    """Return the length that the rule names, in weeks."""
    return int(_found(_WEEKS, code)[0])


def part_of_term(code: str) -> int:
    """Return the part of the term that the rule names: 12 for a twelfth."""
    return int(_found(_PART, code)[0])


def _found(pattern: re.Pattern[str], code: str) -> tuple[str, ...]:
    value = str(_entry(code).attributes["value"])
    found = pattern.search(value)
    if found is None:
        raise ValueError(f"{_LIST}: {code}: no number in '{value}'")
    return found.groups()

"""Withholding passages from a text: where they stand in it, and what is left."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

WITHHELD = "[…]"


class Redacted(NamedTuple):
    """A text as it goes public, which passages are kept out of it, and how often one was."""

    body: str
    passages: list[str]
    withheld: int


def without(body: str, passages: Sequence[str]) -> Redacted:
    """Return a text without these passages, wherever they stand in it as whole words."""
    parts, end = [], 0
    places = places_of(body, passages)
    for start, stop in places:
        parts += [body[end:start], WITHHELD]
        end = stop
    return Redacted("".join([*parts, body[end:]]), list(passages), len(places))


def places_of(body: str, passages: Iterable[str]) -> list[tuple[int, int]]:
    """Return where these stand in a text, in order; what overlaps or touches is one place."""
    spans = sorted(found.span() for each in passages for found in _pattern(each).finditer(body))
    places: list[tuple[int, int]] = []
    for start, end in spans:
        if places and start <= places[-1][1]:
            places[-1] = (places[-1][0], max(end, places[-1][1]))
        else:
            places.append((start, end))
    return places


def _pattern(passage: str) -> re.Pattern[str]:
    """Return how a passage is found: as whole words, however the lines are broken."""
    words = r"\s+".join(re.escape(word) for word in passage.split())
    before = r"(?<!\w)" if re.match(r"\w", passage) else ""
    after = r"(?!\w)" if re.search(r"\w$", passage) else ""
    return re.compile(f"{before}{words}{after}")

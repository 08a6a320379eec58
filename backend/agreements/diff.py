"""The difference between two texts, word by word; long texts are compared from coarse to fine.

First by paragraph, then by sentence, then by word: what stands once in both texts is an anchor, and
only what lies between two anchors is looked at more closely. That takes time in proportion to the
texts, where comparing every word with every other takes its square.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import groupby
from typing import NamedTuple

PARAGRAPHS = re.compile(r"[^\n]*\n+|[^\n]+")
SENTENCES = re.compile(r".+?(?:[.;:!?]+\s+|\n+|\Z)", re.DOTALL)
WORDS = re.compile(r"\s+|\w+|[^\w\s]")
# Between two anchors every word is compared with every other, up to so many pairs; beyond it a
# rewritten stretch is shown as rewritten.
MOST_PAIRS = 60_000

Span = tuple[int, int, int, int]  # from and to in the old, from and to in the new


class Piece(NamedTuple):
    """A run of text: in both (`same`), only in the old (`removed`), only in the new (`added`)."""

    change: str
    text: str


def difference(old: str, new: str) -> list[Piece]:
    """Return the pieces from which either text can be put together again, in reading order."""
    pieces = _compared(old, new, (PARAGRAPHS, SENTENCES, WORDS))
    return [
        Piece(change, text)
        for change, run in groupby(pieces, key=lambda piece: piece.change)
        if (text := "".join(piece.text for piece in run))
    ]


def differing(old: list[str], new: list[str]) -> Iterator[Span]:
    """Yield the spans between the parts that both lists have; an empty side is an insertion."""
    at, to = 0, 0
    for i, j, size in _common(old, new):
        if (at, to) != (i, j):
            yield at, i, to, j
        at, to = i + size, j + size
    if (at, to) != (len(old), len(new)):
        yield at, len(old), to, len(new)


def _compared(old: str, new: str, levels: tuple[re.Pattern[str], ...]) -> Iterator[Piece]:
    if not levels or not old or not new:
        yield Piece("removed", old)
        yield Piece("added", new)
        return
    before, after = levels[0].findall(old), levels[0].findall(new)
    done = 0
    for i, j, k, m in differing(before, after):
        yield Piece("same", "".join(before[done:i]))
        yield from _compared("".join(before[i:j]), "".join(after[k:m]), levels[1:])
        done = j
    yield Piece("same", "".join(before[done:]))


def _common(old: list[str], new: list[str]) -> Iterator[tuple[int, int, int]]:
    """Yield (place in old, place in new, length) of what both have, in order."""
    at = to = 0
    for i, j in [*_anchors(old, new), (len(old), len(new))]:
        yield from _between(old, new, (at, i, to, j))
        if i < len(old):
            yield i, j, 1
        at, to = i + 1, j + 1


def _between(old: list[str], new: list[str], span: Span) -> Iterator[tuple[int, int, int]]:
    """Yield what both have between two anchors: at the edges, and inside if that is small."""
    i, j, k, m = span
    head = 0
    while i + head < j and k + head < m and old[i + head] == new[k + head]:
        head += 1
    if head:
        yield i, k, head
    i, k = i + head, k + head
    tail = 0
    while j - tail > i and m - tail > k and old[j - tail - 1] == new[m - tail - 1]:
        tail += 1
    j, m = j - tail, m - tail
    if 0 < (j - i) * (m - k) <= MOST_PAIRS:
        matcher = SequenceMatcher(None, old[i:j], new[k:m], autojunk=False)
        for a, b, size in matcher.get_matching_blocks():
            if size:
                yield i + a, k + b, size
    if tail:
        yield j, m, tail


def _anchors(old: list[str], new: list[str]) -> list[tuple[int, int]]:
    """Return the places of what stands once in both, as far as its order is the same in both."""
    once = {text: place for place, text in enumerate(new)}
    in_old, in_new = Counter(old), Counter(new)
    pairs = [
        (i, once[text]) for i, text in enumerate(old) if in_old[text] == 1 and in_new.get(text) == 1
    ]
    return _longest_rising(pairs)


def _longest_rising(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the longest run of pairs whose second numbers rise (patience sorting)."""
    tops: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for index, (_, place) in enumerate(pairs):
        pile = bisect_left(tops, place)
        before.append(ends[pile - 1] if pile else -1)
        if pile == len(tops):
            tops.append(place)
            ends.append(index)
        else:
            tops[pile], ends[pile] = place, index
    found, at = [], ends[-1] if ends else -1
    while at >= 0:
        found.append(pairs[at])
        at = before[at]
    return found[::-1]

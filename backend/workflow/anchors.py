"""Where words stand in a text, and where they stand in the text that took its place.

Pure and deterministic: the same words and texts give the same place, on every reading. Nothing is
stored about a later text, so nothing can be out of date about it.
"""

import re
from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import lru_cache
from typing import NamedTuple

CONTEXT = 60  # characters on either side by which one of several places is told from the others
LONGEST_QUOTE = 2000
ENOUGH_WORDS = 4  # so many words are told from others without what stands around them
ENOUGH_CONTEXT = 8  # so many characters around fewer words
ALIKE = 0.6  # how much of a changed passage must have stayed
_WORD = re.compile(r"\w+|[^\w\s]")


class Passage(NamedTuple):
    """Words in a text, as they stood there: from `start` up to `end`, with what stood around."""

    start: int
    end: int
    quote: str
    before: str
    after: str


class Place(NamedTuple):
    """Where a passage stands in a text by now; `exact` where not one character has changed."""

    start: int
    end: int
    exact: bool


class _Token(NamedTuple):
    text: str
    start: int
    end: int


def passage_at(body: str, start: int, end: int) -> Passage:
    """Return the passage from `start` up to `end` of a text."""
    before, after = body[max(0, start - CONTEXT) : start], body[end : end + CONTEXT]
    return Passage(start, end, body[start:end], before, after)


def places_of(body: str, words: str) -> list[tuple[int, int]]:
    """Return every place in a text where these words stand, however the lines are broken."""
    wanted = words.split()
    if not wanted:
        return []
    pattern = re.compile(r"\s+".join(map(re.escape, wanted)))
    return [match.span() for match in pattern.finditer(body)]


@lru_cache(maxsize=2048)
def locate(passage: Passage, body: str) -> Place | None:
    """Return where the passage stands in this text now, or None: it is no longer there.

    The very words win, at the place whose surroundings are most like those of before. Failing that,
    the passage whose words are mostly those of the quote, in their order.
    """
    found = _exactly(passage, body)
    return found or _tolerantly(passage, body)


def _exactly(passage: Passage, body: str) -> Place | None:
    starts = list(_occurrences(body, passage.quote))
    if not starts:
        return None
    best = max(starts, key=lambda start: (_context(passage, body, start), -_far(passage, start)))
    few = len(_WORD.findall(passage.quote)) < ENOUGH_WORDS
    if few and _context(passage, body, best) < min(ENOUGH_CONTEXT, _longest_context(passage)):
        return None  # such words stand in any text
    return Place(best, best + len(passage.quote), exact=True)


def _occurrences(body: str, quote: str) -> Iterator[int]:
    at = body.find(quote) if quote else -1
    while at >= 0:
        yield at
        at = body.find(quote, at + 1)


def _context(passage: Passage, body: str, start: int) -> int:
    """Return how many characters around a place are still those of before."""
    end = start + len(passage.quote)
    left = body[max(0, start - CONTEXT) : start][::-1]
    right = body[end : end + CONTEXT]
    return _same(left, passage.before[::-1]) + _same(right, passage.after)


def _same(one: str, other: str) -> int:
    """Return with how many equal characters two texts begin."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))


def _longest_context(passage: Passage) -> int:
    return len(passage.before) + len(passage.after)


def _far(passage: Passage, start: int) -> int:
    return abs(passage.start - start)


def _tolerantly(passage: Passage, body: str) -> Place | None:
    quoted = [token.text.casefold() for token in _tokens(passage.quote)]
    tokens = _tokens(body)
    if len(quoted) < ENOUGH_WORDS or not tokens:
        return None
    words = [token.text.casefold() for token in tokens]
    at = _most_shared(words, quoted, _middle(passage, tokens))
    if at is None:
        return None
    span = len(quoted)
    first = max(0, at - span // 2)
    window = words[first : at + span + span // 2]
    blocks = SequenceMatcher(None, window, quoted, autojunk=False).get_matching_blocks()
    hits = [block for block in blocks if block.size]
    shared = sum(block.size for block in hits)
    if not hits:
        return None
    begin, end = first + hits[0].a, first + hits[-1].a + hits[-1].size
    if 2 * shared / (span + end - begin) < ALIKE:
        return None
    return Place(tokens[begin].start, tokens[end - 1].end, exact=False)


def _tokens(text: str) -> list[_Token]:
    return [_Token(match.group(), *match.span()) for match in _WORD.finditer(text)]


def _middle(passage: Passage, tokens: list[_Token]) -> int:
    """Return which word stands about where the passage began."""
    return sum(1 for token in tokens if token.start < passage.start)


def _most_shared(words: list[str], quoted: list[str], near: int) -> int | None:
    """Return where the stretch begins that shares most words with the quote; the nearest of equals.

    One walk along the text, whatever its length.
    """
    span, wanted = len(quoted), Counter(quoted)
    inside: Counter[str] = Counter()
    shared, best = 0, (0, 0, -1)
    for place, word in enumerate(words):
        inside[word] += 1
        shared += inside[word] <= wanted[word]
        if place >= span:
            gone = words[place - span]
            shared -= inside[gone] <= wanted[gone]
            inside[gone] -= 1
        begin = max(0, place - span + 1)
        best = max(best, (shared, -abs(begin - near), begin))
    least = ALIKE * span
    return best[2] if best[0] >= least else None

"""Two amendments of one text: which passages each touches, whether they collide, and both at once.

A passage is a sentence: two changes in one sentence can each be right and be wrong together, so
they collide, however many words lie between them.
"""

from itertools import combinations
from typing import NamedTuple

from backend.agreements.diff import SENTENCES, differing


class Change(NamedTuple):
    """The sentences `start` up to `end` of the base become `text`; with none, it is put between."""

    start: int
    end: int
    text: str


class Collision(NamedTuple):
    """A passage of the base, and what each of two amendments makes of it."""

    passage: str
    first: str
    second: str


def collisions(base: str, first: str, second: str) -> list[Collision]:
    """Return where two texts, both made from one base, change the same sentences differently."""
    sentences = SENTENCES.findall(base)
    mine, theirs = _changes(sentences, first), _changes(sentences, second)
    found = []
    for one, other in ((a, b) for a in mine for b in theirs if _touch(a, b) and a != b):
        start, end = min(one.start, other.start), max(one.end, other.end)
        passage = "".join(sentences[start:end]).strip()
        found.append(Collision(passage, one.text.strip(), other.text.strip()))
    return found


def merged(base: str, first: str, second: str) -> str:
    """Return the base with the changes of both; raises ValueError where they collide."""
    sentences = SENTENCES.findall(base)
    changes = sorted({*_changes(sentences, first), *_changes(sentences, second)})
    if any(_touch(one, other) for one, other in combinations(changes, 2)):
        raise ValueError("two amendments change the same passage")
    parts, done = [], 0
    for change in changes:
        parts += [*sentences[done : change.start], change.text]
        done = change.end
    return _joined([*parts, *sentences[done:]])


def _changes(base: list[str], text: str) -> list[Change]:
    new = SENTENCES.findall(text)
    # how a text ends is no change to its last sentence
    same = [sentence.strip() for sentence in base], [sentence.strip() for sentence in new]
    return [Change(i, j, "".join(new[k:m])) for i, j, k, m in differing(*same)]


def _joined(parts: list[str]) -> str:
    """Return the parts as one text; where none of two has a space between them, one is put."""
    text = ""
    for part in parts:
        apart = not text or not part or text[-1].isspace() or part[0].isspace()
        text += part if apart else f" {part}"
    return text


def _touch(one: Change, other: Change) -> bool:
    """Whether they share a sentence; what is put at the edge of a change, or twice, touches too."""
    if one.start == one.end or other.start == other.end:
        return one.start <= other.end and other.start <= one.end
    return one.start < other.end and other.start < one.end

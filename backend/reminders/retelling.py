"""Say what was written down in one language in the other, for who reads that by now.

A notice is kept as it was told. What it consists of, the names of events, states and steps and the
sentences around them, is known in both languages: such a text is taken apart and put together anew.
Nothing is read for it, so nothing is told but what stood there; what is not known stays as it is.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from string import Formatter

from backend.reference.words import Words
from backend.reminders import notices, nudging, rules, voided, wording
from backend.reminders.models import Reminder
from backend.workflow import registry
from backend.workflow.lifecycle import NOT_ASKED

# These are names: the same in every language.
NAMES = frozenset({"organisation", "organisations", "secretariat", "person"})
_MOVED_ON = Words("{why} " + wording.BY_NOW.nl, "{why} " + wording.BY_NOW.en)
_REGISTERED: list[Words] = []


def register(*sentences: Words) -> None:
    """Let notices be told in both languages that say this; called from `AppConfig.ready`."""
    _REGISTERED.extend(sentences)


def notice(row: Reminder, language: str, also: Words = NOT_ASKED) -> tuple[str, str, str]:
    """Return headline, status and action of a notice, and what is said `also` of the status."""
    if row.language == language:
        headline, status, action = row.headline, row.status, row.action
        told = language
    else:
        both = _Both(row.subject_kind, row.language, language)
        headline, action = (both.said(text) or text for text in (row.headline, row.action))
        found = both.said(row.status)
        # one sentence after the other in one language
        status, told = (row.status, row.language) if found is None else (found, language)
    more = "" if also == NOT_ASKED else f" {also.in_(told)}"
    return headline, status + more, action


class _Both:
    """What is said of a kind, from one language to the other."""

    def __init__(self, kind: str, was: str, language: str) -> None:
        def both(known: Iterable[Words]) -> list[tuple[str, str]]:
            return [(each.in_(was), each.in_(language)) for each in known]

        table = registry.lifecycle_of(kind) if kind in registry.kinds() else None
        events = both(rule.label for rule in rules.every().values())
        states = both(each.label for each in table.states.values()) if table else []
        steps = both(each.label for each in table.transitions) if table else []
        self._sentences = both(_sentences()) + events + steps
        # the same word can be a state and a step, and not in the other language
        self._of: dict[str, list[tuple[str, str]]] = {"state": states, "why": self._sentences}
        self._else = steps + events

    def said(self, text: str) -> str | None:
        """Return a text in the other language; None where it is not known."""
        return self._among(self._sentences, text)

    def _among(self, known: list[tuple[str, str]], text: str) -> str | None:
        for pattern, other in known:
            found = _pattern(pattern).fullmatch(text)
            if found is None:
                continue
            values = {name: self._value(name, value) for name, value in found.groupdict().items()}
            if None not in values.values():
                return other.format(**values)
        return None

    def _value(self, name: str, value: str) -> str | None:
        if name in NAMES:
            return value
        known = self._of.get(name, self._else)
        whole = self._among(known, value)
        if whole is not None or name != "steps":
            return whole
        parts = [self._among(known, each) for each in value.split(", ")]
        return None if None in parts else ", ".join(filter(None, parts))


def _sentences() -> Iterator[Words]:
    """Yield the sentences that notices say, from the most particular on."""
    yield from (voided.ABOUT, _MOVED_ON, *voided.sentences())
    yield from (notices.AWAITED_WHY, notices.ON_PAPER_WHY, nudging.STATUS, *_REGISTERED)
    yield from (notices.CONSENT, notices.CONFIRM, nudging.RESPOND, wording.VIEW, wording.OPEN)
    yield notices.NOW_IN


@lru_cache(maxsize=1024)
def _pattern(template: str) -> re.Pattern[str]:
    parts = []
    for literal, name, _, _ in Formatter().parse(template):
        parts.append(re.escape(literal))
        if name is not None:
            parts.append(f"(?P<{name}>.+?)")
    return re.compile("".join(parts), re.DOTALL)

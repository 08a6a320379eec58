"""The language of an answer: what `Accept-Language` asks for, Dutch where it asks for neither."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.utils.translation import get_language

from backend.reference.words import DEFAULT_LANGUAGE, Words

_spoken: ContextVar[str] = ContextVar("polder_language")


def language() -> str:
    """Return `nl` or `en` for the request that is being answered."""
    return _spoken.get("") or _active()


@contextmanager
def in_one_language() -> Iterator[None]:
    """Ask Django for the language once, for all that is said inside the block."""
    token = _spoken.set(_active())
    try:
        yield
    finally:
        _spoken.reset(token)


def _active() -> str:
    return "en" if (get_language() or DEFAULT_LANGUAGE).startswith("en") else DEFAULT_LANGUAGE


def say(words: Words) -> str:
    """Return the text in the language of the request that is being answered."""
    return words.in_(language())

"""The language of an answer: what `Accept-Language` asks for, Dutch where it asks for neither."""

from django.utils.translation import get_language

from backend.reference.words import DEFAULT_LANGUAGE, Words


def language() -> str:
    """Return `nl` or `en` for the request that is being answered."""
    return "en" if (get_language() or DEFAULT_LANGUAGE).startswith("en") else DEFAULT_LANGUAGE


def say(words: Words) -> str:
    """Return the text in the language of the request that is being answered."""
    return words.in_(language())

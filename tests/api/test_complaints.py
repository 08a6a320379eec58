"""Whoever asks in Dutch is told in Dutch what is wrong, whatever it is."""

from collections.abc import Iterator
from importlib import import_module
from typing import Any

from django.conf import settings
from django.utils.translation import override
from rest_framework.serializers import ModelSerializer

from backend.api.serializers import StrictSerializer, reader

_TOO_FEW = "Ensure this field has at least {min_length} elements."


def shapes(of: Any = StrictSerializer) -> Iterator[Any]:
    """Every shape of the API; those that only others are made from have no model yet."""
    for shape in of.__subclasses__():
        meta = getattr(shape, "Meta", None)
        if not issubclass(shape, ModelSerializer) or hasattr(meta, "model"):
            yield shape
        yield from shapes(shape)


def complaints(field: Any) -> Iterator[Any]:
    """What a field and all below it can complain of."""
    yield from field.error_messages.values()
    yield from (v.message for v in field.validators if getattr(v, "message", None))
    for below in (*getattr(field, "fields", {}).values(), getattr(field, "child", None)):
        if below is not None:
            yield from complaints(below)


def test_nothing_that_a_body_is_refused_for_is_said_in_english_to_who_asks_in_dutch():
    import_module(settings.ROOT_URLCONF)
    heard = set()
    for shape in set(shapes()):
        for complaint in complaints(reader(shape, partial=False)):
            with override("nl"):
                dutch = str(complaint)
            with override("en"):
                heard.add((dutch, str(complaint)))
    assert {english for dutch, english in heard if dutch == english} == set()
    # and in a Dutch that people speak
    odd = ("dictionary", "karakters", "formaten", "datetime", "type")
    assert [dutch for dutch, _ in heard if any(word in dutch.lower() for word in odd)] == []
    assert ("Noem er minstens {min_length}.", _TOO_FEW) in heard

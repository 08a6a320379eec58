"""The text that was agreed last: whole for the parties, and as it was published for others."""

from typing import Any

from rest_framework import serializers

from backend.api.naming import camel
from backend.api.serializers import StrictSerializer

Json = dict[str, Any]


class ClauseText(StrictSerializer):
    """What was agreed last, with the digest that a consent is bound to.

    Whoever is no party reads the text as it was published: without its number at the table, with
    how many passages were `withheld` from it. `inForceOn` is since when it holds: of a change of a
    cao provision not before the day after the receipt notice of that change; null until it is
    known, and until then the text before it holds.
    """

    number = serializers.IntegerField(allow_null=True)
    body = serializers.CharField()
    digest = serializers.CharField()
    effective_on = serializers.DateField(allow_null=True)
    registered_on = serializers.DateField(allow_null=True)
    receipt_notice_on = serializers.DateField(allow_null=True)
    in_force_on = serializers.DateField(allow_null=True)
    withheld = serializers.IntegerField()
    title = serializers.CharField(
        allow_null=True,
        help_text="The clause's whole title, for its parties, where words of it are withheld.",
    )
    summary = serializers.CharField(allow_null=True)
    scope = serializers.CharField(allow_null=True)


def text_of_parties(text: Any) -> Json:
    """Return the whole text, for `ClauseText`."""
    return {
        "number": text.number,
        "body": text.body,
        "digest": text.digest,
        "effective_on": text.effective_on,
        "registered_on": text.registered_on,
        "receipt_notice_on": text.receipt_notice_on,
        "in_force_on": text.holds_from,
        "withheld": 0,
        "title": text.title or None,
        "summary": text.summary or None,
        "scope": text.scope or None,
    }


def text_of_all(text: Any) -> Json:
    """Return what was published of it, for `ClauseText`."""
    return {
        "number": None,
        "body": text.body,
        "digest": text.digest,
        "effective_on": text.since,
        "registered_on": None,
        "receipt_notice_on": None,
        "in_force_on": text.since,
        "withheld": text.withheld,
        "title": None,
        "summary": None,
        "scope": None,
    }


def in_json(told: Json) -> Json:
    """Return what `ClauseText` makes of it: a list has a hundred, and its fields ask too much."""
    return {camel(name): value for name, value in told.items()}

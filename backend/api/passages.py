"""How a passage of a text is shown, whatever it is that somebody said of it."""

from collections.abc import Mapping
from typing import Any

from rest_framework import serializers

from backend.api.languages import say
from backend.api.serializers import StrictSerializer
from backend.workflow.anchored import (
    NUMBERED,
    PASSAGE_SENTENCES,
    PRESENT_TEXT,
    PassageState,
    Standing,
)

Json = dict[str, Any]


class PlaceSerializer(StrictSerializer):
    """Where a passage stands in the text that counts now, in characters (code points)."""

    version = serializers.UUIDField(help_text="The text version, or the dossier itself.")
    start = serializers.IntegerField()
    end = serializers.IntegerField()
    text = serializers.CharField()


class PassageSerializer(StrictSerializer):
    """The words that it is about, as they stood there, and what became of them since.

    `state` is `orphaned` where they are no longer in the text; then `place` is null, and `sentence`
    says so.
    """

    version = serializers.UUIDField(help_text="The text version, or the dossier itself.")
    field = serializers.CharField()
    number = serializers.IntegerField(help_text="Of the version; 0 where it has none.")
    quote = serializers.CharField()
    state = serializers.ChoiceField(choices=PassageState.choices)
    sentence = serializers.CharField(allow_null=True)
    place = PlaceSerializer(allow_null=True)


def shown(row: Any, standing: Standing | None, context: Mapping[str, Any]) -> Json | None:
    """Return the passage of a row as its shape shows it; None where it is about the whole."""
    if standing is None:
        return None
    about = {
        "version": row.source_id,
        "field": row.source_field,
        "number": row.source_number,
        "quote": row.quote,
        "state": standing.state,
        "sentence": _sentence(standing),
        "place": _place(standing),
    }
    return PassageSerializer(context=dict(context)).to_representation(about)


def _sentence(standing: Standing) -> str | None:
    words = PASSAGE_SENTENCES.get(PassageState(standing.state))
    if words is None:
        return None
    source = standing.source
    text = NUMBERED.with_(number=source.number) if source and source.number else PRESENT_TEXT
    return say(words.with_(text=text))


def _place(standing: Standing) -> Json | None:
    source, place = standing.source, standing.place
    if source is None or place is None:
        return None
    text = source.body[place.start : place.end]
    return {"version": source.id, "start": place.start, "end": place.end, "text": text}

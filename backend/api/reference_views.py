"""The reference lists (aims, themes, SBI, regions ...): public, and the same for everyone."""

from datetime import date

from django.http import Http404
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from backend.api.languages import say
from backend.api.naming import camelize
from backend.api.queries import Parameter
from backend.api.schema import document, page_of
from backend.api.serializers import StrictSerializer, WordsField
from backend.api.subject_shapes import Json
from backend.api.views import ActorView
from backend.reference import catalogue
from backend.reference.lists import LISTS
from backend.reference.models import Entry
from backend.reference.words import Words

VALID_ON = "validOn"
DAY = {"type": "string", "format": "date", "minLength": 10, "maxLength": 10}


class ReferenceListSerializer(StrictSerializer):
    """A reference list by its name."""

    name = serializers.CharField(source="slug")
    title = WordsField(source="label")


class ReferenceEntrySerializer(StrictSerializer):
    """One code of a list, and the first and last day of its validity; null where not known."""

    code = serializers.CharField()
    label = serializers.SerializerMethodField()
    name_nl = serializers.CharField()
    name_en = serializers.CharField()
    attributes = serializers.SerializerMethodField()
    starts_on = serializers.DateField(source="valid_from", allow_null=True)
    ends_on = serializers.DateField(source="valid_to", allow_null=True)

    def get_label(self, entry: Entry) -> str:
        """Return the name in the language of the request."""
        return say(entry.label)

    def get_attributes(self, entry: Entry) -> Json:
        """Return what the list states besides, under outside names."""
        attributes: Json = camelize(entry.attributes)
        return attributes


class ReferenceListsView(ActorView):
    """The reference lists that there are."""

    public = True
    noun = Words("referentielijst", "reference list")

    @document(response=page_of(ReferenceListSerializer))
    def get(self, request: Request) -> Response:
        """List the reference lists."""
        return self.items(LISTS, ReferenceListSerializer)


class ReferenceListView(ActorView):
    """The codes of one reference list, in its order."""

    public = True
    noun = Words("code", "code")
    query_parameters = {
        VALID_ON: Parameter(
            "Only codes that are valid on this day; without it all that ever were.",
            DAY,
        ),
    }

    @document(response=page_of(ReferenceEntrySerializer))
    def get(self, request: Request, name: str) -> Response:
        """List the codes of a reference list, with their names and attributes."""
        asked = self.query[VALID_ON]
        day = date.fromisoformat(asked) if asked else None
        try:
            entries = catalogue.entries(name, day)
        except catalogue.UnknownList as error:
            raise Http404 from error
        return self.items(entries, ReferenceEntrySerializer)

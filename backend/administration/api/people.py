"""People who log in, or will. Only administrators find them here."""

from typing import Any

from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone
from rest_framework import serializers

from backend.administration import people
from backend.administration.api.shared import Kept
from backend.api.filters import Identifier, PlainFilters, Text, YesNo
from backend.api.serializers import StrictSerializer
from backend.api.subject_shapes import Reference
from backend.api.views import Creates, Updates
from backend.parties.kinds import Function
from backend.parties.models import Affiliation, Person
from backend.reference.words import LANGUAGES, Words

ACCESS = [(name, name) for name in ("not_invited", "invited", "active", "inactive")]
LANGUAGE = [(code, code) for code in LANGUAGES]


class PersonPlaceSerializer(StrictSerializer):
    """A place that the person has today or will have."""

    id = serializers.UUIDField()
    organisation = Reference()
    function = serializers.ChoiceField(choices=Function.choices)
    keeps_mandates = serializers.BooleanField()
    starts_on = serializers.DateField(source="valid_from")
    ends_on = serializers.DateField(source="valid_until", allow_null=True)


class PersonSerializer(StrictSerializer):
    """A person, whether they can log in, and where they belong."""

    id = serializers.UUIDField()
    name = serializers.CharField()
    email = serializers.EmailField()
    language = serializers.ChoiceField(choices=LANGUAGE)
    is_administrator = serializers.BooleanField()
    is_active = serializers.BooleanField()
    access = serializers.ChoiceField(
        choices=ACCESS,
        help_text="`active`: chose a password; `invited`: got a link; `inactive`: was closed.",
    )
    invited_at = serializers.DateTimeField(allow_null=True)
    mail_refused_at = serializers.DateTimeField(
        allow_null=True, help_text="Since when the mail server refuses this address."
    )
    places = PersonPlaceSerializer(many=True)
    version = serializers.IntegerField()


class PersonCreate(StrictSerializer):
    """Somebody who will log in. Nothing is mailed before you invite them."""

    name = serializers.CharField(max_length=200)
    email = serializers.EmailField(max_length=254)
    language = serializers.ChoiceField(choices=LANGUAGE, required=False)


class PersonUpdate(StrictSerializer):
    """A correction, the end or the reopening of an account, or an invitation."""

    name = serializers.CharField(max_length=200, required=False)
    email = serializers.EmailField(max_length=254, required=False)
    language = serializers.ChoiceField(choices=LANGUAGE, required=False)
    is_active = serializers.BooleanField(
        required=False, help_text="False ends every session, token and place at once."
    )
    invited = serializers.BooleanField(
        required=False, help_text="True mails a link to choose a password with, once."
    )


class PersonFilters(PlainFilters):
    """Filters of people."""

    q = Text(method="by_words", help_text="In the name or the e-mail address.")
    organisation = Identifier(method="by_organisation", help_text="Who has a place there.")
    active = YesNo(field_name="is_active")

    def by_words(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Keep who is called so."""
        for word in value.split()[:10]:
            rows = rows.filter(Q(name__icontains=word) | Q(email__icontains=word))
        return rows

    def by_organisation(self, rows: QuerySet[Any], name: str, value: Any) -> QuerySet[Any]:
        """Keep who belongs there, or will."""
        return rows.filter(pk__in=_running().filter(organisation_id=value).values("person_id"))


class PersonViewSet(Creates, Updates, Kept):
    """People who log in, or will. Only administrators find them here."""

    noun = Words("persoon", "person")
    subject_kind = "person"
    queryset = Person.objects.all()
    serializer_class = PersonSerializer
    create_serializer_class = PersonCreate
    update_serializer_class = PersonUpdate
    filterset_class = PersonFilters
    orderings = {"name": ("name",), "-name": ("-name",)}

    def get_queryset(self) -> QuerySet[Any]:
        """Return everybody, to administrators."""
        if not self.actor.is_administrator:
            return Person.objects.none()
        places = _running().select_related("organisation").order_by("valid_from", "id")
        return Person.objects.prefetch_related(Prefetch("affiliations", places, to_attr="places"))

    def create_subject(self, data: dict[str, Any]) -> Person:
        """Add a person."""
        return self._again(people.add(actor=self.actor, **data))

    def update_subject(
        self, subject: Person, data: dict[str, Any], expected_version: int | None
    ) -> Person:
        """Correct, close, reopen or invite."""
        people.correct(subject.pk, data, actor=self.actor, expected_version=expected_version)
        return self._again(subject)

    def _again(self, person: Person) -> Person:
        found: Person = self.get_queryset().get(pk=person.pk)
        return found


def _running() -> QuerySet[Any]:
    today = timezone.localdate()
    return Affiliation.objects.filter(Q(valid_until__isnull=True) | Q(valid_until__gte=today))

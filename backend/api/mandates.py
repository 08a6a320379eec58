"""The register of mandates of your own organisation, and who works there."""

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone
from rest_framework import serializers

from backend.api.chains import Chained
from backend.api.filters import Choice, Day, Identifier, PlainFilters
from backend.api.serializers import StrictSerializer
from backend.api.subject_shapes import Reference
from backend.api.views import Creates, Updates, VisibleList, VisibleListRetrieve
from backend.parties.kinds import Act, Function
from backend.parties.mandates import at_table
from backend.parties.models import Affiliation, Mandate
from backend.reference.words import Words
from backend.workflow import mandating

STATES = [(state, state) for state in ("upcoming", "valid", "ended")]
LONGEST_REASON = 2000


class HolderSerializer(StrictSerializer):
    """Who is mandated; without an id once the account is gone."""

    id = serializers.UUIDField(source="person_id", allow_null=True)
    name = serializers.CharField(source="person_name")


class MandateSerializer(StrictSerializer):
    """What somebody may do in your organisation's name, and who decided that."""

    id = serializers.UUIDField()
    organisation = Reference()
    person = HolderSerializer(source="*")
    bargaining_table = Reference(allow_null=True)
    acts = serializers.ListField(child=serializers.ChoiceField(choices=Act.choices))
    state = serializers.ChoiceField(choices=STATES)
    starts_on = serializers.DateField(source="valid_from")
    ends_on = serializers.DateField(source="valid_until", allow_null=True)
    granted_by = serializers.CharField()
    decided_on = serializers.DateField(allow_null=True)
    reference = serializers.CharField()
    recorded_by = serializers.CharField()
    recorded_at = serializers.DateTimeField()
    revoked_at = serializers.DateTimeField(allow_null=True)
    ended_by = serializers.CharField()
    end_reason = serializers.CharField()
    may_end = serializers.SerializerMethodField()
    version = serializers.IntegerField()

    def get_may_end(self, mandate: Mandate) -> bool:
        """Return whether you may end it now."""
        actor = self.context["view"].actor
        return mandate.state != "ended" and mandating.may_end(mandate, actor)


class MandateCreate(StrictSerializer):
    """A mandate as its board decided it. Without a table it holds at every table."""

    organisation = serializers.UUIDField(
        required=False, help_text="For which, if you keep the mandates of several."
    )
    person = serializers.UUIDField(help_text="One of your colleagues who negotiate.")
    bargaining_table = serializers.UUIDField(required=False, allow_null=True)
    acts = serializers.ListField(
        child=serializers.ChoiceField(choices=Act.choices), min_length=1, max_length=len(Act)
    )
    starts_on = serializers.DateField(source="valid_from")
    ends_on = serializers.DateField(source="valid_until", required=False, allow_null=True)
    granted_by = serializers.CharField(max_length=200)
    decided_on = serializers.DateField(required=False, allow_null=True)
    reference = serializers.CharField(required=False, allow_blank=True, max_length=200)


class MandateUpdate(StrictSerializer):
    """An earlier end: a last day, or at once. Nothing else of a mandate changes."""

    ends_on = serializers.DateField(source="valid_until", required=False)
    revoked = serializers.BooleanField(required=False)
    reason = serializers.CharField(max_length=LONGEST_REASON)


class MandateFilters(PlainFilters):
    """Filters of mandates."""

    person = Identifier(field_name="person_id")
    organisation = Identifier(field_name="organisation_id")
    bargaining_table = Identifier(
        method="by_table", help_text="Mandates that hold at this table, those for all included."
    )
    act = Choice(method="by_act", choices=Act.choices)
    valid_on = Day(method="by_day", help_text="Mandates that hold on this day.")

    def by_table(self, rows: QuerySet[Any], name: str, value: Any) -> QuerySet[Any]:
        """Keep what holds at a table."""
        return rows.filter(at_table(value))

    def by_act(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Keep what empowers to an act."""
        return rows.filter(acts__contains=[value])

    def by_day(self, rows: Any, name: str, value: date) -> QuerySet[Any]:
        """Keep what holds on a day."""
        standing = Q(revoked_at__isnull=True) | Q(revoked_at__date__gt=value)
        held: QuerySet[Any] = rows.valid_on(value).filter(standing)
        return held


class MandateViewSet(Chained, Creates, Updates, VisibleListRetrieve):
    """The mandates of your own organisation. No other organisation sees them."""

    noun = Words("mandaat", "mandate")
    queryset = Mandate.objects.select_related("organisation", "bargaining_table")
    serializer_class = MandateSerializer
    create_serializer_class = MandateCreate
    update_serializer_class = MandateUpdate
    filterset_class = MandateFilters
    orderings = {"-startsOn": ("-valid_from",), "startsOn": ("valid_from",)}

    def get_queryset(self) -> QuerySet[Any]:
        """Return those of the actor's organisations: the first wall."""
        mine: QuerySet[Any] = self.queryset.filter(audience__among=self.actor.words)
        return mine

    def create_subject(self, data: dict[str, Any]) -> Mandate:
        """Record that somebody was granted a mandate."""
        return mandating.grant(actor=self.actor, **data)

    def update_subject(
        self, subject: Mandate, data: dict[str, Any], expected_version: int | None
    ) -> Mandate:
        """End it sooner."""
        data.setdefault("reason", "")
        return mandating.end(subject, actor=self.actor, expected_version=expected_version, **data)


class ColleagueSerializer(StrictSerializer):
    """Somebody who works for your organisation today."""

    id = serializers.UUIDField()
    person = Reference()
    organisation = Reference()
    function = serializers.ChoiceField(choices=Function.choices)
    keeps_mandates = serializers.BooleanField()


class ColleagueViewSet(VisibleList):
    """Who works today for the organisations for which you negotiate or keep the mandates."""

    noun = Words("collega", "colleague")
    queryset = Affiliation.objects.select_related("person", "organisation")
    serializer_class = ColleagueSerializer
    orderings = {"id": ("id",)}

    def get_queryset(self) -> QuerySet[Any]:
        """Return the people of the actor's own organisations."""
        own = [o.organisation_id for o in self.actor.offices if o.negotiates or o.keeps_mandates]
        today: QuerySet[Any] = Affiliation.objects.valid_on(timezone.localdate())
        here = today.filter(organisation_id__in=own, person__is_active=True)
        return here.select_related("person", "organisation")

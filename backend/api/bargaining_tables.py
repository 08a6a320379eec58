"""The bargaining tables at which you sit: who else sits there, and what you may start there."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, QuerySet
from django.utils import timezone
from rest_framework import serializers

from backend.api.serializers import StrictSerializer
from backend.api.subject_shapes import Reference
from backend.api.views import VisibleListRetrieve
from backend.parties.actors import Actor
from backend.parties.kinds import Capacity, OrganisationKind, RatificationRule, Side, WorkerVoice
from backend.parties.models import BargainingTable, Membership
from backend.reference.words import Words

MayStart = Callable[[Actor, UUID], bool]

_starts: dict[str, MayStart] = {}


def offer_start(kind: str, may_start: MayStart) -> None:
    """Let a domain say who may start its dossiers; called from its `AppConfig.ready`."""
    _starts[kind] = may_start


class MemberSerializer(StrictSerializer):
    """An organisation that sits at the table today, in one capacity."""

    organisation = Reference()
    kind = serializers.ChoiceField(choices=OrganisationKind.choices, source="organisation.kind")
    side = serializers.ChoiceField(choices=Side.choices, source="organisation.side")
    capacity = serializers.ChoiceField(choices=Capacity.choices)
    starts_on = serializers.DateField(source="valid_from")
    ends_on = serializers.DateField(source="valid_until", allow_null=True)


class BargainingTableSerializer(StrictSerializer):
    """A table at which you sit today. `mayStart` names the dossiers that you may start there."""

    id = serializers.UUIDField()
    name = serializers.CharField()
    ratification_rule = serializers.ChoiceField(choices=RatificationRule.choices)
    worker_voice = serializers.ChoiceField(choices=WorkerVoice.choices)
    closes_on = serializers.DateField(
        allow_null=True, help_text="The last day on which anybody sits here."
    )
    members = MemberSerializer(many=True, source="memberships")
    may_start = serializers.SerializerMethodField()
    version = serializers.IntegerField()

    def get_may_start(self, table: BargainingTable) -> list[str]:
        """Return kinds of dossier, such as `agreement` and `initiative`."""
        actor = self.context["view"].actor
        return [kind for kind, may_start in _starts.items() if may_start(actor, table.pk)]


class BargainingTableViewSet(VisibleListRetrieve):
    """The tables at which you sit today, and who else sits there."""

    noun = Words("onderhandelingstafel", "bargaining table")
    queryset = BargainingTable.objects.all()
    serializer_class = BargainingTableSerializer
    orderings = {"name": ("name",)}

    def get_queryset(self) -> QuerySet[Any]:
        """Return the actor's tables: who sits where is not for outsiders."""
        today = timezone.localdate()
        members = Membership.objects.valid_on(today).select_related("organisation")
        return BargainingTable.objects.filter(
            pk__in={seat.bargaining_table_id for seat in self.actor.seats}
        ).prefetch_related(
            Prefetch("memberships", members.order_by("organisation__name", "capacity"))
        )

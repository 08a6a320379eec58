"""The shapes of the subsidies of an initiative."""

from typing import Any

from rest_framework import serializers

from backend.api.languages import say
from backend.api.serializers import StrictSerializer
from backend.initiatives import subsidy_dates
from backend.initiatives.models import Subsidy


class InitiativeReference(StrictSerializer):
    """The initiative that it is for."""

    id = serializers.UUIDField()
    title = serializers.CharField()


class SubsidySerializer(StrictSerializer):
    """A round of a funding programme that the owners look at, and what came of it.

    `source` says where its window stands. Reminders come before it closes until it was applied for
    or dismissed, and then before its accounting is due until that was handed in.
    """

    id = serializers.UUIDField()
    initiative = InitiativeReference()
    programme = serializers.CharField()
    state = serializers.ChoiceField(choices=[(code, code) for code in Subsidy.lifecycle.states])
    state_label = serializers.SerializerMethodField()
    opens_on = serializers.DateField(allow_null=True)
    closes_on = serializers.DateField()
    source = serializers.CharField()
    applied_on = serializers.DateField(allow_null=True)
    dismissed_on = serializers.DateField(allow_null=True)
    dismissed_because = serializers.CharField()
    accounting_due_on = serializers.DateField(allow_null=True)
    handed_in_on = serializers.DateField(allow_null=True)
    version = serializers.IntegerField()

    def get_state_label(self, subsidy: Any) -> str:
        return say(subsidy_dates.DATES.states[subsidy.state].label)


def _day(**more: Any) -> serializers.DateField:
    return serializers.DateField(required=False, allow_null=True, **more)


class SubsidyUpdate(StrictSerializer):
    """What came of it, or another window."""

    opens_on = _day()
    closes_on = serializers.DateField(required=False)
    source = serializers.CharField(required=False, max_length=300)
    applied_on = _day(help_text="When the owners applied for it.")
    dismissed_on = _day(help_text="When the owners decided not to; with a reason.")
    dismissed_because = serializers.CharField(required=False, allow_blank=True, max_length=500)
    accounting_due_on = _day(help_text="By when it is accounted for, by the funder's decision.")
    handed_in_on = _day(help_text="When the accounting was handed in.")


class SubsidyCreate(StrictSerializer):
    """A round that the owners look at."""

    initiative = serializers.UUIDField()
    programme = serializers.CharField(
        max_length=60, help_text="A code of the list `funding-programmes`."
    )
    opens_on = _day()
    closes_on = serializers.DateField()
    source = serializers.CharField(
        max_length=300, help_text="Where the window stands, such as an address or a publication."
    )

"""What these resources have in common: the words of a standing, and the lines of their chains."""

from typing import Any

from rest_framework import serializers

from backend.api.chains import Chained
from backend.api.mandates import STATES
from backend.api.serializers import StrictSerializer
from backend.api.views import VisibleListRetrieve
from backend.parties.actors import Actor

STANDINGS = STATES  # the same words for the same thing
LONGEST_REASON = 2000


class EndUpdate(StrictSerializer):
    """A last day, today or later, and why."""

    ends_on = serializers.DateField(source="valid_until")
    reason = serializers.CharField(max_length=LONGEST_REASON)


class Kept(Chained, VisibleListRetrieve):
    """Rows that administrators keep, each with its chains as far as the reader may see them."""


def own_organisations(actor: Actor) -> list[Any]:
    """Return the organisations whose people the actor knows: it acts or keeps mandates for them."""
    return [o.organisation_id for o in actor.offices if o.negotiates or o.keeps_mandates]

"""What is asked of many commitments at once."""

from collections.abc import Collection
from typing import Any

from django.utils import timezone

from backend.parties.models import Organisation
from backend.workflow import consents
from backend.workflow.consents import Voice
from backend.workflow.lifecycle import ConsentRule


def know_voices(commitments: Collection[Any]) -> None:
    """Let each of them know its two sides (`voices`), by two questions whatever their number."""
    today = timezone.localdate()
    owners = {pk for each in commitments for pk in (each.owner_id, each.co_owner_id) if pk}
    organisations = Organisation.objects.in_bulk(owners)
    seats = consents.seats_at((each.bargaining_table_id for each in commitments), today)
    for each in commitments:
        each.owner = organisations.get(each.owner_id)
        each.co_owner = organisations.get(each.co_owner_id)
        each.keep_voices(_voices(each, today, seats[each.bargaining_table_id]), today)


def _voices(commitment: Any, today: Any, seats: Any) -> tuple[Voice, ...]:
    rule = ConsentRule(commitment.rule)
    if rule is not ConsentRule.BOTH_OWNERS:
        return consents.voices(commitment, rule, on=today, seats=seats)
    bound = {each.pk: each.name for each in (commitment.owner, commitment.co_owner) if each}
    sides = ((side, commitment.owner_of(side)) for side in ("employer", "workers"))
    return tuple(
        Voice(side, ((pk, bound[pk]),) if pk else (), all_of_them=True) for side, pk in sides
    )

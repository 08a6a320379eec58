"""What is asked of many commitments at once."""

from collections.abc import Collection
from typing import Any

from django.utils import timezone

from backend.parties.models import Organisation
from backend.workflow import consents
from backend.workflow.lifecycle import ConsentRule


def know_voices(commitments: Collection[Any]) -> None:
    """Let each of them know its two sides (`voices`), by two questions whatever their number."""
    today = timezone.localdate()
    owners = {pk for each in commitments for pk in (each.owner_id, each.co_owner_id) if pk}
    organisations = Organisation.objects.in_bulk(owners)
    names = {pk: organisation.name for pk, organisation in organisations.items()}
    seats = consents.seats_at((each.bargaining_table_id for each in commitments), today)
    for each in commitments:
        each.owner = organisations.get(each.owner_id)
        each.co_owner = organisations.get(each.co_owner_id)
        at_table = seats[each.bargaining_table_id]
        rule = ConsentRule(each.rule)
        each.keep_voices(consents.voices(each, rule, on=today, seats=at_table, names=names), today)

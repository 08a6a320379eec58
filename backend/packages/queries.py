"""What is known of packages, as one reader may know it."""

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from backend.packages.models import Member, Package
from backend.parties.actors import Actor


def described(rows: Sequence[Package], actor: Actor) -> Sequence[Package]:
    """Tell of every package what it is made of, and what it is an alternative to."""
    ids, choices = [row.pk for row in rows], {row.choice for row in rows}
    members = Member.objects.visible_to(actor).filter(package__in=ids)
    members = members.select_related("clause__current_version").order_by("position", "id")
    parts: dict[Any, list[Member]] = {}
    for member in members:
        if member.clause.is_visible_to(actor):
            parts.setdefault(member.package_id, []).append(member)
    beside: dict[Any, list[Package]] = {}
    for other in Package.objects.visible_to(actor).filter(choice__in=choices).order_by("pk"):
        beside.setdefault(other.choice, []).append(other)
    for row in rows:
        row.seen = parts.get(row.pk, [])
        row.beside = [other for other in beside[row.choice] if other.pk != row.pk]
    return rows


def packages_of(agreements: Collection[UUID]) -> Any:
    """Return every package of these agreements."""
    return Package.objects.filter(agreement__in=agreements)


def members_of(packages: Collection[UUID]) -> list[Any]:
    """Return the rows that are read with these packages."""
    return [Member.objects.filter(package__in=packages)]

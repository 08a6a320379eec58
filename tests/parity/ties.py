"""Who works where, sits where and speaks for whom: ended and given by those whose business it is.

Kim keeps the mandates of all parties; everything else is the administrator's, through the functions
that the screens call. What they end holds until midnight, and what they give holds from tomorrow;
only a mandate is revoked at once.
"""

from typing import TypeVar

from django.db.models import QuerySet

from backend.administration import places, seats
from backend.confidentiality.context import acting_as
from backend.parties.actors import SYSTEM
from backend.parties.models import Affiliation, Mandate, Membership, Person
from backend.workflow import mandating
from tests.parity.stage import ADMINISTRATOR, KEEPER, REASON, Stage
from tests.people import EVERY_ACT, days

T = TypeVar("T", Affiliation, Membership)


def end_mandate(stage: Stage, who: str) -> str:
    """From this moment on somebody speaks for nobody: they give up what they have."""
    with acting_as(SYSTEM):
        held = list(Mandate.objects.filter(person=stage.circle.people[who], revoked_at=None))
    actor = stage.actor(who)

    def deed() -> None:
        for each in held:
            mandating.end(each, actor=actor, reason=REASON, revoked=True)

    return stage.attempt(deed) if held else "nothing"


def give_mandate(stage: Stage, who: str) -> str:
    """From today on somebody speaks for every organisation for which they negotiate."""
    person, actor = stage.circle.people[who], stage.actor(who)
    with acting_as(SYSTEM):
        held = Mandate.objects.filter(person=person, revoked_at=None)
        known = set(held.values_list("organisation", flat=True))
    wanted = [each.organisation_id for each in actor.offices if each.negotiates]

    def deed() -> None:
        for organisation in (each for each in wanted if each not in known):
            mandating.grant(
                actor=stage.actor(KEEPER),
                person=person.pk,
                organisation=organisation,
                acts=EVERY_ACT,
                valid_from=days(0),
                granted_by="Bestuur",
            )

    return stage.attempt(deed) if set(wanted) - known else "nothing"


def end_places(stage: Stage, who: str) -> str:
    """Today is somebody's last day at their organisations."""
    held = _running(Affiliation.objects.filter(person=stage.circle.people[who]))
    actor = stage.actor(ADMINISTRATOR)

    def deed() -> None:
        for each in held:
            places.end(each, actor=actor, valid_until=days(0), reason=REASON)

    return stage.attempt(deed) if held else "nothing"


def give_places(stage: Stage, who: str) -> str:
    """From tomorrow somebody is where they were before, now and then as a member only."""
    former = _ended(Affiliation.objects.filter(person=stage.circle.people[who]), "organisation_id")
    actor, function = stage.actor(ADMINISTRATOR), ("negotiator", "member")[stage.turn() % 4 == 0]

    def deed() -> None:
        for each in former:
            places.give(
                actor=actor,
                person=each.person_id,
                organisation=each.organisation_id,
                function=function,
                valid_from=days(1),
                keeps_mandates=each.keeps_mandates,
            )

    return stage.attempt(deed) if former else "nothing"


def end_seats(stage: Stage, who: str) -> str:
    """Today is the last day of somebody's organisations at all their tables."""
    held, actor = _running(_seats(stage.circle.people[who])), stage.actor(ADMINISTRATOR)

    def deed() -> None:
        for each in held:
            seats.end(each, actor=actor, valid_until=days(0), reason=REASON)

    return stage.attempt(deed) if held else "nothing"


def give_seats(stage: Stage, who: str) -> str:
    """From tomorrow somebody's organisations sit where they sat before."""
    names = ("organisation_id", "bargaining_table_id", "capacity")
    former = _ended(_seats(stage.circle.people[who]), *names)
    actor = stage.actor(ADMINISTRATOR)

    def deed() -> None:
        for each in former:
            seats.give(
                actor=actor,
                bargaining_table=each.bargaining_table_id,
                organisation=each.organisation_id,
                capacity=each.capacity,
                valid_from=days(1),
            )

    return stage.attempt(deed) if former else "nothing"


def _seats(person: Person) -> QuerySet[Membership]:
    at = Affiliation.objects.filter(person=person).values("organisation")
    return Membership.objects.filter(organisation__in=at)


def _running(rows: QuerySet[T]) -> list[T]:
    """What has no end yet, and has begun."""
    return list(rows.filter(valid_until=None, valid_from__lte=days(0)).order_by("pk"))


def _ended(rows: QuerySet[T], *names: str) -> list[T]:
    """The last of what has an end, unless the same goes on or begins again."""

    def said(row: T) -> tuple[object, ...]:
        return tuple(getattr(row, name) for name in names)

    found = list(rows.order_by("valid_from", "pk"))
    goes_on = {said(row) for row in found if row.valid_until is None}
    return list({said(row): row for row in found if said(row) not in goes_on}.values())

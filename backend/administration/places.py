"""Places of people in organisations, between dates.

A place is never changed, only ended, and another one begins: what somebody could read on a day can
be told for ever after. Where an organisation has people already a place begins tomorrow at the
earliest, and they are told at once: who keeps its mandates can withdraw it before it begins.
"""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from backend.administration import rules, telling
from backend.parties.actors import Actor
from backend.parties.kinds import Function
from backend.parties.models import Affiliation, Organisation, Person
from backend.reference.words import Words
from backend.reminders import wording
from backend.workflow.data import Fault
from backend.workflow.errors import InvalidData, NotAllowed, Refused
from backend.workflow.lifecycle import Refusal
from backend.workflow.mandating import KEEPER
from backend.workflow.roles import Role

_ADMINISTRATOR = Refusal(
    "administrator-has-no-place",
    Words(
        "Een beheerder hoort bij geen organisatie: wie plaatsen geeft, neemt er geen.",
        "An administrator belongs to no organisation: who gives places takes none.",
    ),
)
_PLANNED = Refusal(
    "place-planned",
    Words(
        "Voor deze persoon is bij deze organisatie al een latere plaats vastgelegd. Trek die eerst"
        " in.",
        "A later place of this person in this organisation has been recorded already. Withdraw"
        " that first.",
    ),
)
_INACTIVE = Words("Dit account is gesloten.", "This account is closed.")
FUNCTIONS = {
    Function.NEGOTIATOR: Words("onderhandelaar", "negotiator"),
    Function.MEMBER: Words("lid", "member"),
}
KEEPS = Words(" en beheert de mandaten", " and keeps the mandates")
GIVEN = Words(
    "{person} hoort vanaf {day} bij {organisation}, als {function}{keeps}. Klopt dit niet, laat de"
    " plaats dan intrekken voor zij ingaat.",
    "{person} belongs to {organisation} from {day}, as {function}{keeps}. If this is wrong, have"
    " the place withdrawn before it begins.",
)
ENDED = Words(
    "{person} hoort tot en met {day} bij {organisation}.",
    "{person} belongs to {organisation} up to and including {day}.",
)
WITHDRAWN = Words(
    "de plaats van {person} bij {organisation} gaat niet in.",
    "the place of {person} in {organisation} will not begin.",
)


def give(  # noqa: PLR0913 (all by name)
    *,
    actor: Actor,
    person: UUID,
    organisation: UUID,
    function: str,
    valid_from: date,
    valid_until: date | None = None,
    keeps_mandates: bool = False,
) -> Affiliation:
    """Give a person a place; one that still runs in that organisation ends the day before.

    Raises NotAllowed, InvalidData, or Refused.
    """
    telling.administrator(actor, "give")
    with transaction.atomic():
        at = Organisation.objects.select_for_update(no_key=True).filter(pk=organisation).first()
        who = Person.objects.select_for_update(no_key=True).filter(pk=person).first()
        known = Affiliation.objects.filter(organisation_id=organisation).exists()
        faults = _faults_of_names(at, who)
        faults += rules.faults_of_period(valid_from, valid_until, rules.earliest(known=known))
        if faults or at is None or who is None:
            raise InvalidData(faults)
        if who.is_administrator:
            raise Refused([_ADMINISTRATOR])
        _make_room(who, at, valid_from)
        place = Affiliation.objects.create(
            person=who,
            organisation=at,
            function=function,
            keeps_mandates=keeps_mandates,
            valid_from=valid_from,
            valid_until=valid_until,
        )
        _record(place, "place_given", actor, GIVEN, valid_from)
    return place


def end(
    place: Affiliation,
    *,
    actor: Actor,
    valid_until: date | None = None,
    reason: str = "",
    expected_version: int | None = None,
) -> Affiliation:
    """Give a place its last day, today or later. Also for who keeps the organisation's mandates."""
    _may_end(place, actor)
    with transaction.atomic():
        locked = rules.locked(Affiliation, place.pk, expected_version)
        if locked.standing == "ended":
            raise Refused([rules.ENDED])
        last_day = rules.last_day(locked, valid_until, reason)
        locked.valid_until = last_day
        rules.save(locked, "valid_until")
        _record(locked, "place_ended", actor, ENDED, last_day, reason)
    return locked


def withdraw(place: Affiliation, *, actor: Actor, expected_version: int | None = None) -> None:
    """Take back a place that has not begun, so that never opened anything. The chains keep it."""
    _may_end(place, actor)
    with transaction.atomic():
        locked = rules.locked(Affiliation, place.pk, expected_version)
        if locked.standing != "upcoming":
            raise Refused([rules.BEGUN])
        _record(locked, "place_withdrawn", actor, WITHDRAWN, locked.valid_from)
        locked.delete()


def may_end(place: Affiliation, actor: Actor) -> bool:
    """Whether the actor may end or withdraw it, while it has not ended."""
    office = actor.office_in(place.organisation_id)
    return actor.is_administrator or (office is not None and office.keeps_mandates)


def has_begun(person: Person) -> bool:
    """Whether a person has, or ever had, a place that opens something."""
    rows = Affiliation.objects.filter(person=person, valid_from__lte=timezone.localdate())
    return rows.exists()


def has_any(person: Person) -> bool:
    """Whether a person has, had or will have a place."""
    return Affiliation.objects.filter(person=person).exists()


def end_all(person: Person) -> None:
    """End what a person has today, and take back what has not begun. Told by who calls this."""
    today = timezone.localdate()
    for place in Affiliation.objects.filter(person=person).select_for_update():
        if place.standing == "upcoming":
            place.delete()
        elif place.valid_until is None or place.valid_until > today:
            place.valid_until = today
            rules.save(place, "valid_until")


def _may_end(place: Affiliation, actor: Actor) -> None:
    if not may_end(place, actor):
        raise NotAllowed("end", [Role.ADMINISTRATOR, KEEPER])


def _faults_of_names(at: Organisation | None, who: Person | None) -> list[Fault]:
    faults = []
    if who is None:
        faults.append(Fault("/person", "unknown", rules.NOT_THERE))
    elif not who.is_active:
        faults.append(Fault("/person", "inactive", _INACTIVE))
    if at is None:
        faults.append(Fault("/organisation", "unknown", rules.NOT_THERE))
    return faults


def _make_room(who: Person, at: Organisation, first: date) -> None:
    """End what still runs there the day before; two places at once could say different things."""
    for former in Affiliation.objects.filter(person=who, organisation=at):
        if former.valid_from >= first:
            raise Refused([_PLANNED])
        if former.valid_until is None or former.valid_until >= first:
            former.valid_until = first - timedelta(days=1)
            rules.save(former, "valid_until")


def _record(
    place: Affiliation, event: str, actor: Actor, words: Words, day: date, reason: str = ""
) -> None:
    person, organisation = place.person, place.organisation
    facts: dict[str, Any] = {
        "person": person.name,
        "organisation": organisation.name,
        "function": place.function,
        "keeps_mandates": place.keeps_mandates,
        "valid_from": str(place.valid_from),
        "valid_until": str(place.valid_until or ""),
    }
    news = words.with_(
        person=person.name,
        organisation=organisation.name,
        day=wording.day_in_words(day),
        function=FUNCTIONS[Function(place.function)],
        keeps=KEEPS if place.keeps_mandates else Words("", ""),
    )
    telling.record(
        event,
        actor=actor,
        of=telling.of_administration("person", person),
        facts=facts,
        reason=reason,
        organisations=[organisation.pk],
        news=news,
    )

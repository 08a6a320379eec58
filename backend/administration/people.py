"""People: added, corrected, invited and closed off by an administrator. Nobody is ever deleted.

An administrator can do nothing for a person that the person's organisation does not hear of: a new
address, a new name and the end of an account are told to it at once, and a new address is no way in
before the next day.
"""

from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID

import structlog
from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils import timezone

from backend.administration import mailing, places, rules, telling
from backend.api.models import ApiToken
from backend.api.problem_types import UNAVAILABLE, Problem
from backend.parties.actors import Actor
from backend.parties.models import Affiliation, Person
from backend.reference import moments
from backend.reference.words import Words
from backend.reminders import returning
from backend.workflow.errors import Refused
from backend.workflow.lifecycle import Refusal

TAKEN = Refusal(
    "address-taken",
    Words(
        "Er is al iemand met dit e-mailadres.",
        "There is somebody with this e-mail address already.",
    ),
)
_SELF = Refusal(
    "own-account",
    Words(
        "U kunt uw eigen account niet sluiten; dat doet een andere beheerder.",
        "You cannot close your own account; another administrator does that.",
    ),
)
_INACTIVE = Refusal(
    "inactive",
    Words(
        "Dit account is gesloten. Heropen het eerst.",
        "This account is closed. Open it again first.",
    ),
)
_NEW_ADDRESS = Refusal(
    "new-address",
    Words(
        "Het e-mailadres is vandaag gewijzigd. Uitnodigen kan vanaf morgen; de organisatie en het"
        " vorige adres hebben dan bericht.",
        "The e-mail address was changed today. You can invite from tomorrow; the organisation and"
        " the former address have been told by then.",
    ),
)
_UNSENT = Words(
    "De mail kon niet worden verstuurd. Er is niets gewijzigd; probeer het later opnieuw.",
    "The mail could not be sent. Nothing was changed; try again later.",
)
NEW_ADDRESS = Words(
    "het e-mailadres van {person} is gewijzigd. Inloggen met het nieuwe adres kan pas na een"
    " uitnodiging, vanaf morgen. Klopt dit niet, meld het dan vandaag.",
    "the e-mail address of {person} was changed. Logging in with the new one takes an invitation,"
    " from tomorrow. If this is wrong, report it today.",
)
NEW_NAME = Words("{former} heet nu {person}.", "{former} is now called {person}.")
CLOSED = Words("het account van {person} is gesloten.", "the account of {person} was closed.")
OPENED = Words("het account van {person} is heropend.", "the account of {person} was opened again.")

log = structlog.get_logger(__name__)


def add(*, actor: Actor, name: str, email: str, language: str = "nl") -> Person:
    """Add a person without a place and without a way in. Raises NotAllowed, or Refused (taken)."""
    telling.administrator(actor, "add")
    with transaction.atomic(), rules.one_of_a_kind(TAKEN):
        person: Person = Person.objects.create_user(email, name=name, language=language)
    telling.record(
        "add", actor=actor, of=telling.of_administration("person", person), facts=_facts(person)
    )
    return person


def correct(
    pk: UUID, changes: dict[str, Any], *, actor: Actor, expected_version: int | None = None
) -> Person:
    """Change name, address or language, close the account or open it again, or invite.

    Raises NotAllowed, Stale, Refused, or Problem where a mail cannot leave.
    """
    telling.administrator(actor, "correct")
    with transaction.atomic():
        person = rules.locked(Person, pk, expected_version)
        if (active := changes.get("is_active")) is not None and active != person.is_active:
            (_open if active else _close)(person, actor)
        _rename(person, changes.get("name", person.name), actor)
        _move(person, changes.get("email", person.email).lower(), actor)
        if changes.get("language", person.language) != person.language:
            person.language = changes["language"]
            _write(person, actor, "correct", {"language": person.language}, "language")
        if changes.get("invited"):
            _invite(person, actor)
    return person


def _rename(person: Person, name: str, actor: Actor) -> None:
    former = person.name
    if name == former:
        return
    person.name = name
    news = NEW_NAME.with_(former=former, person=name)
    _write(person, actor, "correct", {"name": name, "former": former}, "name", news=news)


def _move(person: Person, email: str, actor: Actor) -> None:
    """Give a person another address; whoever had the former one is out, and is told.

    What did not reach them leaves anew, not before they may be invited to that address.
    """
    former = person.email
    if email == former:
        return
    if Person.objects.filter(email=email).exists():
        raise Refused([TAKEN])
    person.email = email
    person.mail_refused_at = None
    if places.has_begun(person):
        person.address_since = timezone.localdate()
    had_access = person.access == "active"
    _lock_out(person)
    news = NEW_ADDRESS.with_(person=person.name)
    names = ("email", "mail_refused_at", "address_since", "password", "invited_at")
    with rules.one_of_a_kind(TAKEN):
        _write(person, actor, "correct", {"email": "changed"}, *names, news=news)
    returning.queue_for(person.pk, _reached_from(person))
    if had_access:
        _sent(lambda: mailing.tell_of_address(person, former))


def _reached_from(person: Person) -> datetime:
    """Return since when what was meant for a person may go to an address that was given today."""
    if person.address_since is None:
        return timezone.now()
    tomorrow = datetime.combine(person.address_since + timedelta(days=1), time())
    return timezone.make_aware(tomorrow)


def _close(person: Person, actor: Actor) -> None:
    if person.pk == actor.id:
        raise Refused([_SELF])
    had_access = person.access == "active"
    here = _organisations(person)
    person.is_active = False
    _lock_out(person)
    news = CLOSED.with_(person=person.name)
    names = ("is_active", "password", "invited_at")
    _write(person, actor, "deactivate", {}, *names, news=news, organisations=here)
    places.end_all(person)
    if had_access:
        _sent(lambda: mailing.tell_of_end(person))


def _open(person: Person, actor: Actor) -> None:
    person.is_active = True
    _write(person, actor, "reactivate", {}, "is_active", news=OPENED.with_(person=person.name))


def _invite(person: Person, actor: Actor) -> None:
    if not person.is_active:
        raise Refused([_INACTIVE])
    if person.address_since == timezone.localdate():
        raise Refused([_NEW_ADDRESS])
    person.invited_at = moments.now()
    _write(person, actor, "invite", {}, "invited_at")
    _sent(lambda: mailing.invite(person))


def _lock_out(person: Person) -> None:
    """End every session and token, and every way in that was sent or chosen before.

    A session holds a digest of the password: without the password it is nobody's any more.
    """
    person.set_unusable_password()
    person.invited_at = None
    ApiToken.objects.filter(person=person).delete()
    EmailAddress.objects.filter(user_id=person.pk).delete()


def _write(
    person: Person,
    actor: Actor,
    event: str,
    facts: dict[str, Any],
    *names: str,
    news: Words | None = None,
    organisations: set[UUID] | None = None,
) -> None:
    rules.save(person, *names)
    telling.record(
        event,
        actor=actor,
        of=telling.of_administration("person", person),
        facts={"person": person.name, **facts},
        organisations=_organisations(person) if organisations is None else organisations,
        news=news,
    )


def _organisations(person: Person) -> set[UUID]:
    """Return where a person has a place, or will have one."""
    rows = Affiliation.objects.filter(person=person)
    return {row.organisation_id for row in rows if row.standing != "ended"}


def _facts(person: Person) -> dict[str, Any]:
    return {"person": person.name, "language": person.language}


def _sent(send: Any) -> None:
    try:
        send()
    except Exception as error:
        # it may fail in any way; which way is for the log, and nothing of the mail is
        log.warning("mail_failed", why=type(error).__name__)
        raise Problem(UNAVAILABLE, detail=_UNSENT) from error

"""For whom an actor acts in one step, and on what mandate."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from backend.parties.actors import Actor, Office
from backend.parties.kinds import Act
from backend.parties.mandates import mandate_for, mark_of
from backend.reference.words import Words
from backend.workflow.errors import NotAllowed
from backend.workflow.lifecycle import ConsentRule, Refusal, Step, Transition
from backend.workflow.roles import Role, roles_in, seat_roles

ACT_WORDS = {
    Act.PROPOSE: Words("voorstellen in te brengen", "submit proposals"),
    Act.CONSENT: Words("in te stemmen", "consent"),
    Act.BALLOT: Words("een uitslag vast te leggen", "record a ballot"),
    Act.NOTICE: Words("op te zeggen", "give notice"),
}
_NO_MANDATE = Words(
    "U heeft vandaag geen mandaat om namens {organisation} {act}.",
    "You have no mandate today to {act} for {organisation}.",
)


def office_for(
    actor: Actor, subject: Any, row: Transition, organisation_id: UUID | None
) -> Office | None:
    """Return the office in which the actor performs this row; None for the clock and the system.

    With `organisation_id` only that organisation counts. Raises NotAllowed without the role.
    """
    if actor.sees_everything and roles_in(actor, subject) & row.by:
        return None
    for office, roles in offices_at(actor, subject):
        if roles & row.by and organisation_id in (None, office.organisation_id):
            return office
    raise NotAllowed(row.name, sorted(row.by))


def any_office(actor: Actor, subject: Any) -> Office | None:
    """Return an office that the actor has at this subject, if any."""
    return next((office for office, roles in offices_at(actor, subject) if roles), None)


def offices_at(actor: Actor, subject: Any) -> Iterator[tuple[Office, frozenset[Role]]]:
    """Yield every office of the actor with the roles it gives towards this subject."""
    seats = actor.seats_at(subject.bargaining_table_id)
    for seat in seats:
        own = subject.roles_of(seat.office)
        yield seat.office, seat_roles(seat, subject.author_side, subject.own_voice) | own
    seated = {seat.office for seat in seats}
    for office in actor.offices:
        if office not in seated:
            yield office, subject.roles_of(office)


def mandate_of(subject: Any, row: Transition, step: Step) -> tuple[str, list[Refusal]]:
    """Return the mark of the mandate that this row needs ("" where it needs none), or the refusal.

    The mandate is held until the transaction ends, unless the step is only being previewed.
    """
    act = row.act or (Act.CONSENT if row.consent is ConsentRule.OWN_SIDE else None)
    if act is None or step.office is None:
        return "", []
    found = mandate_for(
        step.actor.id,
        step.office.organisation_id,
        act,
        bargaining_table_id=subject.bargaining_table_id,
        on=step.today,
        hold=not step.previewing,
    )
    if found is None:
        return "", [no_mandate(step.office, act)]
    return mark_of(found.pk, subject.pk, step.now), []


def no_mandate(office: Office, act: Act) -> Refusal:
    """Return the refusal for an act without a valid mandate."""
    words = _NO_MANDATE.with_(organisation=office.organisation_name, act=ACT_WORDS[act])
    return Refusal("no-mandate", words)

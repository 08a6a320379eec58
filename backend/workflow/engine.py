"""The one door. A subject's state changes in `perform` and nowhere else.

Locked, checked, recorded and published in one transaction, or not at all. Every function here reads
as the actor that is passed in, so that row security holds whoever calls.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from backend.audit.models import AuditEntry
from backend.confidentiality.context import acting_as
from backend.parties.actors import SYSTEM, Actor
from backend.reference import moments
from backend.reference.words import Words
from backend.workflow import authority, consents, endings, records, stored, voiding
from backend.workflow.consents import Standing
from backend.workflow.data import Fault, faults
from backend.workflow.errors import (
    InvalidData,
    NoSuchTransition,
    NotAllowed,
    Refused,
)
from backend.workflow.lifecycle import Refusal, Step, Transition, Trigger
from backend.workflow.locks import lock
from backend.workflow.roles import roles_in
from backend.workflow.subject import Subject

S = TypeVar("S", bound=Subject)

_REASON = Fault("/reason", "required", Words("Geef een reden.", "Give a reason."))


@dataclass(frozen=True, slots=True)
class Option:
    """One transition as it looks to one actor right now.

    `may_perform`: the actor has the role for it; `may_consent`: its organisation's yes is awaited;
    `has_consented`: it has said yes to what is on offer, and may take that back; `waivable`: what
    the actor fills in (a ruling, a mediator) can stand in for the missing consents.
    `refusals` is everything that stands in the way, awaited consents included.
    """

    transition: Transition
    refusals: list[Refusal]
    standing: Standing | None
    may_perform: bool
    may_consent: bool
    has_consented: bool
    waivable: bool

    @property
    def open(self) -> bool:
        """Whether performing it now, with data that fits, will succeed."""
        return self.may_perform and not self.refusals

    @property
    def moot(self) -> bool:
        """Whether there is nothing here that it could be about."""
        return any(refusal.moot for refusal in self.refusals)


@dataclass(frozen=True, slots=True)
class Change:
    """Something that one actor may write besides taking a transition, or what stands in the way."""

    name: str
    refusals: tuple[Refusal, ...] = ()

    @property
    def open(self) -> bool:
        """Whether it will succeed, with data that fits."""
        return not self.refusals


def perform(  # noqa: PLR0913 (all but the first two by name)
    subject: Subject,
    name: str,
    *,
    actor: Actor,
    reason: str = "",
    data: Mapping[str, Any] | None = None,
    organisation_id: UUID | None = None,
    expected_version: int | None = None,
    now: datetime | None = None,
) -> AuditEntry:
    """Perform one transition, and what follows from it by itself; return its audit entry.

    `data` fits the row's schema; None takes the terms on which the parties have consented.
    `organisation_id` says for whom, where the actor could act for several. Raises, in this order:
    Stale, NoSuchTransition, NotAllowed, InvalidData, Refused; then nothing has changed. If what it
    does then fails, a transaction around it can only be rolled back. On success `subject` itself is
    brought up to date.
    """
    with acting_as(actor, savepoint=False):
        locked = lock(subject, expected_version, stepping=True, actor=actor)
        row = locked.lifecycle.find(locked.state, name)
        if row is None:
            raise NoSuchTransition(name, locked.state)
        row = locked.applied(row)
        office = authority.office_for(actor, locked, row, organisation_id)
        moment = now or moments.now()
        terms = _terms(locked, row, data, moment)
        step = Step(actor, moment, terms, reason.strip(), office=office)
        check(locked, row, step)
        mandate, refusals = authority.mandate_of(locked, row, step)
        where = _standing(locked, row, step)
        refusals += row.refusals(locked, step)
        refusals += where.refusals() if where else []
        if refusals:
            raise Refused(refusals)
        with moments.happening(moment), transaction.atomic(savepoint=False):
            source = locked.state
            entry = _move(locked, row, step, mandate, where)
            locked.performed(row.name, moment)
            _follow(locked, moment)
            # by now: a step can come back by itself to where it began, and nothing has left then
            if locked.state != source:
                voiding.void_left(locked, actor, moment)
                endings.follow(locked, source, step.today)
    subject.catch_up_with(locked)
    return entry


def options(subject: Subject, *, actor: Actor, now: datetime | None = None) -> list[Option]:
    """Return what this actor may do next, must consent to or has; open or with every refusal.

    A step that is moot here is left out: there is nothing that it could be about.
    """
    with acting_as(actor, savepoint=False):
        roles = roles_in(actor, subject)
        step = Step(actor, now or moments.now(), previewing=True)
        found = []
        for row in map(subject.applied, subject.lifecycle.leaving(subject.state)):
            option = _option(subject, row, step, may_perform=bool(roles & row.by))
            offered = option.may_perform and not option.moot
            if offered or option.may_consent or option.has_consented:
                found.append(option)
        return found


def start(
    subject: S,
    *,
    actor: Actor,
    organisation_id: UUID | None = None,
    now: datetime | None = None,
    **facts: Any,
) -> S:
    """Save a new subject in its first state, with its first audit entry. Returns it."""
    with (
        moments.happening(now),
        acting_as(actor, savepoint=False),
        transaction.atomic(savepoint=False),
    ):
        subject.save(force_insert=True)
        office = actor.office_in(organisation_id or subject.author_organisation_id)
        today = timezone.localdate()
        records.record(
            subject, "create", actor=actor, office=office, facts=facts, at=now, plan_on=today
        )
    return subject


def edit(  # noqa: PLR0913 (all but the first two by name)
    subject: Subject,
    changes: Mapping[str, Any],
    *,
    actor: Actor,
    expected_version: int | None = None,
    event: str = "edit",
    rows: Callable[[Any], dict[str, Any]] | None = None,
    now: datetime | None = None,
) -> AuditEntry:
    """Change a subject's own fields (never its state); void every consent; tell the parties.

    `rows` writes what stands below the subject, under the same lock and the same audit entry, and
    returns the facts to record about it. Raises Stale, or NotAllowed where the lifecycle's `edits`
    do not let this actor do so now under the name of `event`.
    """
    with moments.happening(now), acting_as(actor, savepoint=False), transaction.atomic():
        locked = lock(subject, expected_version, actor=actor)
        before, caption = locked.columns(), locked.caption
        by = {role for row in locked.lifecycle.edits_of(event, locked.state) for role in row.by}
        if not by & roles_in(actor, locked):
            raise NotAllowed(event, sorted(by))
        for field, value in changes.items():
            setattr(locked, field, value)
        facts = {"fields": sorted(changes)} | (rows(locked) if rows else {})
        facts |= records.renamed(caption, locked.caption)
        locked.version += 1
        office = authority.any_office(actor, locked)
        today = timezone.localdate()
        changed = locked.changed_since(before)
        entry = records.record(
            locked,
            event,
            actor=actor,
            office=office,
            facts=facts,
            at=now,
            changed=changed,
            plan_on=today,
        )
        # once it is written: what has this text in its own reads it there
        voiding.void(locked, actor, moments.now())
    subject.catch_up_with(locked)
    return entry


def changes(subject: Subject, *, actor: Actor) -> list[Change]:
    """Return what this actor may change now besides the state, by the events of `edit`."""
    roles = roles_in(actor, subject)
    now = (row for row in subject.lifecycle.edits if subject.state in row.states)
    return [Change(name) for name in dict.fromkeys(row.event for row in now if row.by & roles)]


def check(subject: Subject, row: Transition, step: Step) -> None:
    """Raise InvalidData with every fault in the step's data and reason."""
    found = faults(row.data, dict(step.data))
    found = [Fault(f"/data{f.pointer}", f.code, f.words) for f in found]
    if not found:
        checked = (look(subject, step) for look in row.checks)
        found = [Fault(f"/data{f.pointer}", f.code, f.words) for f in checked if f is not None]
    if row.needs_reason and not step.reason and step.actor.kind != "clock":
        found.append(_REASON)
    if found:
        raise InvalidData(found)


def _terms(
    subject: Subject, row: Transition, data: Mapping[str, Any] | None, now: datetime
) -> Mapping[str, Any]:
    if data is not None or not row.needs_others:
        return data or {}
    return consents.standing(subject, row, on=timezone.localdate(now)).terms


def _standing(subject: Subject, row: Transition, step: Step) -> Standing | None:
    """Return the standing whose consents this step needs; None where it needs nobody else's."""
    if not row.needs_others or (row.waived is not None and row.waived(subject, step)):
        return None
    terms = None if step.previewing else step.data
    hold = not step.previewing
    return consents.standing(subject, row, on=step.today, terms=terms, hold=hold)


def _move(
    subject: Subject,
    row: Transition,
    step: Step,
    mandate: str,
    where: Standing | None,
) -> AuditEntry:
    source, word, before = subject.state, subject.word, subject.columns()
    caption = subject.caption
    narrowest = None if subject.visibility == "side_private" else subject.visibility
    if row.voids_consents:
        voiding.void(subject, step.actor, step.now)
    subject.door = row.name
    getattr(subject, row.name)()
    subject.door = None
    if subject.state != source:
        subject.previous_state = source if subject.lifecycle.returns_from(subject.state) else ""
        _read_as_state_says(subject)
    if row.effect is not None:
        row.effect(subject, step)
    subject.version += 1
    changed = unwritten = subject.changed_since(before)
    if subject.word != word:
        stored.write(subject, changed)  # before what is read with it
        unwritten = set()
        subject.visibility_changed()
    facts = {"data": dict(step.data)} | records.renamed(caption, subject.caption)
    if where is not None:
        facts |= {"digest": where.digest, "consents": [str(c.pk) for c in where.given]}
        consents.end(list(where.given), "used", step.now)
    elif row.needs_others:
        facts["waived"] = True
    entry = records.record(
        subject,
        row.name,
        actor=step.actor,
        office=step.office,
        source=source,
        reason=step.reason,
        mandate=mandate,
        facts=facts,
        narrowest=narrowest,
        at=step.now,
        changed=unwritten,
        plan_on=step.today,
    )
    if changed & subject.text_columns:
        voiding.void(subject, step.actor, step.now, but=subject.text_digest())
    return entry


def _read_as_state_says(subject: Subject) -> None:
    wanted = subject.lifecycle.states[subject.state].default_visibility
    if wanted is not None:
        subject.visibility = wanted
        subject.side = subject.author_side if wanted == "side_private" else ""


def _follow(subject: Subject, now: datetime) -> None:
    """Perform what follows by itself: derived rows whose guards allow it."""
    for row in subject.lifecycle.leaving(subject.state):
        step = Step(SYSTEM, now)
        if row.trigger is Trigger.DERIVED and row.due is None and not row.refusals(subject, step):
            perform(subject, row.name, actor=SYSTEM, now=now)
            return


def _option(subject: Subject, row: Transition, step: Step, *, may_perform: bool) -> Option:
    where = _standing(subject, row, step)
    refusals = row.refusals(subject, step)
    if may_perform:
        acting = replace(step, office=authority.office_for(step.actor, subject, row, None))
        refusals = authority.mandate_of(subject, row, acting)[1] + refusals
    may_consent = has_consented = waivable = False
    if where is not None:
        waivable = may_perform and row.waivable(subject, step)
        refusals += where.refusals()
        mine = {o.organisation_id for o in step.actor.offices if o.negotiates}
        awaited = any(organisation in mine for _, organisation, _ in where.missing)
        may_consent = awaited and subject.against_consent(row, step) is None
        has_consented = any(consent.organisation_id in mine for consent in where.given)
    return Option(row, refusals, where, may_perform, may_consent, has_consented, waivable)

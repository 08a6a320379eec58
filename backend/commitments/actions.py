"""Promise, correct a proposal, show evidence; and follow the dossier to which it belongs.

Everything else that happens to a commitment is a transition: see `lifecycle`.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from backend.commitments import evidence
from backend.commitments.kinds import MOST_DEFERRALS, PROPOSED, UNFINISHED, OwnerSide
from backend.commitments.lifecycle import WRITERS
from backend.commitments.models import Commitment, Evidence
from backend.commitments.promising import require_sound
from backend.commitments.queries import of_subject, without_outcome
from backend.confidentiality.context import acting_as
from backend.parties.actors import SYSTEM, Actor, Office
from backend.parties.audiences import Visibility
from backend.parties.kinds import Capacity
from backend.reference.words import Words
from backend.workflow import authority, data, engine, registry, voiding
from backend.workflow.errors import InvalidData, NotAllowed, Refused
from backend.workflow.lifecycle import Refusal
from backend.workflow.locks import lock
from backend.workflow.roles import Role, roles_in

NOT_YOURS = Refusal(
    "not-yours-to-promise",
    Words(
        "In een afgesproken dossier zegt u alleen iets toe voor uw eigen zijde; wat samen is "
        "besloten legt het secretariaat vast.",
        "In an agreed dossier you promise for your own side only; what was decided together is "
        "written down by the secretariat.",
    ),
)
AGREED = Refusal(
    "already-agreed",
    Words(
        "Deze toezegging is afgesproken: stel haar samen uit, of laat haar samen vervallen.",
        "This commitment was agreed: defer it together, or cancel it together.",
    ),
)
FINISHED = Refusal(
    "finished",
    Words(
        "Deze toezegging is afgerond: heropen haar eerst.",
        "This commitment is finished: reopen it first.",
    ),
)
ENDED = Refusal(
    "dossier-ended",
    Words(
        "Dit dossier is beëindigd: leg een nieuwe toezegging vast waar die thuishoort.",
        "This dossier has ended: write a new commitment down where it belongs.",
    ),
)
_LAST_PHASE = "einde"
_NARROW_TO_WIDE = list(Visibility)


def create_commitment(  # noqa: PLR0913 (all but the first by name)
    dossier: Any,
    *,
    actor: Actor,
    text: str,
    owner_side: str,
    due_on: date,
    owner_id: UUID | None = None,
    co_owner_id: UUID | None = None,
    indicators: Iterable[str] = (),
    confirmed: bool = False,
    now: datetime | None = None,
) -> Commitment:
    """Write down what is promised in a clause or an initiative that the actor can see.

    Read by who reads the dossier, but never more widely than by the parties. With `confirmed`
    everybody who is bound by it has said so already, at the table. Raises NotAllowed for who has no
    role there, InvalidData, or Refused where somebody else would be bound by it or the dossier has
    ended.
    """
    moment = now or timezone.now()
    with acting_as(actor), _changing_promises_of(dossier, actor, moment) as held:
        if not _may_write_in(held, actor):
            raise NotAllowed("create", sorted(WRITERS))
        if _has_ended(held):
            raise Refused([ENDED])
        office = authority.any_office(actor, held)
        visibility, side = _reading_of(held)
        commitment = Commitment(
            subject_kind=held.kind,
            subject_id=held.pk,
            bargaining_table_id=held.bargaining_table_id,
            visibility=visibility,
            side=side,
            rule=held.both_sides,
            author_side=office.side if office else "",
            author_organisation_id=office.organisation_id if office else None,
            text=text.strip(),
            owner_side=owner_side,
            owner_id=owner_id,
            co_owner_id=co_owner_id,
            due_on=due_on,
            original_due_on=due_on,
            indicators=list(indicators),
        )
        require_sound(commitment, timezone.localdate(moment))
        if commitment.is_agreed and not (confirmed or _may_promise(actor, commitment)):
            raise Refused([NOT_YOURS])
        return engine.start(
            commitment,
            actor=actor,
            now=now,
            dossier=f"{held.kind}:{held.pk}",
            due_on=due_on.isoformat(),
        )


def changes_in(dossier: Any, *, actor: Actor) -> list[engine.Change]:
    """Return what this actor may add to a dossier: a `commitment`, or nothing."""
    may = _may_write_in(dossier, actor) and not _has_ended(dossier)
    return [engine.Change(Commitment.kind)] if may else []


def changes_of(commitment: Commitment, *, actor: Actor) -> list[engine.Change]:
    """Return what this actor may write; what was agreed says why it is not corrected."""
    found = engine.changes(commitment, actor=actor)
    if commitment.is_agreed:
        return [engine.Change(c.name, (AGREED,)) if c.name == "edit" else c for c in found]
    return found


def edit_commitment(
    commitment: Commitment,
    changes: Mapping[str, Any],
    *,
    actor: Actor,
    expected_version: int | None = None,
    now: datetime | None = None,
) -> None:
    """Correct a proposal: text, owner_side, owner_id, co_owner_id, due_on, indicators.

    What has been agreed is not corrected: Refused. Raises Stale, NotAllowed or InvalidData too.
    """
    moment = now or timezone.now()
    wanted = dict(changes)
    if "due_on" in wanted:
        wanted["original_due_on"] = wanted["due_on"]

    def look(locked: Commitment) -> dict[str, Any]:
        if locked.is_agreed:
            raise Refused([AGREED])
        require_sound(locked, timezone.localdate(moment))
        return {"digest": locked.text_digest()}

    with acting_as(actor):
        dossier = registry.subject_of(commitment.subject_kind, commitment.subject_id)
        with _changing_promises_of(dossier, actor, moment):
            engine.edit(
                commitment,
                wanted,
                actor=actor,
                expected_version=expected_version,
                now=now,
                rows=look,
            )


def add_evidence(
    commitment: Commitment, piece: Mapping[str, Any], *, actor: Actor, now: datetime | None = None
) -> Evidence:
    """Add a piece of evidence: `kind`, `title`, and `url` or `statement`. For its owners only.

    Consents that were given before the evidence was there no longer count.
    """
    given = {name: value for name, value in piece.items() if value}
    found = data.faults(evidence.PIECE, given) or list(evidence.faults_of(given))
    if found:
        raise InvalidData(found)
    if commitment.state not in UNFINISHED:
        raise Refused([FINISHED])
    filed: list[Evidence] = []

    def file(locked: Commitment) -> dict[str, Any]:
        added = locked.file_evidence(given, actor=actor, at=now or timezone.now())
        filed.append(added)
        return {"evidence": str(added.pk), "title": added.title, "digest": added.digest()}

    engine.edit(commitment, {}, actor=actor, event="evidence", now=now, rows=file)
    return filed[0]


def follow_dossier(dossier: Any) -> None:
    """Let a dossier's commitments be read as widely as the dossier now is; never less widely.

    Called when the dossier's visibility changed: in its `visibility_changed`.
    """
    visibility, side = _reading_of(dossier)
    with acting_as(SYSTEM):
        for commitment in of_subject(dossier.kind, dossier.pk):
            if _is_narrower(commitment.visibility, visibility):
                engine.edit(
                    commitment,
                    {"visibility": visibility, "side": side},
                    actor=SYSTEM,
                    event="opened_up",
                    rows=_with_evidence,
                )


def note_review(dossier: Any, *, now: datetime) -> None:
    """Tell a dossier's commitments that a review was concluded: they may be deferred once more."""
    today = timezone.localdate(now)
    with acting_as(SYSTEM):
        rows = of_subject(dossier.kind, dossier.pk)
        for commitment in rows.filter(deferrals__gte=MOST_DEFERRALS, state__in=UNFINISHED):
            engine.edit(commitment, {"reviewed_on": today}, actor=SYSTEM, event="reviewed", now=now)


def note_end(dossier: Any, *, now: datetime) -> None:
    """Tell a dossier's commitments that its term ended: what is unfinished waits for an outcome."""
    with acting_as(SYSTEM):
        for commitment in without_outcome(dossier.kind, dossier.pk):
            engine.perform(commitment, "term_ended", actor=SYSTEM, now=now)


def successor_changed(dossier: Any, actor: Actor, *, now: datetime) -> None:
    """End the consents to carry a promise over: they were about another successor."""
    for commitment in of_subject(dossier.kind, dossier.pk):
        voiding.void(commitment, actor, now, only="carry_over", because="successor")


@contextmanager
def _changing_promises_of(dossier: Any, actor: Actor, now: datetime) -> Iterator[Any]:
    """Hold the dossier while its promises change, so that nobody agrees to it meanwhile.

    If they are part of its text, the consents that were given to it no longer count.
    """
    locked = lock(dossier)
    before = locked.text_digest()
    yield locked
    if locked.text_digest() != before:
        voiding.void(locked, actor, now)


def _may_write_in(dossier: Any, actor: Actor) -> bool:
    return bool(roles_in(actor, dossier) & (WRITERS | {Role.AUTHOR, Role.OWNER}))


def _has_ended(dossier: Any) -> bool:
    phase: str = dossier.lifecycle.states[dossier.state].phase
    return phase == _LAST_PHASE


def _reading_of(dossier: Any) -> tuple[str, str]:
    """Return how widely a dossier's commitments are read: as the dossier, or by the parties."""
    if dossier.visibility in PROPOSED:
        return dossier.visibility, dossier.side
    return Visibility.PARTIES, ""


def _is_narrower(one: str, other: str) -> bool:
    order = _NARROW_TO_WIDE.index
    return order(Visibility(one)) < order(Visibility(other))


def _with_evidence(locked: Commitment) -> dict[str, Any]:
    locked.visibility_changed()
    return {}


def _may_promise(actor: Actor, commitment: Commitment) -> bool:
    """Whether this actor binds nobody but its own side, or writes for the table as a whole."""
    return any(
        seat.office.negotiates
        and (seat.capacity == Capacity.SECRETARIAT or _binds_itself(seat.office, commitment))
        for seat in actor.seats_at(commitment.bargaining_table_id)
    )


def _binds_itself(office: Office, commitment: Commitment) -> bool:
    own_side = {"works_council": "workers"}.get(commitment.owner_side, commitment.owner_side)
    return commitment.owner_side != OwnerSide.JOINT and office.side == own_side

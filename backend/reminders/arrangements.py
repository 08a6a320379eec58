"""What a table arranges about reminding: whether the liaison is told, and on which days of a rule.

For everything at the table, or for one agreement and what belongs to it. Both sides agree to it:
one proposes, the other says yes, and either takes it back. The secretariat can set the days of a
rule by itself, and both sides are told at once. Whether the liaison is told it cannot set.
"""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from backend.confidentiality.context import acting_as
from backend.parties.actors import SYSTEM, Actor, Office
from backend.parties.audiences import Visibility
from backend.parties.kinds import Act, Capacity
from backend.parties.mandates import mandate_for
from backend.reference import moments
from backend.reference.words import Words
from backend.reminders import arranging
from backend.workflow import belonging, consents, records
from backend.workflow.authority import no_mandate
from backend.workflow.errors import NotAllowed, Refused, Stale
from backend.workflow.lifecycle import ConsentRule, Refusal
from backend.workflow.models import Arrangement
from backend.workflow.roles import PARTY, SECRETARIAT

ALREADY = Refusal(
    "already-proposed",
    Words(
        "Hierover ligt al een voorstel. Stem daarmee in of trek het in.",
        "A proposal about this lies there already. Agree to it or withdraw it.",
    ),
)
SAID_YES = Refusal(
    "already-agreed",
    Words(
        "Uw organisatie heeft hier al mee ingestemd. Gewacht wordt op de andere zijde.",
        "Your organisation has agreed to this already. The other side is awaited.",
    ),
)
OVER = Refusal("ended", Words("Dit is al voorbij.", "This is over already."))
TWO_SIDES = Refusal(
    "two-sides",
    Words(
        "Eén persoon stemt niet voor twee zijden in.", "One person does not agree for two sides."
    ),
)


def propose(
    bargaining_table_id: UUID,
    rule: str,
    offsets: Iterable[int] | None,
    *,
    actor: Actor,
    agreement_id: UUID | None = None,
    now: datetime | None = None,
) -> Arrangement:
    """Propose an arrangement, for the actor's own organisation at the table.

    With an agreement of the table that the actor reads, for that one only. One of the secretariat
    about days holds at once. Raises NotAllowed, InvalidData or Refused.
    """
    with moments.happening(now), transaction.atomic(), acting_as(actor, savepoint=False):
        office, keeps = _office(actor, bargaining_table_id)
        if office is None or (keeps and rule == Arrangement.LIAISON):
            raise NotAllowed("arrange", sorted(PARTY | SECRETARIAT))
        visibility, side = Visibility.PARTIES.value, ""
        if agreement_id is not None:
            belonging.alone([agreement_id])
            agreement = arranging.agreement_at(bargaining_table_id, agreement_id, actor)
            visibility, side = records.level_of(agreement), agreement.side
        days = arranging.checked(rule, offsets)
        live = _about_the_same(bargaining_table_id, agreement_id, rule)
        live = live.select_for_update().filter(ended_at__isnull=True)
        if live.filter(agreed_at__isnull=True).exists():
            raise Refused([ALREADY])
        at = moments.now()
        made: Arrangement = Arrangement(
            bargaining_table_id=bargaining_table_id,
            agreement_id=agreement_id,
            visibility=visibility,
            side=side,
            rule=rule,
            offsets=days,
            proposed_at=at,
        )
        if not keeps:
            _say_yes(made, office, actor)
        if keeps or _is_complete(made):
            _put_in_force(made, at)
        made.save()
        arranging.record(made, "arranged" if made.agreed_at else "proposed", actor, office)
        _follow(made)
    return made


def agree(
    row: Arrangement, *, actor: Actor, expected_version: int | None, now: datetime | None = None
) -> Arrangement:
    """Say yes to a proposal of the other side; raises NotAllowed, Stale or Refused.

    Raises DoesNotExist where it went along to a table at which the actor does not sit.
    """
    with moments.happening(now), transaction.atomic(), acting_as(actor, savepoint=False):
        locked = _locked(row, expected_version)
        office, keeps = _office(actor, locked.bargaining_table_id)
        if office is None or keeps:
            raise NotAllowed("agree", sorted(PARTY))
        if locked.standing != "proposed":
            raise Refused([OVER])
        if str(office.organisation_id) in {each["organisation"] for each in locked.consents}:
            raise Refused([SAID_YES])
        _say_yes(locked, office, actor)
        if _is_complete(locked):
            _put_in_force(locked, moments.now())
        locked.version += 1
        locked.save()
        arranging.record(locked, "arranged" if locked.agreed_at else "consented", actor, office)
        _follow(locked)
    return locked


def withdraw(
    row: Arrangement, *, actor: Actor, expected_version: int | None, now: datetime | None = None
) -> Arrangement:
    """End a proposal or what was agreed: either side may, by itself. Raises what `agree` raises."""
    with moments.happening(now), transaction.atomic(), acting_as(actor, savepoint=False):
        locked = _locked(row, expected_version)
        office, keeps = _office(actor, locked.bargaining_table_id)
        if office is None or (keeps and locked.rule == Arrangement.LIAISON):
            raise NotAllowed("withdraw", sorted(PARTY | SECRETARIAT))
        if locked.standing == "ended":
            raise Refused([OVER])
        was_in_force = locked.standing == "agreed"
        locked.ended_at, locked.ended_by = moments.now(), office.organisation_name
        locked.version += 1
        locked.save()
        arranging.record(locked, "withdrawn", actor, office)
        if was_in_force:
            _replan(locked)
    return locked


def may(actor: Actor, row: Arrangement) -> list[str]:
    """Return what the actor may do with an arrangement now: `agree`, `withdraw`."""
    office, keeps = _office(actor, row.bargaining_table_id)
    if office is None or row.standing == "ended" or (keeps and row.rule == Arrangement.LIAISON):
        return []
    said = {each["organisation"] for each in row.consents}
    awaited = row.standing == "proposed" and not keeps and str(office.organisation_id) not in said
    return ["agree", "withdraw"] if awaited else ["withdraw"]


def _about_the_same(bargaining_table_id: UUID | None, agreement_id: UUID | None, rule: str) -> Any:
    rows = Arrangement.objects.filter(bargaining_table=bargaining_table_id, rule=rule)
    if agreement_id is None:
        return rows.filter(agreement_id__isnull=True)
    return rows.filter(agreement_id=agreement_id)


def _locked(row: Arrangement, expected_version: int | None) -> Arrangement:
    """Hold an arrangement, and before that the agreement for which it is: it can move meanwhile."""
    if row.agreement_id is not None:
        belonging.alone([row.agreement_id])
    locked: Arrangement = Arrangement.objects.select_for_update().get(pk=row.pk)
    if expected_version is not None and locked.version != expected_version:
        raise Stale(locked.version)
    return locked


def _office(actor: Actor, bargaining_table_id: UUID | None) -> tuple[Office | None, bool]:
    """Return for whom the actor speaks at a table, and whether that is the secretariat."""
    seats = actor.seats_at(bargaining_table_id)
    for seat in seats:
        if seat.is_party:
            return seat.office, False
    for seat in seats:
        if seat.capacity == Capacity.SECRETARIAT and seat.office.negotiates:
            return seat.office, True
    return None, False


def _say_yes(row: Arrangement, office: Office, actor: Actor) -> None:
    """Add the yes of an organisation, on a mandate that is valid today."""
    today = _today()
    found = mandate_for(
        actor.id,
        office.organisation_id,
        Act.CONSENT,
        bargaining_table_id=row.bargaining_table_id,
        on=today,
        hold=True,
    )
    if found is None:
        raise Refused([no_mandate(office, Act.CONSENT)])
    others = {each["side"] for each in row.consents if each["person"] == str(actor.id)}
    if others - {office.side}:
        raise Refused([TWO_SIDES])
    row.consents = [
        *row.consents,
        {
            "organisation": str(office.organisation_id),
            "name": office.organisation_name,
            "side": office.side,
            "person": str(actor.id),
        },
    ]


def _is_complete(row: Arrangement) -> bool:
    """Whether each side has said yes, by the table's rule."""
    given = {UUID(each["organisation"]) for each in row.consents}
    voices = consents.voices(_Around(row), ConsentRule.BOTH_SIDES, on=_today())
    return all(voice.organisations and not voice.missing(given) for voice in voices)


class _Around:
    """An arrangement, as `consents.voices` wants to know it: nobody but the parties speaks."""

    def __init__(self, row: Arrangement) -> None:
        self.bargaining_table_id = row.bargaining_table_id
        self.bargaining_table = row.bargaining_table

    def also_speaks(self, side: str) -> None:
        """Nobody."""


def _today() -> date:
    return timezone.localdate(moments.now())


def _put_in_force(row: Arrangement, at: datetime) -> None:
    """Let it hold from now on, in the place of what was arranged about the same before."""
    same = _about_the_same(row.bargaining_table_id, row.agreement_id, row.rule)
    former = same.filter(agreed_at__isnull=False, ended_at__isnull=True).exclude(pk=row.pk)
    former.update(ended_at=at)
    row.agreed_at = at


def _follow(row: Arrangement) -> None:
    if row.agreed_at is not None:
        _replan(row)


def _replan(row: Arrangement) -> None:
    """Let what was planned by other days be planned anew, by the next rounds of the clock."""
    if row.offsets is not None:
        with acting_as(SYSTEM, savepoint=False):
            place = arranging.Place(row.bargaining_table_id, row.agreement_id)
            arranging.plan_again(place, row.rule, _today())

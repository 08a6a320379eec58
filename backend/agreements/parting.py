"""What becomes of a party that is bound by nothing in an agreement, and of the agreement.

A union that rejects is simply no party (Wet CAO); it does not block the others. It keeps what it
was entitled to before, as a copy, and reads nothing of what follows. Where its table carries
another agreement too, its place there stays as it is: then the agreement that goes on without it
moves to a table of its own, with everybody else.
"""

from collections.abc import Collection
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone

from backend.administration import branching, telling
from backend.agreements.kinds import NEVER_IN_FORCE
from backend.confidentiality.context import acting_as
from backend.copies.taking import keep
from backend.parties.actors import SYSTEM
from backend.parties.kinds import Capacity
from backend.parties.models import BargainingTable, Membership
from backend.reference.words import Words
from backend.reminders.notices import NEWS_FOR
from backend.workflow import moving, records
from backend.workflow.lifecycle import Step

MOVED, LEFT = "moved_table", "left_agreement"
HEADLINE = Words("Geen partij meer bij een cao", "No longer a party to an agreement")
OWN_TABLE = Words(
    "Een cao gaat verder aan een eigen tafel", "An agreement goes on at its own table"
)
GONE = Words(
    "{organisation} heeft {agreement} niet bekrachtigd en is daarbij geen partij. Wat u er tot nu"
    " toe van kon lezen, staat bij uw afschriften; wat volgt leest u niet.",
    "{organisation} has not ratified {agreement} and is no party to it. What you could read of it"
    " until now is among your copies; what follows you do not read.",
)
STAYS = Words(
    "{gone} Uw plaats aan {table} blijft voor het overige zoals zij was.",
    "{gone} Your place at {table} stays as it was in all else.",
)
ENDS = Words("{gone} U zit niet meer aan {table}.", "{gone} You no longer sit at {table}.")
GOES_ON = Words(
    "{agreement} gaat verder aan {table}, zonder {left}. U zit daar in dezelfde hoedanigheid, en uw"
    " mandaten gelden er ook.",
    "{agreement} goes on at {table}, without {left}. You sit there in the same capacity, and your"
    " mandates hold there too.",
)
LOOK_AT_COPIES = Words("Bekijk uw afschriften bij Mijn werk", "See your copies under My work")
LOOK_AT_TABLE = Words("Bekijk wie daar zitten", "See who sits there")


def part(clause: Any, leaving: Collection[UUID], step: Step) -> None:
    """Let these parties leave the agreement of this clause, which is under its lock."""
    held = (
        Membership.objects.filter(
            bargaining_table_id=clause.bargaining_table_id,
            organisation_id__in=leaving,
            capacity=Capacity.PARTY,
        )
        .valid_on(step.today)
        .select_related("organisation")
        .order_by("pk")
        .select_for_update(no_key=True, of=("self",))
    )
    seats = sorted(held, key=lambda seat: seat.organisation.name)
    if not seats:
        return
    agreement, former = clause.agreement, clause.bargaining_table
    moves = carries_another(clause)
    if moves:
        _move_on(clause, seats, step)
    else:
        _end(seats, step)
    agreement.change()  # who the parties are is part of the agreement
    for seat in sorted(seats, key=lambda seat: seat.organisation_id):
        _tell_gone(seat, agreement, former, step, moves=moves)


def _tell_gone(
    seat: Membership, agreement: Any, former: BargainingTable, step: Step, *, moves: bool
) -> None:
    gone = GONE.with_(organisation=seat.organisation.name, agreement=agreement.title)
    telling.record_of_organisation(
        LEFT,
        organisation=seat.organisation,
        facts={"agreement": agreement.title, "table": former.name, "seat_ends": not moves},
        news=(STAYS if moves else ENDS).with_(gone=gone, table=former.name),
        headline=HEADLINE,
        action=LOOK_AT_COPIES,
        tells=_is_news(step),
    )


def carries_another(clause: Any) -> bool:
    """Whether the table carries another agreement, to which its parties are or can be bound."""
    with acting_as(SYSTEM):
        rows = type(clause).objects.filter(bargaining_table=clause.bargaining_table_id)
        others = rows.exclude(agreement=clause.agreement_id).exclude(state__in=NEVER_IN_FORCE)
        return bool(others.exists())


def note_move(clause: Any) -> None:
    """Say in the chain of the clause whose step it was that it lies at another table now."""
    facts, clause.carried = clause.carried, None
    if facts is not None:
        records.record(clause, MOVED, actor=SYSTEM, office=None, facts=facts)


def _end(seats: list[Membership], step: Step) -> None:
    yesterday = step.today - timedelta(days=1)
    for seat in seats:
        seat.valid_until = max(seat.valid_from, yesterday)
        seat.save(update_fields=["valid_until"])
        keep(seat, _until(step))


def _until(step: Step) -> Any:
    """Return until when a copy goes: with what was just recorded, and not what this step is."""
    return step.now + timedelta(microseconds=1)


def _move_on(clause: Any, seats: list[Membership], step: Step) -> None:
    """Carry the agreement, with all that is about it, to a table where these do not sit."""
    agreement, former = clause.agreement, clause.bargaining_table
    with acting_as(SYSTEM):
        others = _others(clause, step)
        ids = {agreement.pk, clause.pk, *(other.pk for other in others)}
        for seat in seats:
            keep(seat, _until(step), only=ids)
        table = branching.branch(former, without=[seat.pk for seat in seats], on=step.today)
        left = [seat.organisation.name for seat in seats]
        facts = {"table": table.name, "former": former.name, "left": left}
        for other in others:
            before = other.columns()
            other.bargaining_table = table
            other.version += 1
            records.record(
                other,
                MOVED,
                actor=SYSTEM,
                office=None,
                facts=facts,
                at=step.now,
                changed=other.changed_since(before),
                plan_on=step.today,
            )
        # its own row is written by the step that is under way, and its line follows that one's
        clause.bargaining_table, clause.carried = table, facts
        agreement.change(bargaining_table=table)
        moving.move(ids, former.pk, table.pk)
        records.record(agreement, MOVED, actor=SYSTEM, office=None, facts=facts, at=step.now)
        if _is_news(step):
            _tell_of(agreement, table, left)


def _others(clause: Any, step: Step) -> list[Any]:
    """Return the other subjects that belong to the agreement, which the step holds as a whole."""
    model, agreement = type(clause), clause.agreement_id
    clauses = model.objects.filter(agreement=agreement).exclude(pk=clause.pk).order_by("pk")
    locked = list(clauses.select_for_update(of=("self",)))
    whole = [agreement, clause.pk, *(other.pk for other in locked)]
    moving.divide(whole, step.now)
    return [*locked, *moving.belonging_to(whole)]


def _is_news(step: Step) -> bool:
    """Whether it happens now; not where a history is written down long after."""
    return timezone.now() - step.now <= NEWS_FOR


def _tell_of(agreement: Any, table: BargainingTable, left: list[str]) -> None:
    sits = Membership.objects.filter(bargaining_table=table).values_list("organisation", flat=True)
    telling.tell(
        set(sits),
        MOVED,
        GOES_ON.with_(agreement=agreement.title, table=table.name, left=", ".join(left)),
        matter=str(table.pk),
        headline=OWN_TABLE,
        action=LOOK_AT_TABLE,
    )

"""What becomes of meetings when dossiers go on at a table of their own, without some who sat here.

Minutes that were established say what was said while everybody sat there: they stay, for everybody,
as they are. Every other meeting is still being written, and what is written from now on about what
moves is not for who left. If it speaks of nothing else it goes along. If it speaks of something
else as well, it is divided: the items about what moves go to a meeting of their own, which goes
along; an item about both is on both agendas. What one side suggested decides nothing about that,
or the meeting would tell of it; on the agenda of a meeting that is divided it follows its dossiers.
"""

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Max, Q, QuerySet
from django.utils import timezone

from backend.commitments.models import Commitment
from backend.confidentiality.context import acting_as
from backend.meetings.lifecycle import ESTABLISHED
from backend.meetings.models import (
    AgendaItem,
    Correction,
    Decision,
    ItemLink,
    Meeting,
    MeetingAnswer,
)
from backend.parties.actors import SYSTEM
from backend.parties.audiences import Visibility
from backend.workflow import records, registry, voiding

DIVIDED, SPLIT_OFF = "divided", "split_off"
# What a meeting that is split off has from the one it is split off from: not the minutes of the
# whole, and not what was answered about its day, which nobody said of this one.
_KEPT = (
    "bargaining_table_id",
    "visibility",
    "side",
    "author_side",
    "author_organisation_id",
    "state",
    "previous_state",
    "form",
    "title",
    "starts_at",
    "ends_at",
    "place",
    "link",
    "present",
    "agenda_fixed_at",
)


def speaking_of(subjects: Collection[UUID]) -> QuerySet[Any]:
    """Return the meetings of their own table that are still being written and speak of these."""
    links = _on_agenda().filter(_about(subjects))
    rows = Meeting.objects.exclude(state=ESTABLISHED).filter(pk__in=links.values("item__meeting"))
    return rows.filter(bargaining_table__in=_tables(subjects))


def going_along(subjects: Collection[UUID]) -> QuerySet[Any]:
    """Return those of them that speak of nothing else."""
    others = _on_agenda().exclude(_about(subjects))
    return speaking_of(subjects).exclude(pk__in=others.values("item__meeting"))


def rows_of(meetings: Collection[UUID]) -> list[Any]:
    """Return the rows that are read with these meetings."""
    return [
        AgendaItem.objects.filter(meeting__in=meetings),
        ItemLink.objects.filter(item__meeting__in=meetings),
        Decision.objects.filter(item__meeting__in=meetings),
        *(row.objects.filter(meeting__in=meetings) for row in (MeetingAnswer, Correction)),
    ]


def divide(subjects: Collection[UUID], now: datetime) -> None:
    """Split off what meetings say of these subjects, which are about to go to another table."""
    with acting_as(SYSTEM):
        whole = going_along(subjects).values("pk")
        for meeting in speaking_of(subjects).exclude(pk__in=whole).order_by("pk"):
            _split_off(meeting, subjects, now)


def has_moved(kind: str, pk: UUID | None, meeting: Any) -> bool:
    """Whether this dossier went on from the meeting's table to one of its own.

    That it lies elsewhere is no secret: who left with nothing but copies was told so.
    """
    with acting_as(SYSTEM):
        found = registry.subject_of(kind, pk) if pk is not None else None
        table = found.bargaining_table if found is not None else None
    return table is not None and meeting.bargaining_table_id in table.stems_from


def _on_agenda() -> QuerySet[Any]:
    rows: QuerySet[Any] = ItemLink.objects.exclude(visibility=Visibility.SIDE_PRIVATE)
    return rows


def _about(subjects: Collection[UUID]) -> Q:
    promised = Commitment.objects.filter(subject_id__in=subjects).values("pk")
    return Q(subject_id__in=subjects) | Q(subject_id__in=promised)


def _tables(subjects: Collection[UUID]) -> QuerySet[Any]:
    rows: QuerySet[Any] = registry.model_of("clause").objects.filter(pk__in=subjects)
    return rows.values("bargaining_table")


def _split_off(meeting: Any, subjects: Collection[UUID], now: datetime) -> None:
    known = Meeting.objects.filter(
        bargaining_table=meeting.bargaining_table_id, form=meeting.form
    ).aggregate(last=Max("number"))
    apart = Meeting(
        number=(known["last"] or 0) + 1, **{name: getattr(meeting, name) for name in _KEPT}
    )
    apart.save(force_insert=True)
    for item in meeting.items.order_by("position", "id"):
        links = ItemLink.objects.filter(item=item)
        moving = links.filter(_about(subjects))
        if not moving.exists():
            continue
        if not links.exclude(_about(subjects)).exists():
            AgendaItem.objects.filter(pk=item.pk).update(meeting=apart)
            continue
        twin = _twin(item, apart)
        moving.update(item=twin)
        item.decisions.filter(_about(subjects)).update(item=twin)
    for each in (meeting, apart):
        _number(each)
    today = timezone.localdate(now)
    facts = {"title": meeting.title, "number": apart.number}
    before = meeting.columns()
    meeting.version += 1
    for each, event, changed in (
        (meeting, DIVIDED, meeting.changed_since(before)),
        (apart, SPLIT_OFF, set()),
    ):
        records.record(
            each,
            event,
            actor=SYSTEM,
            office=None,
            facts=facts,
            at=now,
            changed=changed,
            plan_on=today,
        )
    voiding.void(meeting, SYSTEM, now, but=meeting.text_digest())


def _twin(item: AgendaItem, meeting: Meeting) -> AgendaItem:
    """Return the same item on the agenda of another meeting, without what was said about it."""
    twin: AgendaItem = AgendaItem.objects.create(
        meeting=meeting,
        bargaining_table_id=item.bargaining_table_id,
        visibility=item.visibility,
        side=item.side,
        position=item.position,
        title=item.title,
        note=item.note,
        organisation_id=item.organisation_id,
        created_at=item.created_at,
    )
    return twin


def _number(meeting: Meeting) -> None:
    """Number the agenda anew, in the order that it has."""
    rows = meeting.items.exclude(visibility=Visibility.SIDE_PRIVATE).order_by("position", "id")
    for number, item in enumerate(rows, start=1):
        if item.position != number:
            AgendaItem.objects.filter(pk=item.pk).update(position=number)

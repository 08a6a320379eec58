"""Plan a meeting and change it, put items on its agenda, write its minutes.

Everything else that happens to a meeting is a transition (`lifecycle`); what is decided about an
item is in `deciding`. Every door leads through the engine or, for what one side prepares alone,
writes an entry that only that side reads.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone

from backend.confidentiality.context import acting_as
from backend.meetings import linking, queries
from backend.meetings.checks import (
    BLANK,
    FULL,
    HAS_DECISIONS,
    MOST_ITEMS,
    NO_SIDE,
    NOT_READ,
    event_of,
    faults_of,
)
from backend.meetings.kinds import READ_AT, Form
from backend.meetings.linking import Named
from backend.meetings.models import AgendaItem, Correction, ItemLink, Meeting
from backend.parties.actors import Actor, Office
from backend.parties.audiences import Visibility, audience_of
from backend.parties.models import BargainingTable
from backend.workflow import authority, engine, records
from backend.workflow.data import Fault
from backend.workflow.errors import InvalidData, NotAllowed, Refused
from backend.workflow.locks import lock


def plan_meeting(
    *,
    actor: Actor,
    bargaining_table: UUID,
    form: str,
    title: str,
    starts_at: datetime,
    **facts: Any,
) -> Meeting:
    """Plan a meeting of a table; it gets the next number of its form there.

    `facts` are `ends_at`, `place`, `link` and `now`. Raises NotAllowed for who does not sit there
    as a negotiator, InvalidData for all that is wrong.
    """
    now = facts.pop("now", None)
    office = _office(actor, bargaining_table)
    meeting = Meeting(
        bargaining_table_id=bargaining_table,
        visibility=READ_AT[Form(form)],
        author_side=office.side,
        author_organisation_id=office.organisation_id,
        form=form,
        title=title.strip(),
        starts_at=starts_at,
        **facts,
    )
    faults = faults_of(meeting)
    if meeting.word not in actor.audiences:
        faults.append(Fault("/form", "not-yours", NOT_READ))
    if faults:
        raise InvalidData(faults)
    with acting_as(actor), transaction.atomic():
        BargainingTable.objects.select_for_update().get(pk=bargaining_table)
        known = Meeting.objects.filter(bargaining_table=bargaining_table, form=form)
        meeting.number = (known.aggregate(last=Max("number"))["last"] or 0) + 1
        return engine.start(meeting, actor=actor, now=now, form=form, number=meeting.number)


def may_plan(actor: Actor, bargaining_table: UUID) -> bool:
    """Return whether this actor may plan a meeting at a table."""
    return any(seat.office.negotiates for seat in actor.seats_at(bargaining_table))


def edit_meeting(
    meeting: Meeting,
    changes: Mapping[str, Any],
    *,
    actor: Actor,
    expected_version: int | None = None,
    now: datetime | None = None,
) -> Meeting:
    """Change when and where it is, or write its minutes: `minutes` and who was `present`.

    What belongs to the minutes is changed as such; both at once asks the rights to both.
    """
    groups = {
        "minutes": {k: v for k, v in changes.items() if k in ("minutes", "present")},
        "edit": {k: v for k, v in changes.items() if k not in ("minutes", "present")},
    }

    def look(locked: Meeting) -> dict[str, Any]:
        if faults := faults_of(locked):
            raise InvalidData(faults)
        return {}

    with transaction.atomic():
        version = expected_version
        for event, wanted in groups.items():
            if wanted:
                engine.edit(
                    meeting,
                    wanted,
                    actor=actor,
                    expected_version=version,
                    event=event,
                    rows=look,
                    now=now,
                )
                version = None
    return meeting


def add_item(  # noqa: PLR0913 (all but the first by name)
    meeting: Meeting,
    *,
    actor: Actor,
    title: str,
    subject_kind: str = "",
    subject_id: UUID | None = None,
    note: str = "",
    links: Sequence[Named] = (),
    suggested: bool = False,
    now: datetime | None = None,
) -> AgendaItem:
    """Put an item on the agenda, as the last one; `suggested` only before the actor's own side.

    It is about one subject, or about all of `links`: subjects that the actor may see. Who may see
    the item but not the subject sees an item without it. Raises NotAllowed, InvalidData or Refused.
    """
    named = list(links) + ([Named(subject_kind, subject_id)] if subject_id else [])
    moment = now or timezone.now()
    made: list[AgendaItem] = []

    def put(locked: Meeting) -> dict[str, Any]:
        office = authority.any_office(actor, locked)
        on_agenda = locked.items.filter(visibility=locked.visibility)
        if on_agenda.count() >= MOST_ITEMS:
            raise Refused([FULL])
        item = AgendaItem(
            meeting=locked,
            bargaining_table_id=locked.bargaining_table_id,
            visibility=Visibility.SIDE_PRIVATE if suggested else locked.visibility,
            side=office.side if suggested and office else "",
            position=0 if suggested else on_agenda.count() + 1,
            title=title.strip(),
            note=note.strip(),
            organisation_id=office.organisation_id if office else None,
            created_at=moment,
        )
        _require_title(item)
        item.save(force_insert=True)
        linking.write(item, named, actor)
        made.append(item)
        return {"item": str(item.pk), "title": item.title}

    _change_item(meeting, actor, put, private=suggested, now=now)
    return made[0]


def edit_item(
    item: AgendaItem,
    changes: Mapping[str, Any],
    *,
    actor: Actor,
    expected_version: int | None = None,
    now: datetime | None = None,
) -> AgendaItem:
    """Change an item: `title`, `note`, `links`, `minutes`, `position`, `suggested` (False only).

    Its own organisation, or who keeps the meeting, changes what it says; who keeps the meeting
    orders the agenda and writes what was said. A suggestion is put on the agenda by its own side.
    """
    wanted = dict(changes)
    meeting = item.meeting
    publishes = item.is_suggestion and wanted.pop("suggested", True) is False
    wanted.pop("suggested", None)

    def change(locked: Meeting) -> dict[str, Any]:
        row: AgendaItem = AgendaItem.objects.select_for_update().get(pk=item.pk)
        row.meeting = locked
        _require_rights(row, wanted, actor)
        if publishes:
            _put_on_agenda(row, locked)
        for name in wanted.keys() & {"title", "note", "minutes"}:
            setattr(row, name, wanted[name].strip())
        _require_title(row)
        row.save(update_fields=["title", "note", "minutes", "visibility", "side", "position"])
        if "links" in wanted:
            linking.write(row, [Named(**each) for each in wanted["links"]], actor)
        if "position" in wanted and not row.is_suggestion:
            _move(row, wanted["position"])
        item.refresh_from_db()
        return {"item": str(row.pk), "fields": sorted(changes)}

    _change_item(
        meeting,
        actor,
        change,
        event=event_of(wanted),
        private=item.is_suggestion and not publishes,
        expected_version=expected_version,
        now=now,
    )
    return item


def remove_item(
    item: AgendaItem,
    *,
    actor: Actor,
    expected_version: int | None = None,
    now: datetime | None = None,
) -> None:
    """Take an item off the agenda, or drop a suggestion. Raises NotAllowed or Refused."""

    def remove(locked: Meeting) -> dict[str, Any]:
        item.meeting = locked
        _require_rights(item, {"title": ""}, actor)
        if item.decisions.exists() or item.minutes:
            raise Refused([HAS_DECISIONS])
        facts = {"item": str(item.pk), "title": item.title, "removed": True}
        later = locked.items.filter(visibility=locked.visibility, position__gt=item.position)
        if not item.is_suggestion:
            later.update(position=F("position") - 1)
        ItemLink.objects.filter(item=item).delete()
        with acting_as(actor):
            AgendaItem.objects.filter(pk=item.pk).delete()
        return facts

    _change_item(
        item.meeting,
        actor,
        remove,
        private=item.is_suggestion,
        expected_version=expected_version,
        now=now,
    )


def add_correction(
    meeting: Meeting, text: str, *, actor: Actor, now: datetime | None = None
) -> Correction:
    """Add what must be read beside the established minutes; they themselves stay as they are."""
    made: list[Correction] = []

    def add(locked: Meeting) -> dict[str, Any]:
        office = authority.any_office(actor, locked)
        correction = Correction.objects.create(
            meeting=locked,
            bargaining_table_id=locked.bargaining_table_id,
            visibility=locked.visibility,
            text=text.strip(),
            organisation_id=office.organisation_id if office else None,
            added_at=now or timezone.now(),
        )
        made.append(correction)
        return {"correction": str(correction.pk)}

    engine.edit(meeting, {}, actor=actor, event="correction", rows=add, now=now)
    return made[0]


def _change_item(  # noqa: PLR0913 (all but the first three by name)
    meeting: Meeting,
    actor: Actor,
    write: Any,
    *,
    event: str = "item",
    private: bool = False,
    expected_version: int | None = None,
    now: datetime | None = None,
) -> None:
    """Write below the meeting: before all, or in an entry that only the actor's side reads."""
    if not private:
        engine.edit(
            meeting,
            {},
            actor=actor,
            expected_version=expected_version,
            event=event,
            rows=write,
            now=now,
        )
        return
    with acting_as(actor), transaction.atomic():
        locked = lock(meeting, expected_version)
        if "item" not in {change.name for change in engine.changes(locked, actor=actor)}:
            raise NotAllowed("item", ["steering_group"])
        office = authority.any_office(actor, locked)
        word = audience_of(
            Visibility.SIDE_PRIVATE, locked.bargaining_table_id, office.side if office else ""
        )
        if word not in actor.audiences:
            raise InvalidData([Fault("/suggested", "no-side", NO_SIDE)])
        facts = write(locked)
        records.record(
            locked, "item", actor=actor, office=office, facts=facts, audience=word, at=now
        )


def _require_rights(item: AgendaItem, wanted: Mapping[str, Any], actor: Actor) -> None:
    [described] = queries.described_items([item], actor)
    needed = {"position": "order", "minutes": "minutes"}
    for name in wanted or ("title",):
        right = needed.get(name, "edit")
        if right not in described.rights and not (name == "position" and item.is_suggestion):
            raise NotAllowed(right, ["secretariat"])


def _put_on_agenda(item: AgendaItem, meeting: Meeting) -> None:
    on_agenda = meeting.items.filter(visibility=meeting.visibility).count()
    if on_agenda >= MOST_ITEMS:
        raise Refused([FULL])
    item.visibility, item.side, item.position = meeting.visibility, "", on_agenda + 1
    item.links.update(visibility=meeting.visibility, side="")


def _move(item: AgendaItem, position: int) -> None:
    rows = list(
        item.meeting.items.filter(visibility=item.meeting.visibility).order_by("position", "id")
    )
    rows = [row for row in rows if row.pk != item.pk]
    rows.insert(max(position - 1, 0), item)
    for number, row in enumerate(rows, start=1):
        if row.position != number or row.pk == item.pk:
            AgendaItem.objects.filter(pk=row.pk).update(position=number)


def _require_title(item: AgendaItem) -> None:
    if not item.title:
        raise InvalidData([Fault("/title", "required", BLANK)])


def _office(actor: Actor, bargaining_table: UUID) -> Office:
    seats = (seat for seat in actor.seats_at(bargaining_table) if seat.office.negotiates)
    seat = next(seats, None)
    if seat is None:
        raise NotAllowed("create", ["steering_group"])
    return seat.office

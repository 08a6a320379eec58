"""Put items on the agenda, change them, take them off again.

What is for all goes through the engine. What one side prepares alone writes an entry that only that
side reads. An agenda that was fixed stays as it is until it is opened again.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from backend.confidentiality.context import acting_as
from backend.meetings import linking, queries
from backend.meetings.checks import (
    BLANK,
    FIXED,
    FULL,
    HAS_DECISIONS,
    MOST_ITEMS,
    NO_SIDE,
    event_of,
)
from backend.meetings.linking import Named
from backend.meetings.models import AgendaItem, ItemLink, Meeting
from backend.parties.actors import Actor
from backend.parties.audiences import Visibility, audience_of
from backend.workflow import authority, engine, records
from backend.workflow.data import Fault
from backend.workflow.errors import InvalidData, NotAllowed, Refused
from backend.workflow.locks import lock


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
        if not suggested:
            _require_open(locked)
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
        if publishes or (not row.is_suggestion and wanted.keys() - {"minutes"}):
            _require_open(locked)
        if publishes:
            if linking.moved_on(row, actor):
                raise InvalidData([Fault("/links", "moved", linking.MOVED)])
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
        if not item.is_suggestion:
            _require_open(locked)
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


def _require_open(meeting: Meeting) -> None:
    if meeting.agenda_is_fixed:
        raise Refused([FIXED])


def _require_rights(item: AgendaItem, wanted: Mapping[str, Any], actor: Actor) -> None:
    changes = {change.name for change in engine.changes(item.meeting, actor=actor)}
    rights = queries.rights_to(item, changes, actor)
    needed = {"position": "order", "minutes": "minutes"}
    for name in wanted or ("title",):
        right = needed.get(name, "edit")
        if right not in rights and not (name == "position" and item.is_suggestion):
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

"""What is known of meetings, as one reader may know it."""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from backend.confidentiality.context import acting_as
from backend.meetings import agreeing, dividing, linking
from backend.meetings.kinds import Standing
from backend.meetings.lifecycle import AHEAD
from backend.meetings.models import AgendaItem, Decision, Meeting, MeetingAnswer
from backend.parties.actors import Actor, Office
from backend.parties.kinds import Capacity
from backend.parties.models import Membership
from backend.workflow import consents, engine
from backend.workflow.consents import Voice
from backend.workflow.lifecycle import ConsentRule


def items_of(meeting: Meeting, actor: Actor) -> QuerySet[Any]:
    """Return the agenda in its order, and the reader's own side's suggestions before it."""
    rows: QuerySet[Any] = AgendaItem.objects.visible_to(actor).filter(meeting=meeting)
    return rows.select_related("organisation", "meeting").order_by("position", "id")


def decisions_of(meeting: Meeting, actor: Actor) -> QuerySet[Any]:
    """Return what was decided at a meeting, in order."""
    rows: QuerySet[Any] = Decision.objects.visible_to(actor).filter(item__meeting=meeting)
    return rows.select_related("owner", "organisation", "item__meeting").order_by(
        "recorded_at", "id"
    )


def with_sides(meetings: Sequence[Meeting], actor: Actor) -> Sequence[Meeting]:
    """Tell of every meeting what each side says of its day and place; one query for all answers."""
    rows = MeetingAnswer.objects.visible_to(actor).filter(meeting__in=meetings)
    answers: dict[Any, list[MeetingAnswer]] = {}
    for answer in rows.order_by("answered_at", "id"):
        answers.setdefault(answer.meeting_id, []).append(answer)
    voices: dict[Any, tuple[Voice, ...]] = {}
    for meeting in meetings:
        table = meeting.bargaining_table_id
        voices[table] = voices.get(table) or agreeing.voices_of(meeting)
        said = answers.get(meeting.pk, ())
        meeting.sides = agreeing.sides_of(meeting, said, voices[table])
    return meetings


def answers_to(meeting: Meeting, actor: Actor) -> QuerySet[Any]:
    """Return everything that was said of the day and place of a meeting."""
    rows: QuerySet[Any] = MeetingAnswer.objects.visible_to(actor).filter(meeting=meeting)
    return rows.select_related("organisation", "meeting").order_by("answered_at", "id")


def described_items(items: Sequence[AgendaItem], actor: Actor) -> Sequence[AgendaItem]:
    """Tell of every item what it is about, and what the reader may do with it."""
    linking.attach_seen(items, actor)
    open_to: dict[Any, set[str]] = {}
    for item in items:
        if item.meeting_id not in open_to:
            changes = engine.changes(item.meeting, actor=actor)
            open_to[item.meeting_id] = {change.name for change in changes}
        item.rights = rights_to(item, open_to[item.meeting_id], actor)
        if item.meeting.agenda_is_fixed:
            item.rights = [name for name in item.rights if name not in _stays_for(item)]
    return items


def described_decisions(rows: Sequence[Decision], actor: Actor) -> Sequence[Decision]:
    """Tell of every decision whose yes it awaits, and whether the reader can give it."""
    for decision in rows:
        voices = awaited(decision)
        decision.awaited = [
            {"id": pk, "name": name} for voice in voices for pk, name in voice.organisations
        ]
        said = any(actor.office_in(organisation) for organisation in decision.confirmed_by)
        mine = not said and any(confirming_office(actor, voice) for voice in voices)
        decision.rights = ["confirm", "decline"] if mine else []
    return rows


def awaited(decision: Decision) -> list[Voice]:
    """Return the sides whose yes a promise awaits.

    A promise of one organisation is its own to make; a joint one needs a party of each side. One in
    a dossier that went on at a table of its own awaits nobody here any more.
    """
    if decision.standing != Standing.AWAITED:
        return []
    if dividing.has_moved(decision.subject_kind, decision.subject_id, decision.item.meeting):
        return []  # it stands as it stood: what is promised in that dossier now is said there
    if decision.owner_side != "joint":
        if decision.owner is None:
            return []
        return [Voice(decision.owner.side, ((decision.owner.pk, decision.owner.name),), False)]  # noqa: FBT003
    given = set(decision.confirmed_by)
    return [voice for voice in voices_of(decision) if voice.missing(given)]


def voices_of(decision: Decision) -> tuple[Voice, ...]:
    """Return the two sides of a joint promise; none where its dossier cannot be seen any more."""
    named = linking.Named(decision.subject_kind, decision.subject_id or decision.pk)
    everyone = linking.everyone_at(decision.item.meeting)
    dossier = linking.subjects_seen([named], everyone).get(named.id)
    if dossier is None:
        return ()
    rule = ConsentRule(dossier.both_sides)
    return consents.voices(dossier, rule, on=timezone.localdate())


def confirming_office(actor: Actor, voice: Voice) -> Office | None:
    """Return the actor's own office that can say yes for this side, if any."""
    ids = dict(voice.organisations)
    mine = (o for o in actor.offices if o.negotiates and o.organisation_id in ids)
    return next(mine, None)


def seats_of(meeting: Meeting) -> QuerySet[Any]:
    """Return the seats of the organisations that read of the meeting, by name."""
    rows = Membership.objects.valid_on(timezone.localdate())
    rows = rows.filter(bargaining_table=meeting.bargaining_table_id)
    if meeting.visibility == "table":
        rows = rows.filter(capacity__in=(Capacity.PARTY, Capacity.SECRETARIAT))
    return rows.select_related("organisation").order_by("organisation__name", "id")


def next_meeting(meeting: Meeting) -> Meeting | None:
    """Return the next one of this form at this table to which something can be carried over."""
    with acting_as(linking.everyone_at(meeting)):
        found: Meeting | None = (
            Meeting.objects.filter(
                bargaining_table=meeting.bargaining_table_id,
                visibility=meeting.visibility,
                state__in=AHEAD,
                agenda_fixed_at__isnull=True,
                starts_at__gt=meeting.starts_at,
            )
            .order_by("starts_at", "id")
            .first()
        )
    return found


def _stays_for(item: AgendaItem) -> tuple[str, ...]:
    """Return what nobody does with an item as long as the agenda is fixed."""
    return ("put_on_agenda",) if item.is_suggestion else ("edit", "remove", "order")


def rights_to(item: AgendaItem, changes: set[str], actor: Actor) -> list[str]:
    """Return what the actor may do with an item by these changes, were the agenda open."""
    own = actor.office_in(item.organisation_id) is not None
    if item.is_suggestion:
        return ["edit", "remove", "put_on_agenda"] if "item" in changes and own else []
    rights = []
    if "item" in changes and (own or "order" in changes):
        rights += ["edit", "remove"]
    rights += [name for name in ("order", "decision", "minutes") if name in changes]
    return rights

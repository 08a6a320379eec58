"""A meeting at a bargaining table: its agenda, what was decided, and its minutes."""

from collections import defaultdict
from collections.abc import Collection
from datetime import UTC
from typing import Any, ClassVar, Self
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone

from backend.audit.digests import digest_of_content
from backend.confidentiality.models import Confidential
from backend.meetings import agreeing
from backend.meetings.kinds import Answer, Form, Outcome, Standing
from backend.meetings.lifecycle import AHEAD, LIFECYCLE
from backend.parties.actors import Office
from backend.parties.audiences import Visibility
from backend.parties.kinds import Capacity
from backend.parties.models import Membership, Organisation
from backend.reference.ids import new_id
from backend.workflow import consents
from backend.workflow.roles import Role
from backend.workflow.statefield import StateField
from backend.workflow.subject import Subject

LONGEST_TITLE = 200
LONGEST_NOTE = 5000
LONGEST_MINUTES = 20000
LONGEST_DECISION = 2000
LONGEST_REASON = 1000


def _organisation() -> Any:
    return models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )


class Meeting(Subject):
    """A meeting of a table. `number` counts the meetings of its form at that table.

    Read as widely as its form says (`kinds.READ_AT`), whatever its state.
    """

    kind = "meeting"
    text_columns = frozenset(
        {"title", "form", "number", "starts_at", "place", "present", "minutes"}
    )
    state = StateField(LIFECYCLE)

    form = models.CharField(max_length=20, choices=Form.choices)
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=LONGEST_TITLE)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True, blank=True)
    place = models.CharField(max_length=300, blank=True)
    link = models.CharField(max_length=1000, blank=True)
    # organisations and no names: who spoke for them is in nobody's interest to keep here
    present = ArrayField(models.UUIDField(), default=list, blank=True)
    minutes = models.TextField(blank=True)
    # which day and place the sides are asked to confirm: another number, another question
    asked = models.PositiveIntegerField(default=1)
    agenda_fixed_at = models.DateTimeField(null=True, blank=True)

    sides: "tuple[Any, ...]"  # what each side says of the day and place, filled by `queries`

    class Meta(Subject.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Subject.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(ends_at__isnull=True)
                | models.Q(ends_at__gt=models.F("starts_at")),
                name="meeting_ends_after_start",
            ),
            models.UniqueConstraint(
                fields=["bargaining_table", "form", "number"], name="meeting_number_once"
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["audience", "starts_at", "id"], name="meeting_by_start"),
            models.Index(fields=["audience", "updated_at", "id"], name="meeting_by_update"),
        ]

    @property
    def caption(self) -> str:
        """The title, by which people know it."""
        return self.title

    def text_digest(self) -> str:
        """Return the digest of the minutes: what was discussed and decided, by whom, and when."""
        items = self.items.filter(visibility=self.visibility).order_by("position", "id")
        return digest_of_content(
            {
                "title": self.title,
                "form": self.form,
                "number": self.number,
                "starts_at": self.starts_at.astimezone(UTC).isoformat(),
                "place": self.place,
                "present": sorted(map(str, self.present)),
                "minutes": self.minutes,
                "items": [item.content() for item in items.prefetch_related("decisions")],
            }
        )

    @property
    def agenda_is_fixed(self) -> bool:
        """Whether the agenda stays as it is, as long as the meeting lies ahead."""
        return self.agenda_fixed_at is not None and self.state in AHEAD

    def has_minutes(self) -> bool:
        """Whether something was written down, of the whole or of an item."""
        return bool(self.minutes) or self.items.exclude(minutes="").exists()

    def roles_of(self, office: Office) -> frozenset[Role]:
        """Return whether this office keeps the meeting, at a table without a secretariat."""
        mine = office.negotiates and office.organisation_id == self.author_organisation_id
        return frozenset({Role.OWNER} if mine and not self._has_secretariat() else ())

    def circle(self, name: str) -> set[UUID]:
        """Return the parties that did not say that the day does not suit them, or the keeper."""
        return self.circles_of([self], name)[self.pk]

    @classmethod
    def circles_of(cls, subjects: Collection[Self], name: str) -> dict[UUID, set[UUID]]:
        """Return the same of many, by two questions whatever their number."""
        if name not in ("coming", "keeper"):
            return {meeting.pk: set() for meeting in subjects}
        today = timezone.localdate()
        seats = consents.seats_at((each.bargaining_table_id for each in subjects), today)
        if name == "keeper":
            return {
                meeting.pk: {
                    seat.organisation_id
                    for seat in seats[meeting.bargaining_table_id]
                    if seat.capacity == Capacity.SECRETARIAT
                }
                or {each for each in (meeting.author_organisation_id,) if each is not None}
                for meeting in subjects
            }
        said: dict[UUID, list[MeetingAnswer]] = defaultdict(list)
        for answer in MeetingAnswer.objects.filter(meeting__in=subjects):
            said[answer.meeting_id].append(answer)
        return {
            meeting.pk: {
                seat.organisation_id
                for seat in seats[meeting.bargaining_table_id]
                if seat.capacity == Capacity.PARTY
            }
            - agreeing.declining(meeting, said[meeting.pk])
            for meeting in subjects
        }

    def _has_secretariat(self) -> bool:
        today = timezone.localdate()
        known: tuple[Any, bool] | None = self.__dict__.get("_kept")
        if known is None or known[0] != today:
            seats = Membership.objects.valid_on(today).filter(
                bargaining_table=self.bargaining_table_id, capacity=Capacity.SECRETARIAT
            )
            known = self.__dict__["_kept"] = (today, seats.exists())
        return known[1]


class MeetingAnswer(Confidential):
    """What an organisation said of the day and place that were `asked`. Added, never changed.

    The newest of an organisation counts, as long as the same is asked.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="answers")
    meeting_id: UUID
    asked = models.PositiveIntegerField()
    answer = models.CharField(max_length=3, choices=Answer.choices)
    reason = models.TextField(blank=True, max_length=LONGEST_REASON)
    other_starts_at = models.DateTimeField(null=True, blank=True)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    organisation_id: UUID
    answered_at = models.DateTimeField()

    class Meta(Confidential.Meta):
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["meeting", "answered_at", "id"], name="answer_meeting")
        ]


class AgendaItem(Confidential):
    """What is to be discussed: on the agenda for all, or a suggestion within one side.

    A suggestion has no position: nothing on the agenda tells that it is there.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="items")
    meeting_id: UUID
    position = models.PositiveIntegerField(default=0)
    title = models.CharField(max_length=LONGEST_TITLE)
    note = models.TextField(blank=True)
    minutes = models.TextField(blank=True)
    organisation = _organisation()
    organisation_id: UUID | None
    carried_from = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField()

    seen: "list[Any]"  # the linked subjects that the reader may see, filled by `queries`
    rights: list[str]  # what the reader may do with it, filled by `queries`

    class Meta(Confidential.Meta):
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["meeting", "position", "id"], name="agenda_order")
        ]

    @property
    def is_suggestion(self) -> bool:
        """Whether only one side knows of it."""
        return self.visibility == Visibility.SIDE_PRIVATE

    def content(self) -> dict[str, Any]:
        """Return what the minutes say of it."""
        return {
            "item": str(self.pk),
            "title": self.title,
            "minutes": self.minutes,
            "decisions": [d.content() for d in sorted(self.decisions.all(), key=lambda d: d.pk)],
        }


class ItemLink(Confidential):
    """A subject that an item is about, known by its kind and id only.

    Behind the second wall twice: it is there for who may read both the item and the subject.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    item = models.ForeignKey(AgendaItem, on_delete=models.CASCADE, related_name="links")
    item_id: UUID
    subject_kind = models.CharField(max_length=20)
    subject_id = models.UUIDField()

    class Meta(Confidential.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Confidential.Meta.constraints,
            models.UniqueConstraint(fields=["item", "subject_id"], name="linked_once"),
        ]


class Decision(Confidential):
    """What was decided about an item. A promise names its dossier, owner, side and date.

    `confirmed_by` are the organisations that have said yes to a promise; with the last one it
    became the commitment.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="decisions")
    item_id: UUID
    outcome = models.CharField(max_length=12, choices=Outcome.choices)
    standing = models.CharField(max_length=10, choices=Standing.choices, default=Standing.RECORDED)
    text = models.TextField(max_length=LONGEST_DECISION)
    subject_kind = models.CharField(max_length=20, blank=True)
    subject_id = models.UUIDField(null=True, blank=True)
    owner_side = models.CharField(max_length=15, blank=True)
    owner = _organisation()
    owner_id: UUID | None
    due_on = models.DateField(null=True, blank=True)
    confirmed_by = ArrayField(models.UUIDField(), default=list, blank=True)
    declined_because = models.TextField(blank=True)
    commitment_id = models.UUIDField(null=True, blank=True)
    organisation = _organisation()
    organisation_id: UUID | None
    recorded_at = models.DateTimeField()

    awaited: "list[dict[str, Any]]"  # whose yes is missing, filled by `queries`
    rights: list[str]  # as of an item

    class Meta(Confidential.Meta):
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["item", "recorded_at", "id"], name="decision_item")
        ]

    def content(self) -> dict[str, Any]:
        """Return what the minutes say of it: not whether it has been confirmed since."""
        return {
            "decision": str(self.pk),
            "outcome": self.outcome,
            "text": self.text,
            "owner_side": self.owner_side,
            "owner": str(self.owner_id or ""),
            "due_on": str(self.due_on or ""),
        }


class Correction(Confidential):
    """What must be read beside minutes that were established. Added, never changed."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="corrections")
    meeting_id: UUID
    text = models.TextField(max_length=LONGEST_NOTE)
    organisation = _organisation()
    organisation_id: UUID | None
    added_at = models.DateTimeField()

    class Meta(Confidential.Meta):
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["meeting", "added_at", "id"], name="correction_meeting")
        ]

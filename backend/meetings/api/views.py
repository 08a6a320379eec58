"""Meetings over HTTP. What happens to one is a transition; its agenda stands below it."""

from collections.abc import Sequence
from typing import Any, NoReturn
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404

from backend.api.nested import (
    nested_create,
    nested_delete,
    nested_item,
    nested_list,
    nested_update,
)
from backend.api.problem_types import Fault, Invalid
from backend.api.subjects import SubjectViewSet
from backend.api.views import Creates, Updates
from backend.meetings import actions, agenda, answering, deciding, queries
from backend.meetings.api import filters, serializers
from backend.meetings.api.papers import HandsOut
from backend.meetings.linking import Named
from backend.meetings.models import AgendaItem, Correction, Decision, Meeting, MeetingAnswer
from backend.reference.words import Words

ITEM = Words("agendapunt", "agenda item")
DECISION = Words("besluit", "decision")
ANSWER = Words("antwoord op de datum", "answer to the date")
CORRECTION = Words("correctie", "correction")
NO_WAY_BACK = Words(
    "Een punt op de agenda wordt geen voorstel van één zijde meer.",
    "An item on the agenda does not become a suggestion of one side again.",
)
NO_SUCH_ITEM = Words("Dit agendapunt bestaat niet.", "There is no such agenda item.")
BY_TIME = {"recordedAt": ("recorded_at",), "-recordedAt": ("-recorded_at",)}


class MeetingViewSet(HandsOut, Creates, Updates, SubjectViewSet):
    """Negotiation rounds and joint meetings, with their agenda, decisions and minutes."""

    noun = Words("overleg", "meeting")
    queryset = Meeting.objects.select_related("bargaining_table")
    serializer_class = serializers.MeetingSerializer
    create_serializer_class = serializers.MeetingCreate
    update_serializer_class = serializers.MeetingUpdate
    filterset_class = filters.MeetingFilters
    orderings = {
        "-startsAt": ("-starts_at",),
        "startsAt": ("starts_at",),
        "-updatedAt": ("-updated_at",),
        "updatedAt": ("updated_at",),
    }

    def create_subject(self, data: dict[str, Any]) -> Meeting:
        """Plan a meeting of a table at which you sit."""
        meeting = actions.plan_meeting(actor=self.actor, **data)
        return self._again(meeting)

    def update_subject(
        self, subject: Meeting, data: dict[str, Any], expected_version: int | None
    ) -> Meeting:
        """Change when and where it is, or write its minutes."""
        actions.edit_meeting(subject, data, actor=self.actor, expected_version=expected_version)
        return self._again(subject)

    def described(self, rows: Sequence[Any]) -> Sequence[Any]:
        """Tell of items and decisions what the reader may know and do."""
        if rows and isinstance(rows[0], AgendaItem):
            return queries.described_items(rows, self.actor)
        if rows and isinstance(rows[0], Decision):
            return queries.described_decisions(rows, self.actor)
        if rows and isinstance(rows[0], Meeting):
            return queries.with_sides(rows, self.actor)
        return rows

    def get_object(self) -> Any:
        """Return the meeting that the address names, with what each side says of its day."""
        return queries.with_sides([super().get_object()], self.actor)[0]

    @nested_list(
        "items",
        serializers.AgendaItemSerializer,
        orderings={"position": ("position",), "-position": ("-position",)},
        noun=ITEM,
    )
    def items_below(self, subject: Meeting) -> QuerySet[Any]:
        """List the agenda, and what your own side prepares for it."""
        return queries.items_of(subject, self.actor)

    @nested_create(items_below, serializers.AgendaItemCreate, serializers.AgendaItemSerializer)
    def add_item(self, subject: Meeting, data: dict[str, Any]) -> AgendaItem:
        """Put an item on the agenda, or prepare one within your own side."""
        links = [Named(**each) for each in data.pop("links", [])]
        item = agenda.add_item(subject, actor=self.actor, links=links, **data)
        return self._item(subject, item.pk)

    @nested_item("items/<uuid:item_id>", serializers.AgendaItemSerializer, noun=ITEM)
    def one_item(self, subject: Meeting, item_id: UUID) -> AgendaItem:
        """Show one item."""
        return self._item(subject, item_id)

    @nested_update(one_item, serializers.AgendaItemUpdate, serializers.AgendaItemSerializer)
    def edit_item(self, subject: Meeting, data: dict[str, Any], item_id: UUID) -> AgendaItem:
        """Change an item, its place, or what the minutes say of it."""
        item = self._item(subject, item_id)
        if data.get("suggested") and not item.is_suggestion:
            raise Invalid([Fault("/suggested", "no-way-back", NO_WAY_BACK)])
        item.meeting = subject
        agenda.edit_item(item, data, actor=self.actor, expected_version=self.expected_version)
        return self._item(subject, item_id)

    @nested_delete(one_item)
    def remove_item(self, subject: Meeting, item_id: UUID) -> None:
        """Take an item off the agenda."""
        item = self._item(subject, item_id)
        agenda.remove_item(item, actor=self.actor, expected_version=self.expected_version)

    @nested_list("decisions", serializers.DecisionSerializer, orderings=BY_TIME, noun=DECISION)
    def decisions(self, subject: Meeting) -> QuerySet[Any]:
        """List what was decided at the meeting, about which item."""
        return queries.decisions_of(subject, self.actor)

    @nested_create(decisions, serializers.DecisionCreate, serializers.DecisionSerializer)
    def decide(self, subject: Meeting, data: dict[str, Any]) -> Decision:
        """Write down what was decided; who promises for its own organisation confirms by that."""
        named = data.pop("item")
        item = queries.items_of(subject, self.actor).filter(pk=named).first()
        if item is None:
            raise Invalid([Fault("/item", "unknown", NO_SUCH_ITEM)])
        decision = deciding.decide(item, actor=self.actor, **data)
        return self._decision(subject, decision.pk)

    @nested_item("decisions/<uuid:decision_id>", serializers.DecisionSerializer, noun=DECISION)
    def one_decision(self, subject: Meeting, decision_id: UUID) -> Decision:
        """Show one decision."""
        return self._decision(subject, decision_id)

    @nested_update(one_decision, serializers.DecisionAnswer, serializers.DecisionSerializer)
    def answer(self, subject: Meeting, data: dict[str, Any], decision_id: UUID) -> Decision:
        """Confirm a promise of your own organisation, or say that it was not made."""
        found = self._decision(subject, decision_id)
        deciding.answer(
            found,
            actor=self.actor,
            yes=data.get("confirmed", False),
            reason=data.get("reason", ""),
            expected_version=self.expected_version,
        )
        return self._decision(subject, decision_id)

    @nested_list(
        "answers",
        serializers.MeetingAnswerSerializer,
        orderings={"answeredAt": ("answered_at",), "-answeredAt": ("-answered_at",)},
        noun=ANSWER,
    )
    def answers(self, subject: Meeting) -> QuerySet[Any]:
        """List what the parties said of the day and place, also of earlier ones."""
        return queries.answers_to(subject, self.actor)

    @nested_create(
        answers,
        serializers.MeetingAnswerCreate,
        serializers.MeetingAnswerSerializer,
        if_match=True,
    )
    def answer_date(self, subject: Meeting, data: dict[str, Any]) -> MeetingAnswer:
        """Confirm the day and place for your own organisation, or decline them."""
        said = answering.answer(
            subject,
            actor=self.actor,
            yes=data.pop("confirmed"),
            expected_version=self.expected_version,
            **data,
        )
        return self._answer(subject, said.pk)

    @nested_item("answers/<uuid:answer_id>", serializers.MeetingAnswerSerializer, noun=ANSWER)
    def one_answer(self, subject: Meeting, answer_id: UUID) -> MeetingAnswer:
        """Show one answer."""
        return self._answer(subject, answer_id)

    @nested_list(
        "corrections",
        serializers.CorrectionSerializer,
        orderings={"addedAt": ("added_at",), "-addedAt": ("-added_at",)},
        noun=CORRECTION,
    )
    def corrections(self, subject: Meeting) -> QuerySet[Any]:
        """List what must be read beside the established minutes."""
        return self._corrections(subject)

    @nested_create(corrections, serializers.CorrectionCreate, serializers.CorrectionSerializer)
    def add_correction(self, subject: Meeting, data: dict[str, Any]) -> Correction:
        """Add a correction to established minutes."""
        return actions.add_correction(subject, data["text"], actor=self.actor)

    @nested_item(
        "corrections/<uuid:correction_id>", serializers.CorrectionSerializer, noun=CORRECTION
    )
    def one_correction(self, subject: Meeting, correction_id: UUID) -> Correction:
        """Show one correction."""
        found: Correction | None = self._corrections(subject).filter(pk=correction_id).first()
        return found or _nothing()

    def _item(self, meeting: Meeting, item_id: UUID) -> AgendaItem:
        found = queries.items_of(meeting, self.actor).filter(pk=item_id).first()
        if found is None:
            _nothing()
        item: AgendaItem = queries.described_items([found], self.actor)[0]
        return item

    def _answer(self, meeting: Meeting, answer_id: UUID) -> MeetingAnswer:
        found: MeetingAnswer | None = (
            queries.answers_to(meeting, self.actor).filter(pk=answer_id).first()
        )
        return found or _nothing()

    def _decision(self, meeting: Meeting, decision_id: UUID) -> Decision:
        found = queries.decisions_of(meeting, self.actor).filter(pk=decision_id).first()
        if found is None:
            _nothing()
        decision: Decision = queries.described_decisions([found], self.actor)[0]
        return decision

    def _corrections(self, meeting: Meeting) -> QuerySet[Any]:
        rows = Correction.objects.visible_to(self.actor).filter(meeting=meeting)
        found: QuerySet[Any] = rows.select_related("organisation")
        return found

    def _again(self, meeting: Meeting) -> Meeting:
        found: Meeting = self.get_queryset().get(pk=meeting.pk)
        return queries.with_sides([found], self.actor)[0]


def _nothing() -> NoReturn:
    raise Http404

"""Notes and comments over HTTP."""

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager, nullcontext
from typing import Any, NoReturn
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from backend.api.etags import expected_version
from backend.api.nested import nested_create, nested_item, nested_list
from backend.api.option_shapes import AvailableChangeSerializer
from backend.api.problem_types import Fault, Invalid
from backend.api.schema import page_of
from backend.api.subjects import CHANGE
from backend.api.views import Creates, Updates, VisibleListRetrieve
from backend.commitments.api.serializers import CommitmentSerializer
from backend.commitments.models import Commitment
from backend.meetings.api.serializers import AgendaItemSerializer, MeetingSerializer
from backend.meetings.models import AgendaItem
from backend.meetings.queries import described_items, with_sides
from backend.notes import actions, annotated, commenting, outcomes, queries
from backend.notes.api import filters, serializers
from backend.notes.models import Comment, Note, Reply, Resolution
from backend.reference.words import Words

NO_SUCH_KIND = Words("Kies een van: {kinds}.", "Choose one of: {kinds}.")
REVEAL = Words("onthulling", "reveal")
REPLY = Words("antwoord", "reply")
RESOLUTION = Words("afhandeling", "resolution")
PROMISE = Words("toezegging", "commitment")
ITEM = Words("agendapunt", "agenda item")
MEETING = Words("overleg", "meeting")
BY_TIME = {"createdAt": ("created_at",), "-createdAt": ("-created_at",)}
NEWEST = {"-createdAt": ("-created_at",), "createdAt": ("created_at",)}


class _AboutViewSet(Creates, VisibleListRetrieve):
    """What notes and comments have in common: they are about something."""

    expected_version: int

    def described(self, rows: Sequence[Any]) -> Iterable[Any]:
        """Tell where the passages of a page are by now."""
        return self.completed(rows) if self.action == "list" else rows

    def get_object(self) -> Any:
        """Return what the address names, with where its passage is."""
        return self.completed([super().get_object()])[0]

    def completed(self, rows: Iterable[Any]) -> Sequence[Any]:
        """Tell of these rows all that their shape shows."""
        return queries.with_passages(rows, self.actor)

    def fresh(self, row: Any) -> Any:
        """Return one that was just written, with all that its shape shows."""
        return self.completed([self.get_queryset().get(pk=row.pk)])[0]

    def held(self) -> AbstractContextManager[Any]:
        """Give what the address names; the action locks it, and compares its version."""
        return nullcontext(self.get_object())

    def about(self, data: dict[str, Any]) -> Any:
        """Take out of a body what it is about; raises Http404 for what the actor may not see."""
        kind, subject_id = data.pop("subject_kind"), data.pop("subject_id")
        if kind not in annotated.kinds():
            words = NO_SUCH_KIND.with_(kinds=", ".join(annotated.kinds()))
            raise Invalid([Fault("/subjectKind", "unknown", words)])
        return queries.subject_of(kind, subject_id, self.actor) or _nothing()

    def subject_of(self, row: Any) -> Any:
        """Return what a row is about, or None where the actor may not see that any more."""
        return queries.subject_of(row.subject_kind, row.subject_id, self.actor)


class NoteViewSet(Updates, _AboutViewSet):
    """Notes of your organisation or side. Nobody else reads them, until one is revealed."""

    noun = Words("aantekening", "note")
    queryset = Note.objects.select_related("organisation")
    serializer_class = serializers.NoteDetailSerializer
    list_serializer_class = serializers.NoteSerializer
    create_serializer_class = serializers.NoteCreate
    update_serializer_class = serializers.NoteUpdate
    filterset_class = filters.NoteFilters
    orderings = NEWEST

    def create_subject(self, data: dict[str, Any]) -> Note:
        """Write a note."""
        made = actions.write_note(self.about(data), actor=self.actor, **data)
        note: Note = self.fresh(made)
        return note

    def update_subject(
        self, subject: Note, data: dict[str, Any], expected_version: int | None
    ) -> Note:
        """Change a note that was not revealed."""
        changed = actions.change_note(
            subject, data, actor=self.actor, expected_version=expected_version
        )
        note: Note = self.fresh(changed)
        return note

    @extend_schema(responses={204: None}, extensions={"x-if-match": True})
    def destroy(self, request: Request, **_: Any) -> Response:
        """Remove a note that was never revealed."""
        note, version = self.get_object(), expected_version(request)
        actions.remove_note(note, actor=self.actor, expected_version=version)
        return Response(status=204)

    @extend_schema(responses={200: page_of(AvailableChangeSerializer)})
    @action(detail=True, url_path="available-changes", noun=CHANGE)
    def available_changes(self, request: Request, **_: Any) -> Response:
        """List what you may do with a note: edit, remove, reveal; and what stands in the way."""
        note = self.get_object()
        found = actions.changes_of(note, self.subject_of(note), actor=self.actor)
        return self.items(found, AvailableChangeSerializer)

    @nested_list("reveals", serializers.RevealSerializer, orderings=NEWEST, noun=REVEAL)
    def reveals(self, note: Note) -> QuerySet[Any]:
        """Show whether and when it was revealed."""
        return self._reveals(note)

    @nested_create(reveals, serializers.RevealCreate, serializers.RevealSerializer, if_match=True)
    def reveal(self, note: Note, data: dict[str, Any]) -> Comment:
        """Reveal exactly these words to the table. This cannot be undone."""
        comment = actions.reveal(
            note, actor=self.actor, digest=data["digest"], expected_version=self.expected_version
        )
        note.version = self.expected_version + 1
        return comment

    @nested_item("reveals/<uuid:reveal_id>", serializers.RevealSerializer, noun=REVEAL)
    def one_reveal(self, note: Note, reveal_id: UUID) -> Comment:
        """Show the reveal."""
        found: Comment | None = self._reveals(note).filter(pk=reveal_id).first()
        return found or _nothing()

    def _reveals(self, note: Note) -> QuerySet[Any]:
        rows: QuerySet[Any] = Comment.objects.visible_to(self.actor).filter(pk=note.comment_id)
        return rows.select_related("organisation")


class CommentViewSet(_AboutViewSet):
    """What is said at the table about a dossier or about a passage in its text."""

    noun = Words("opmerking", "comment")
    queryset = Comment.objects.select_related("organisation", "bargaining_table")
    serializer_class = serializers.CommentSerializer
    create_serializer_class = serializers.CommentCreate
    filterset_class = filters.CommentFilters
    orderings = {**NEWEST, "-updatedAt": ("-updated_at",)}

    def completed(self, rows: Iterable[Any]) -> Sequence[Any]:
        """Tell where their passages are, and what came of them."""
        return queries.with_outcomes(super().completed(rows), self.actor)

    def described(self, rows: Sequence[Any]) -> Iterable[Any]:
        """Tell of comments what is above, and of items on an agenda what they are about."""
        if self.action == "meetings":
            return with_sides(rows, self.actor)
        if self.action == "agenda_items":
            return described_items(rows, self.actor)
        return super().described(rows)

    def create_subject(self, data: dict[str, Any]) -> Comment:
        """Say something."""
        made = commenting.add_comment(self.about(data), actor=self.actor, **data)
        comment: Comment = self.fresh(made)
        return comment

    @extend_schema(responses={200: page_of(AvailableChangeSerializer)})
    @action(detail=True, url_path="available-changes", noun=CHANGE)
    def available_changes(self, request: Request, **_: Any) -> Response:
        """List what you may do with a comment: reply, resolve or reopen, make it a commitment."""
        comment = self.get_object()
        found = outcomes.changes_of(comment, self.subject_of(comment), actor=self.actor)
        return self.items(found, AvailableChangeSerializer)

    @nested_list(
        "replies",
        serializers.ReplySerializer,
        orderings=BY_TIME,
        noun=REPLY,
    )
    def replies(self, comment: Comment) -> QuerySet[Any]:
        """List the replies, oldest first."""
        return self._below(Reply, comment)

    @nested_create(replies, serializers.ReplyCreate, serializers.ReplySerializer)
    def reply(self, comment: Comment, data: dict[str, Any]) -> Reply:
        """Answer."""
        return commenting.reply(comment, actor=self.actor, **data)

    @nested_item("replies/<uuid:reply_id>", serializers.ReplySerializer, noun=REPLY)
    def one_reply(self, comment: Comment, reply_id: UUID) -> Reply:
        """Show one reply."""
        found: Reply | None = self._below(Reply, comment).filter(pk=reply_id).first()
        return found or _nothing()

    @nested_list("resolutions", serializers.ResolutionSerializer, orderings=NEWEST, noun=RESOLUTION)
    def resolutions(self, comment: Comment) -> QuerySet[Any]:
        """List when it was settled or opened again, and by whom."""
        return self._below(Resolution, comment)

    @nested_create(
        resolutions,
        serializers.ResolutionCreate,
        serializers.ResolutionSerializer,
        if_match=True,
    )
    def resolve(self, comment: Comment, data: dict[str, Any]) -> Resolution:
        """Settle it, or open it again."""
        return commenting.resolve(
            comment,
            actor=self.actor,
            resolved=data["resolved"],
            expected_version=self.expected_version,
        )

    @nested_item(
        "resolutions/<uuid:resolution_id>", serializers.ResolutionSerializer, noun=RESOLUTION
    )
    def one_resolution(self, comment: Comment, resolution_id: UUID) -> Resolution:
        """Show one resolution."""
        rows = self._below(Resolution, comment)
        found: Resolution | None = rows.filter(pk=resolution_id).first()
        return found or _nothing()

    @nested_list(
        "commitments", CommitmentSerializer, orderings={"dueOn": ("due_on",)}, noun=PROMISE
    )
    def commitments(self, comment: Comment) -> QuerySet[Any]:
        """List the commitments that came of it, as far as you may see."""
        return self._promises(comment)

    @nested_create(commitments, serializers.PromiseCreate, CommitmentSerializer)
    def promise(self, comment: Comment, data: dict[str, Any]) -> Commitment:
        """Write down a commitment that came of it, in the dossier that it is about."""
        return outcomes.promise(comment, data, actor=self.actor)

    @nested_item("commitments/<uuid:commitment_id>", CommitmentSerializer, noun=PROMISE)
    def one_promise(self, comment: Comment, commitment_id: UUID) -> Commitment:
        """Show one commitment that came of it."""
        found: Commitment | None = self._promises(comment).filter(pk=commitment_id).first()
        return found or _nothing()

    @nested_list(
        "meetings", MeetingSerializer, orderings={"startsAt": ("starts_at",)}, noun=MEETING
    )
    def meetings(self, comment: Comment) -> QuerySet[Any]:
        """List the meetings on whose agenda it can be put: read by those who read the comment."""
        return queries.meetings_for(comment, self.actor).select_related("bargaining_table")

    @nested_list("agenda-items", AgendaItemSerializer, orderings=BY_TIME, noun=ITEM)
    def agenda_items(self, comment: Comment) -> QuerySet[Any]:
        """List the items on an agenda that came of it, as far as you may see."""
        return self._items(comment)

    @nested_create(agenda_items, serializers.AgendaItemPlaced, AgendaItemSerializer)
    def put_on_agenda(self, comment: Comment, data: dict[str, Any]) -> AgendaItem:
        """Put it on the agenda of a meeting, as the last item, about the same dossier."""
        item = outcomes.put_on_agenda(comment, actor=self.actor, **data)
        return self._item(AgendaItem.objects.filter(pk=item.pk))

    @nested_item("agenda-items/<uuid:item_id>", AgendaItemSerializer, noun=ITEM)
    def one_agenda_item(self, comment: Comment, item_id: UUID) -> AgendaItem:
        """Show one item that came of it."""
        return self._item(self._items(comment).filter(pk=item_id))

    def _below(self, model: Any, comment: Comment) -> QuerySet[Any]:
        rows = model.objects.visible_to(self.actor).filter(comment=comment)
        found: QuerySet[Any] = rows.select_related("organisation")
        return found

    def _items(self, comment: Comment) -> QuerySet[Any]:
        rows = AgendaItem.objects.visible_to(self.actor).filter(pk__in=self._came_of(comment))
        found: QuerySet[Any] = rows.select_related("organisation", "meeting")
        return found

    def _item(self, rows: QuerySet[Any]) -> AgendaItem:
        found = rows.select_related("organisation", "meeting").first() or _nothing()
        item: AgendaItem = described_items([found], self.actor)[0]
        return item

    def _came_of(self, comment: Comment) -> list[UUID]:
        return [came.made.pk for came in comment.became]

    def _promises(self, comment: Comment) -> QuerySet[Any]:
        rows = Commitment.objects.visible_to(self.actor).filter(pk__in=self._came_of(comment))
        found: QuerySet[Any] = rows.select_related("bargaining_table", "owner", "co_owner")
        return found


def _nothing() -> NoReturn:
    raise Http404

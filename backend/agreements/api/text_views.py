"""The texts of a clause over HTTP: versions, drafts, amendments, and what holds when."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, NoReturn
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from backend.agreements import amending, captions, correcting, drafts, published, redacting
from backend.agreements.api import filters, text_shapes
from backend.agreements.diff import difference
from backend.agreements.models import Amendment, Clause, ClauseVersion, PublishedText
from backend.agreements.publication_rows import PublicationText
from backend.agreements.withholding import without
from backend.api.nested import nested_create, nested_item, nested_list
from backend.api.queries import Parameter
from backend.api.subjects import SubjectViewSet
from backend.api.views import VisibleList
from backend.parties.audiences import Visibility
from backend.reference.words import Words
from backend.workflow import engine

VERSION = Words("tekstversie", "text version")
DRAFT = Words("concept van een tekst", "draft of a text")
DIFFERENCE = Words("verschil", "difference")
PUBLICATION = Words("publicatietekst", "publication text")
CORRECTION = Words("correctie van een publicatie", "correction of a publication")
AMENDMENT = Words("wijzigingsvoorstel", "amendment")
IN_FORCE = Words("geldende tekst", "text in force")
ON = {
    "on": Parameter(
        "The day on which it is in force; today where it is left out.",
        {"type": "string", "format": "date", "minLength": 10, "maxLength": 10},
    )
}
NEWEST = {"-createdAt": ("-created_at",), "createdAt": ("created_at",)}


class ClauseTexts(SubjectViewSet):
    """What stands below a clause about its texts."""

    @nested_list("versions", text_shapes.VersionSerializer, orderings=NEWEST, noun=VERSION)
    def versions(self, subject: Clause) -> QuerySet[Any]:
        """List its texts, newest first, as far as you may read them."""
        return self._versions(subject)

    @nested_create(
        versions, text_shapes.VersionCreate, text_shapes.VersionSerializer, if_match=True
    )
    def add_version(self, subject: Clause, data: dict[str, Any]) -> ClauseVersion:
        """Propose a new text; takes the transition `revise`."""
        given = {name: value for name, value in data.items() if value}
        engine.perform(
            subject,
            "revise",
            actor=self.actor,
            data=given,
            expected_version=self.expected_version,
        )
        newest: ClauseVersion | None = self._versions(subject).order_by("-created_at").first()
        return newest or _nothing()

    @nested_item("versions/<uuid:version_id>", text_shapes.VersionSerializer, noun=VERSION)
    def version(self, subject: Clause, version_id: UUID) -> ClauseVersion:
        """Show one text."""
        return self._one_version(subject, version_id)

    @nested_item(
        "versions/<uuid:version_id>/differences/<uuid:against_id>",
        text_shapes.DiffSerializer,
        noun=DIFFERENCE,
    )
    def difference(self, subject: Clause, version_id: UUID, against_id: UUID) -> dict[str, Any]:
        """Show the difference between any two texts that you may read, word by word."""
        new = self._one_version(subject, version_id)
        old = self._one_version(subject, against_id)
        pieces = [piece._asdict() for piece in difference(old.body, new.body)]
        return {"against": old.pk, "version": new.pk, "pieces": pieces}

    @nested_list("drafts", text_shapes.VersionSerializer, orderings=NEWEST, noun=DRAFT)
    def drafts(self, subject: Clause) -> QuerySet[Any]:
        """List the drafts of your own side, newest first."""
        return self._versions(subject).filter(visibility=Visibility.SIDE_PRIVATE)

    @nested_create(drafts, text_shapes.VersionCreate, text_shapes.VersionSerializer)
    def add_draft(self, subject: Clause, data: dict[str, Any]) -> ClauseVersion:
        """Write a text for your own side only; the clause and its consents stay as they are."""
        made = drafts.write(subject, actor=self.actor, **data)
        return self._one_version(subject, made.pk)

    @nested_list(
        "amendments",
        text_shapes.AmendmentSerializer,
        orderings={"proposedOn": ("proposed_on",), "-proposedOn": ("-proposed_on",)},
        noun=AMENDMENT,
    )
    def amendments(self, subject: Clause) -> QuerySet[Any]:
        """List what was proposed to change in it, and which of these proposals collide."""
        rows = Amendment.objects.visible_to(self.actor).filter(clause=subject)
        heads = ("head__clause", "head__author_organisation", "head__based_on", "head__amendment")
        found: QuerySet[Any] = rows.select_related("base", "head", "organisation", *heads)
        return found

    @nested_list(
        "publication-texts", text_shapes.PublicationSerializer, orderings=NEWEST, noun=PUBLICATION
    )
    def publication_texts(self, subject: Clause) -> QuerySet[Any]:
        """List what was withheld from its texts before they went public, newest first."""
        return self._publications(subject)

    @nested_create(
        publication_texts, text_shapes.PublicationCreate, text_shapes.PublicationSerializer
    )
    def withhold(self, subject: Clause, data: dict[str, Any]) -> PublicationText:
        """Say which words are withheld from the text that goes public next."""
        return redacting.prepare(subject, actor=self.actor, **data)

    @nested_item(
        "publication-texts/<uuid:publication_id>",
        text_shapes.PublicationSerializer,
        noun=PUBLICATION,
    )
    def publication_text(self, subject: Clause, publication_id: UUID) -> PublicationText:
        """Show one of them."""
        found: PublicationText | None = (
            self._publications(subject).filter(pk=publication_id).first()
        )
        return found or _nothing()

    @nested_list(
        "publication-corrections",
        text_shapes.PublicationCorrection,
        orderings=NEWEST,
        noun=CORRECTION,
    )
    def publication_corrections(self, subject: Clause) -> QuerySet[Any]:
        """List how what was public already of its texts was corrected, newest first."""
        return self._publications(subject).exclude(reason="")

    @nested_create(
        publication_corrections,
        text_shapes.PublicationCorrectionCreate,
        text_shapes.PublicationCorrection,
        if_match=True,
    )
    def correct_publication(self, subject: Clause, data: dict[str, Any]) -> PublicationText:
        """Publish its texts anew, without these words; what was public is the parties' alone."""
        return correcting.correct(
            subject, actor=self.actor, expected_version=self.expected_version, **data
        )

    @nested_item(
        "publication-corrections/<uuid:publication_id>",
        text_shapes.PublicationCorrection,
        noun=CORRECTION,
    )
    def publication_correction(self, subject: Clause, publication_id: UUID) -> PublicationText:
        """Show one of them."""
        rows = self._publications(subject).exclude(reason="")
        found: PublicationText | None = rows.filter(pk=publication_id).first()
        return found or _nothing()

    @extend_schema(responses={200: text_shapes.WaitingText}, filters=False)
    @action(detail=True, url_path="publication-preview", noun=PUBLICATION)
    def publication_preview(self, request: Request, id: UUID) -> Response:  # noqa: A002 (the name in the address)
        """Show, word by word, how the agreed text that waits goes public, and what is public."""
        subject = self.get_object()
        waiting = [text for text in redacting.preparable(subject) if text.is_visible_to(self.actor)]
        made_of = ((row.text, row) for row in published.live(subject))
        shown = {
            "text": self._preview(subject, waiting[-1]) if waiting else None,
            "published": [
                self._preview(subject, text, row)
                for text, row in made_of
                if text is not None and text.is_visible_to(self.actor)
            ],
        }
        return Response(self.show(shown, text_shapes.WaitingText))

    @extend_schema(responses={200: text_shapes.TextOnDaySerializer}, filters=False)
    @action(detail=True, url_path="text", query_parameters=ON, noun=IN_FORCE)
    def text(self, request: Request, id: UUID) -> Response:  # noqa: A002 (the name in the address)
        """Show the text that is in force on a day, since when and until when."""
        subject, day = self.get_object(), _day(self.query)
        rows = published.in_force_on(self.actor, day).filter(clause=subject)
        found = next(iter(published.with_until(rows, self.actor)), None)
        shown = self.show({"valid_on": day, "text": found}, text_shapes.TextOnDaySerializer)
        return Response(shown)

    def described(self, rows: Sequence[Any]) -> Iterable[Any]:
        """Tell of each amendment of a page what it collides with."""
        amendments = [row for row in rows if isinstance(row, Amendment)]
        if amendments:
            _note_collisions(amendments)
        return super().described(rows)

    def _publications(self, subject: Clause) -> QuerySet[Any]:
        rows = PublicationText.objects.visible_to(self.actor).filter(clause=subject)
        found: QuerySet[Any] = rows.select_related("text")
        return found

    def _preview(
        self, subject: Clause, text: ClauseVersion, public: PublishedText | None = None
    ) -> dict[str, Any]:
        redacted = redacting.as_published(subject, text)
        shown = public or redacted
        pieces = difference(text.body, shown.body)
        return {
            "number": text.number,
            "prepared": self._publications(subject).filter(text=text).exists(),
            "passages": redacted.passages,
            "body": shown.body,
            "withheld": shown.withheld,
            "pieces": [piece._asdict() for piece in pieces],
            "since": public and public.since,
            "words": list(_words(subject, None if public else redacted.passages)),
        }

    def _versions(self, subject: Clause) -> QuerySet[Any]:
        rows = ClauseVersion.objects.visible_to(self.actor).filter(clause=subject)
        more = ("clause", "author_organisation", "based_on", "amendment")
        found: QuerySet[Any] = rows.select_related(*more)
        return found

    def _one_version(self, subject: Clause, version_id: UUID) -> ClauseVersion:
        found: ClauseVersion | None = self._versions(subject).filter(pk=version_id).first()
        return found or _nothing()


class PublishedTextViewSet(VisibleList):
    """Texts in force, as they are published: without names or signatures, also without a login.

    A clause that was never published and one that does not exist are answered alike: with nothing.
    """

    noun = IN_FORCE
    public = True
    queryset = PublishedText.objects.all()
    serializer_class = text_shapes.PublishedSerializer
    filterset_class = filters.PublishedFilters
    query_parameters = ON
    orderings = {"articleNumber": ("article_number",), "-since": ("-since",)}

    def get_queryset(self) -> QuerySet[Any]:
        """Return what is in force on the day asked for."""
        return published.in_force_on(self.actor, _day(self.query))

    def described(self, rows: Sequence[Any]) -> Iterable[Any]:
        """Tell of each text until when it holds: one more query for all of a page."""
        return published.with_until(rows, self.actor)


def _words(subject: Clause, passages: Sequence[str] | None) -> Iterable[dict[str, Any]]:
    """Yield what the clause is called as it goes public without these, or (None) as it is."""
    for name in captions.FIELDS:
        whole = captions.whole(subject, name)
        shown = getattr(subject, name) if passages is None else without(whole, passages).body
        if whole:
            pieces = difference(whole, shown)
            yield {"name": name, "pieces": [piece._asdict() for piece in pieces]}


def _note_collisions(rows: list[Amendment]) -> None:
    found: dict[UUID, list[dict[str, Any]]] = {row.pk: [] for row in rows}
    for one, other, passages in amending.clashes(rows):
        for mine, theirs, flipped in ((one, other, False), (other, one, True)):
            found[mine.pk] += [
                {
                    "other": theirs.head.number if theirs.head else 0,
                    "passage": each.passage,
                    "own_text": each.second if flipped else each.first,
                    "other_text": each.first if flipped else each.second,
                }
                for each in passages
            ]
    for row in rows:
        row.collisions = found[row.pk]  # type: ignore[attr-defined]  # for its shape


def _day(query: Any) -> date:
    return date.fromisoformat(query["on"]) if query.get("on") else timezone.localdate()


def _nothing() -> NoReturn:
    raise Http404

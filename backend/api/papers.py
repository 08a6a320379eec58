"""Consents on paper: recorded with their document, and confirmed by the party itself."""

from base64 import b64encode
from typing import Any
from uuid import UUID

from django.http import Http404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from backend.api.chain_shapes import label_of
from backend.api.filters import Choice, Identifier, PlainFilters
from backend.api.naming import camelize, snakify
from backend.api.option_shapes import input_schema
from backend.api.queries import Parameter
from backend.api.schema import document, page_of
from backend.api.serializers import StrictSerializer
from backend.api.subject_shapes import Json, Reference
from backend.api.views import ActorView, Creates, Updates, VisibleListRetrieve
from backend.reference.words import Words
from backend.workflow import papers, registry
from backend.workflow.documents import LARGEST
from backend.workflow.models import Paper

STATES = [(s, s) for s in ("waiting", "confirmed", "refused", "voided", "replaced")]
# Base64 takes four characters for three bytes.
LONGEST_DOCUMENT = (LARGEST + 1024) * 4 // 3
PAPER = Words("instemming op papier", "consent on paper")
AWAITED = Words("instemming die op papier kan komen", "consent that may come on paper")
SUBJECT = {
    "subjectKind": Parameter("The kind of dossier.", {"type": "string", "maxLength": 20}),
    "subjectId": Parameter("Its id.", {"type": "string", "format": "uuid"}),
}


class PaperSerializer(StrictSerializer):
    """A consent on paper. It counts once it is `confirmed`, and then as a consent."""

    id = serializers.UUIDField()
    subject_kind = serializers.CharField()
    subject_id = serializers.UUIDField()
    transition = serializers.CharField()
    transition_label = serializers.SerializerMethodField()
    digest = serializers.CharField()
    terms = serializers.SerializerMethodField()
    organisation = Reference()
    side = serializers.CharField()
    signed_by = serializers.CharField()
    signed_on = serializers.DateField()
    name = serializers.CharField()
    media_type = serializers.CharField()
    size = serializers.IntegerField()
    sha256 = serializers.CharField()
    recorded_by = serializers.CharField()
    recorded_for = serializers.CharField()
    recorded_at = serializers.DateTimeField()
    state = serializers.ChoiceField(choices=STATES)
    decided_by = serializers.CharField()
    decided_at = serializers.DateTimeField(allow_null=True)
    decision_reason = serializers.CharField()
    may_decide = serializers.SerializerMethodField()

    def get_transition_label(self, paper: Paper) -> str:
        """Return what people call the step."""
        return label_of(registry.lifecycle_of(paper.subject_kind), paper.transition)

    def get_terms(self, paper: Paper) -> Json:
        """Return the terms that were signed."""
        terms: Json = camelize(paper.terms)
        return terms

    def get_may_decide(self, paper: Paper) -> bool:
        """Return whether it waits for you: your organisation gave it."""
        return papers.may_decide(paper, self.context["view"].actor)


class PaperCreate(StrictSerializer):
    """A signed document. `digest` says to which text and terms; or `data` gives the terms."""

    subject_kind = serializers.CharField(max_length=20)
    subject_id = serializers.UUIDField()
    transition = serializers.CharField(max_length=60)
    organisation = serializers.UUIDField()
    digest = serializers.RegexField(r"^[0-9a-f]{64}$", required=False, max_length=64)
    data = serializers.DictField(required=False)
    signed_by = serializers.CharField(max_length=200)
    signed_on = serializers.DateField()
    name = serializers.CharField(max_length=200, help_text="What the document is called.")
    document = serializers.CharField(
        max_length=LONGEST_DOCUMENT, help_text="A PDF, PNG or JPEG of at most 5 MiB, in Base64."
    )


class PaperUpdate(StrictSerializer):
    """The party's own decision; a refusal has a reason."""

    decision = serializers.ChoiceField(choices=[(d, d) for d in (papers.CONFIRMED, papers.REFUSED)])
    reason = serializers.CharField(required=False, allow_blank=True, max_length=2000)


class DocumentSerializer(StrictSerializer):
    """The document itself, in Base64."""

    name = serializers.CharField()
    media_type = serializers.CharField()
    size = serializers.IntegerField()
    sha256 = serializers.CharField()
    content = serializers.SerializerMethodField()

    def get_content(self, paper: Paper) -> str:
        """Return the bytes as Base64."""
        return b64encode(paper.content).decode()


class AwaitedPaperSerializer(StrictSerializer):
    """A step to which parties may consent on paper, and which of them are awaited."""

    transition = serializers.CharField()
    label = serializers.CharField()
    digest = serializers.CharField()
    terms = serializers.DictField()
    offered = serializers.BooleanField(help_text="Somebody has put these terms on offer.")
    organisations = Reference(many=True)
    input_schema = serializers.DictField()


class PaperFilters(PlainFilters):
    """Filters of consents on paper."""

    subject_id = Identifier()
    state = Choice(choices=STATES)


class PaperViewSet(Creates, Updates, VisibleListRetrieve):
    """Consents that were given on paper. None counts before the party itself confirms it here."""

    noun = PAPER
    queryset = Paper.objects.select_related("organisation").defer("content")
    serializer_class = PaperSerializer
    create_serializer_class = PaperCreate
    update_serializer_class = PaperUpdate
    filterset_class = PaperFilters
    orderings = {"-recordedAt": ("-recorded_at",), "recordedAt": ("recorded_at",)}
    versioned = False

    def create_subject(self, data: dict[str, Any]) -> Paper:
        """Record one, as the secretariat of the table or as the party."""
        subject = subject_for(self, data.pop("subject_kind"), data.pop("subject_id"))
        if "data" in data:
            data["data"] = snakify(data["data"])
        return papers.record(subject, actor=self.actor, **data)

    def update_subject(
        self, subject: Paper, data: dict[str, Any], expected_version: int | None
    ) -> Paper:
        """Confirm or refuse one, for the party that gave it."""
        about = subject_for(self, subject.subject_kind, subject.subject_id)
        data.setdefault("decision", "")
        return papers.decide(subject, about, actor=self.actor, **data)

    @extend_schema(responses={200: DocumentSerializer}, filters=False)
    @action(detail=True, url_path="document", noun=Words("document", "document"))
    def document(self, request: Request, **_: Any) -> Response:
        """Show the document itself."""
        return Response(self.show(self.get_object(), DocumentSerializer))


class AwaitedPapersView(ActorView):
    """What you may record on paper in one dossier."""

    noun = AWAITED
    query_parameters = SUBJECT

    @document(response=page_of(AwaitedPaperSerializer))
    def get(self, request: Request) -> Response:
        """List the steps of which you may record a consent on paper, and for whom."""
        kind, subject_id = self.query["subjectKind"], self.query["subjectId"]
        found: list[dict[str, Any]] = []
        subject = _seen(self, kind, UUID(subject_id)) if kind and subject_id else None
        if subject is None:
            return self.items(found, AwaitedPaperSerializer)
        for row, where, awaited in papers.awaited(subject, actor=self.actor):
            found.append(
                {
                    "transition": row.name,
                    "label": label_of(subject.lifecycle, row.name),
                    "digest": where.digest,
                    "terms": camelize(dict(where.terms)),
                    "offered": bool(where.given),
                    "organisations": [{"id": pk, "name": name} for pk, name in awaited],
                    "input_schema": input_schema(row.data),
                }
            )
        return self.items(found, AwaitedPaperSerializer)


def subject_for(view: ActorView, kind: str, subject_id: UUID) -> Any:
    """Return a dossier that the actor may see; what they may not see is not there."""
    found = _seen(view, kind, subject_id)
    if found is None:
        raise Http404
    return found


def _seen(view: ActorView, kind: str, subject_id: UUID) -> Any:
    if kind not in registry.kinds():
        return None
    return registry.model_of(kind).objects.visible_to(view.actor).filter(pk=subject_id).first()

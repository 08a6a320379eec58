"""Everything that any subject offers over HTTP, on top of the engine."""

from contextlib import AbstractContextManager
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from backend.api.chain_shapes import TransitionSerializer
from backend.api.chains import CHAIN_ORDER, Chained
from backend.api.consent_shapes import ConsentInput, ConsentSerializer
from backend.api.naming import snakify
from backend.api.nested import nested_create, nested_delete, nested_item, nested_list
from backend.api.offers import offered
from backend.api.option_shapes import (
    AvailableChangeSerializer,
    AvailableTransitionSerializer,
    TransitionInput,
)
from backend.api.schema import page_of
from backend.api.subject_shapes import Reference, SubjectSerializer
from backend.api.views import VisibleListRetrieve
from backend.audit.models import AuditEntry
from backend.reference.words import Words
from backend.workflow import consenting, engine
from backend.workflow.locks import held, lock
from backend.workflow.models import Consent

__all__ = ["Reference", "SubjectSerializer", "SubjectViewSet"]

TRANSITION = Words("overgang", "transition")
AVAILABLE = Words("mogelijke overgang", "available transition")
CHANGE = Words("mogelijke wijziging", "available change")
CONSENT = Words("instemming", "consent")


class SubjectViewSet(Chained, VisibleListRetrieve):
    """A list, a detail, and below each: transitions, consents and audit entries."""

    expected_version: int

    def held(self) -> AbstractContextManager[Any]:
        """Lock and read what the address names, once for all that the request does with it."""
        view: Any = self
        return held(view.queryset.model, self.kwargs["id"], actor=self.actor)

    @nested_list(
        "transitions",
        TransitionSerializer,
        orderings=CHAIN_ORDER,
        tie_break="digest",
        noun=TRANSITION,
    )
    def transitions(self, subject: Any) -> QuerySet[Any]:
        """List the transitions that were taken, oldest first."""
        return self.transitions_of(subject)

    @nested_create(transitions, TransitionInput, TransitionSerializer, if_match=True)
    def take_transition(self, subject: Any, data: dict[str, Any]) -> AuditEntry:
        """Take one transition: all of it, or nothing and every reason why not."""
        return engine.perform(
            subject,
            data["name"],
            actor=self.actor,
            reason=data["reason"],
            data=_terms(data),
            organisation_id=data.get("organisation"),
            expected_version=self.expected_version,
        )

    @nested_item("transitions/<digest:transition_id>", TransitionSerializer, noun=TRANSITION)
    def transition(self, subject: Any, transition_id: str) -> Any:
        """Show one transition that was taken."""
        return _one(self.transitions_of(subject).filter(digest=transition_id))

    @extend_schema(responses={200: page_of(AvailableTransitionSerializer)})
    @action(detail=True, url_path="available-transitions", noun=AVAILABLE)
    def available_transitions(self, request: Request, **_: Any) -> Response:
        """List what you may do next or must consent to, and all that stands in the way."""
        subject = self.get_object()
        options = engine.options(subject, actor=self.actor)
        shape = AvailableTransitionSerializer(context={"view": self, "subject": subject})
        shown = [shape.to_representation(option) for option in options]
        return Response({"items": shown, "next": None, "previous": None})

    @extend_schema(responses={200: page_of(AvailableChangeSerializer)})
    @action(detail=True, url_path="available-changes", noun=CHANGE)
    def available_changes(self, request: Request, **_: Any) -> Response:
        """List what you may write besides taking a transition, and what stands in the way."""
        subject = self.get_object()
        found = [*self.changes_of(subject), *offered(subject, actor=self.actor)]
        return self.items(found, AvailableChangeSerializer)

    @nested_list(
        "consents", ConsentSerializer, orderings={"-givenAt": ("-given_at",)}, noun=CONSENT
    )
    def consents(self, subject: Any) -> QuerySet[Any]:
        """List the consents, newest first; also those that have ended, with the reason."""
        return self.consents_of(subject)

    @nested_create(consents, ConsentInput, ConsentSerializer, if_match=True)
    def give_consent(self, subject: Any, data: dict[str, Any]) -> Consent:
        """Consent to the current text, for one organisation."""
        return consenting.give(
            subject,
            data["transition"],
            actor=self.actor,
            data=_terms(data),
            digest=data.get("digest"),
            organisation_id=data.get("organisation"),
            expected_version=self.expected_version,
        )

    @nested_item("consents/<uuid:consent_id>", ConsentSerializer, noun=CONSENT)
    def consent(self, subject: Any, consent_id: UUID) -> Any:
        """Show one consent."""
        return _one(self.consents_of(subject).filter(pk=consent_id))

    @nested_delete(consent)
    def withdraw_consent(self, subject: Any, consent_id: UUID) -> None:
        """Withdraw a consent of your own organisation, as long as it counts."""
        given = _one(self.consents_of(subject).filter(pk=consent_id))
        lock(subject, self.expected_version)
        consenting.withdraw(given, subject, actor=self.actor)

    def changes_of(self, subject: Any) -> list[engine.Change]:
        """Return what the actor may write; a domain adds what can be put below its subject."""
        return engine.changes(subject, actor=self.actor)

    def transitions_of(self, subject: Any) -> QuerySet[Any]:
        """Return the entries of a subject that are transitions, not edits or consents."""
        return self.entries_of(subject).filter(event__in=subject.lifecycle.names)

    def consents_of(self, subject: Any) -> QuerySet[Any]:
        """Return the consents of a subject that the actor may see, ended ones included."""
        rows = Consent.objects.visible_to(self.actor)
        rows = rows.filter(subject_kind=subject.kind, subject_id=subject.pk)
        return rows.select_related("organisation", "through")


def _terms(data: dict[str, Any]) -> Any:
    """Return the terms by their inside names; None where they were left out."""
    return snakify(data["data"]) if "data" in data else None


def _one(found: QuerySet[Any]) -> Any:
    """Return the only row, or say that nothing is there."""
    row = found.first()
    if row is None:
        raise Http404
    return row

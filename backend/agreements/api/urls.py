"""Where agreements and clauses are found."""

from backend.agreements.api.binding_views import BindingRequestViewSet
from backend.agreements.api.text_views import PublishedTextViewSet
from backend.agreements.api.views import AgreementViewSet, ClauseViewSet
from backend.api.routing import Router


def register(router: Router) -> None:
    """Add them below `/v1/`."""
    router.register("agreements", AgreementViewSet, basename="agreement")
    router.register("clauses", ClauseViewSet, basename="clause")
    router.register("binding-requests", BindingRequestViewSet, basename="binding-request")
    router.register("published-texts", PublishedTextViewSet, basename="published-text")

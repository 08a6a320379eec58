"""The addresses that belong to no domain."""

from collections.abc import Callable, Iterable

from django.urls import URLPattern, URLResolver, path, re_path

from backend.api.documents import openapi, problem_page, problem_pages, verifier_program
from backend.api.lifecycles import LifecyclesView, LifecycleView
from backend.api.mandates import ColleagueViewSet, MandateViewSet
from backend.api.me import MeView
from backend.api.papers import AwaitedPapersView, PaperViewSet
from backend.api.reference_views import ReferenceListsView, ReferenceListView
from backend.api.routing import Router, nothing_here
from backend.api.seals import AuditSealViewSet
from backend.api.status import StatusView, health, health_of_reminders


def register(router: Router) -> None:
    """Add the shared resources below `/v1/`."""
    router.register("audit-seals", AuditSealViewSet, basename="audit-seal")
    router.register("colleagues", ColleagueViewSet, basename="colleague")
    router.register("mandates", MandateViewSet, basename="mandate")
    router.register("papers", PaperViewSet, basename="paper")
    router.view("awaited-papers", AwaitedPapersView)
    router.view("lifecycles", LifecyclesView)
    router.view("lifecycles/<slug:name>", LifecycleView)
    router.view("me", MeView)
    router.view("reference", ReferenceListsView)
    router.view("reference/<slug:name>", ReferenceListView)
    router.view("status", StatusView)


# Below /v1/, but not a resource.
documents: list[URLPattern] = [path("openapi.json", openapi, name="openapi")]

# Beside /v1/.
beside: list[URLPattern] = [
    path("v1", nothing_here),
    path("healthz", health, name="health"),
    path("healthz/reminders", health_of_reminders, name="health-of-reminders"),
    path("problems", problem_pages, name="problems"),
    path("problems/<slug:slug>", problem_page, name="problem"),
    path("verifier.py", verifier_program, name="verifier"),
]


def api_urls(registers: Iterable[Callable[[Router], None]]) -> list[URLPattern | URLResolver]:
    """Return all addresses below `/v1/`; whatever else is asked there is not found."""
    router = Router()
    for add in (*registers, register):
        add(router)
    return [*router.urls, *documents, re_path(r"^.*$", nothing_here)]

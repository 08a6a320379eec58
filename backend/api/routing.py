"""Addresses: no trailing slash, ids as UUIDs, and anything else the same 404."""

from collections.abc import Callable, Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, path, re_path, register_converter
from django.views.decorators.csrf import csrf_exempt
from rest_framework.routers import SimpleRouter

from backend.api.problem_types import NOT_FOUND, Problem
from backend.api.problems import answer
from backend.api.views import ActorView


class Digest:
    """A SHA-256 in an address, such as the id of an audit entry."""

    regex = "[0-9a-f]{64}"

    def to_python(self, value: str) -> str:
        """Return it as it is."""
        return value

    def to_url(self, value: str) -> str:
        """Return it as it is."""
        return value


register_converter(Digest, "digest")


class Router(SimpleRouter):
    """What a domain registers its resources with."""

    def __init__(self) -> None:
        super().__init__(trailing_slash=False, use_regex_path=False)
        self._views: list[URLPattern] = []

    def view(self, address: str, view: type[ActorView]) -> None:
        """Serve a single view, such as `me` or `lifecycles/<slug:name>`."""
        name = address.split("<", maxsplit=1)[0].strip("/").replace("/", "-")
        name += "-detail" if "<" in address else ""
        self._views.append(path(address, view.as_view(), name=name))

    def get_urls(self) -> list[Any]:
        """Return every address: the registered resources, then the single views."""
        return [*super().get_urls(), *self._views]


def api_urls(registers: Iterable[Callable[[Router], None]]) -> list[URLPattern | URLResolver]:
    """Return all addresses below `/v1/`; whatever else is asked there is not found."""
    from backend.api import urls  # noqa: PLC0415  # the shared resources build on this module

    router = Router()
    for register in (*registers, urls.register):
        register(router)
    return [*router.urls, *urls.documents, re_path(r"^.*$", nothing_here)]


@csrf_exempt  # nothing can be changed here; the answer is not to depend on a cookie
def nothing_here(request: HttpRequest) -> HttpResponse:
    """Answer what belongs to no resource, the same way with DEBUG on."""
    return answer(Problem(NOT_FOUND))

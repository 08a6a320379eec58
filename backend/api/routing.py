"""Addresses: no trailing slash, ids as UUIDs, and anything else the same 404."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, register_converter
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


@csrf_exempt  # nothing can be changed here; the answer is not to depend on a cookie
def nothing_here(request: HttpRequest) -> HttpResponse:
    """Answer what belongs to no resource, the same way with DEBUG on."""
    return answer(Problem(NOT_FOUND))

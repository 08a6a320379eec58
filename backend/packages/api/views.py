"""Packages over HTTP. What happens to one is a transition."""

from collections.abc import Sequence
from typing import Any, NoReturn

from django.http import Http404

from backend.agreements.models import Agreement
from backend.api.naming import snakify
from backend.api.subjects import SubjectViewSet
from backend.api.views import Creates, Updates
from backend.packages import actions, queries
from backend.packages.api import filters, serializers
from backend.packages.composing import Wanted
from backend.packages.models import Package
from backend.reference.words import Words


class PackageViewSet(Creates, Updates, SubjectViewSet):
    """Clauses that are agreed only together, or as alternatives."""

    noun = Words("pakket", "package")
    queryset = Package.objects.select_related(
        "agreement", "bargaining_table", "author_organisation"
    )
    serializer_class = serializers.PackageSerializer
    create_serializer_class = serializers.PackageCreate
    update_serializer_class = serializers.PackageUpdate
    filterset_class = filters.PackageFilters
    orderings = {
        "-updatedAt": ("-updated_at",),
        "updatedAt": ("updated_at",),
        "title": ("title",),
    }

    def create_subject(self, data: dict[str, Any]) -> Package:
        """Lay a package on the table in the agreement that the body names."""
        agreement = Agreement.objects.visible_to(self.actor).filter(pk=data.pop("agreement"))
        made = actions.propose(
            agreement.first() or _nothing(),
            actor=self.actor,
            members=_wanted(data.pop("members")),
            **data,
        )
        return self._again(made)

    def update_subject(
        self, subject: Package, data: dict[str, Any], expected_version: int | None
    ) -> Package:
        """Change what it says or is made of."""
        if "members" in data:
            data["members"] = _wanted(data["members"])
        actions.edit(subject, data, actor=self.actor, expected_version=expected_version)
        return self._again(subject)

    def described(self, rows: Sequence[Any]) -> Sequence[Any]:
        """Tell what each is made of, as far as the reader may see."""
        return queries.described(rows, self.actor) if self.action == "list" else rows

    def get_object(self) -> Any:
        """Return one with what it is made of."""
        return queries.described([super().get_object()], self.actor)[0]

    def _again(self, package: Package) -> Package:
        found: Package = self.get_queryset().get(pk=package.pk)
        return queries.described([found], self.actor)[0]


def _wanted(members: list[dict[str, Any]]) -> list[Wanted]:
    return [Wanted(each["clause"], snakify(each["terms"])) for each in members]


def _nothing() -> NoReturn:
    raise Http404

"""Copies over HTTP: they are read, and never made or changed from outside."""

from typing import Any

from django.db.models import QuerySet

from backend.api.filters import Identifier, PlainFilters, Text
from backend.api.views import VisibleListRetrieve
from backend.copies.api.serializers import CopyDetailSerializer, CopySerializer
from backend.copies.models import DossierCopy
from backend.reference.words import Words


class CopyFilters(PlainFilters):
    """Filters of copies."""

    bargaining_table = Identifier(field_name="bargaining_table_id")
    subject_kind = Text()


class CopyViewSet(VisibleListRetrieve):
    """What your organisation could read at a table at which it sits no longer.

    Only who negotiates for it today reads this.
    """

    noun = Words("afschrift", "copy")
    queryset = DossierCopy.objects.select_related("organisation", "bargaining_table")
    serializer_class = CopyDetailSerializer
    list_serializer_class = CopySerializer
    filterset_class = CopyFilters
    orderings = {"-endedOn": ("-ended_on",), "title": ("title",)}

    def get_queryset(self) -> QuerySet[Any]:
        """Leave out what is only shown of one."""
        rows = super().get_queryset()
        return rows.defer("body") if self.action == "list" else rows

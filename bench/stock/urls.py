"""One view set and its router."""

from typing import Any

from django.http import HttpRequest
from django.urls import include, path
from rest_framework import serializers, viewsets
from rest_framework.decorators import action
from rest_framework.response import Response
from rest_framework.routers import DefaultRouter

from bench.stock.models import StockClause


class StockClauseSerializer(serializers.ModelSerializer[StockClause]):
    """All fields."""

    class Meta:
        model = StockClause
        fields = "__all__"


class StockClauseViewSet(viewsets.ModelViewSet[StockClause]):
    """Clauses, and an action that takes a transition."""

    queryset = StockClause.objects.all()
    serializer_class = StockClauseSerializer

    @action(detail=True, methods=["post"])
    def transitions(self, request: HttpRequest, pk: str) -> Response:
        """Take the transition that the body names."""
        clause = self.get_object()
        data: Any = request.data  # type: ignore[attr-defined]
        getattr(clause, data["name"])(by=request.user)
        clause.save()
        return Response(self.get_serializer(clause).data, status=201)


router = DefaultRouter()
router.register("clauses", StockClauseViewSet)
urlpatterns = [path("", include(router.urls))]

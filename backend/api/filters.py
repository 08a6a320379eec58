"""Filters of lists: declared in snake_case, asked in camelCase, strict about what they read.

A filter only ever narrows what `visible_to` left, so it can tell nobody about hidden rows.
"""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django_filters.rest_framework import DjangoFilterBackend
from drf_spectacular.utils import extend_schema_field
from rest_framework.request import Request

from backend.api.languages import say
from backend.api.naming import camel
from backend.api.problem_types import Fault, Invalid
from backend.reference.words import Words

NOT_A_DAY = Words("Geef een datum: JJJJ-MM-DD.", "Give a date: YYYY-MM-DD.")
NOT_A_MOMENT = Words(
    "Geef een tijdstip met tijdzone: JJJJ-MM-DDTUU:MM:SSZ.",
    "Give a moment with its time zone: YYYY-MM-DDTHH:MM:SSZ.",
)
EMPTY = Words("Geef een waarde.", "Give a value.")
NOT_YES_OR_NO = Words("Geef `true` of `false`.", "Give `true` or `false`.")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)", re.ASCII)
LONGEST_TEXT = 100


class _DayField(forms.Field):
    def to_python(self, value: Any) -> date | None:
        if value in self.empty_values:
            return None
        try:
            return date.fromisoformat(value if _DAY.fullmatch(value) else "")
        except ValueError as error:
            raise ValidationError(say(NOT_A_DAY), code="invalid") from error


class _MomentField(forms.Field):
    def to_python(self, value: Any) -> datetime | None:
        if value in self.empty_values:
            return None
        # A `+` that was not escaped arrives as a space; there is only one thing it can have been.
        text = value.replace(" ", "+").upper()
        try:
            moment = datetime.fromisoformat(text if _MOMENT.fullmatch(text) else "")
            return moment.astimezone(UTC)
        except (ValueError, OverflowError) as error:
            raise ValidationError(say(NOT_A_MOMENT), code="invalid") from error


class _YesNoField(forms.Field):
    def to_python(self, value: Any) -> bool | None:
        if value in self.empty_values:
            return None
        if value not in ("true", "false"):
            raise ValidationError(say(NOT_YES_OR_NO), code="invalid")
        return bool(value == "true")


class Day(django_filters.DateFilter):
    """A date; `lookup_expr="gte"` or `"lte"` for a boundary."""

    field_class = _DayField


class Moment(django_filters.IsoDateTimeFilter):
    """A moment with a time zone."""

    field_class = _MomentField


class YesNo(django_filters.BooleanFilter):
    """`true` or `false`."""

    field_class = _YesNoField


class Identifier(django_filters.UUIDFilter):
    """An id."""


class Choice(django_filters.ChoiceFilter):
    """One of a few codes."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("empty_label", None)
        super().__init__(*args, **kwargs)


class Choices(django_filters.MultipleChoiceFilter):
    """Any of a few codes: repeat the parameter."""


@extend_schema_field({"type": "string", "maxLength": LONGEST_TEXT})
class Text(django_filters.CharFilter):
    """A text, compared as `lookup_expr` says (default: equal)."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", LONGEST_TEXT)
        super().__init__(*args, **kwargs)


class PlainFilters(django_filters.FilterSet):
    """Filters under their camelCase names."""

    @classmethod
    def get_filters(cls) -> dict[str, Any]:
        """Return the filters by outside name."""
        return {camel(name): each for name, each in super().get_filters().items()}


class Filters(PlainFilters):
    """Filters of rows that know when they last changed."""

    changed_since = Moment(
        field_name="updated_at", lookup_expr="gte", help_text="Changed at or after this moment."
    )


class FilterBackend(DjangoFilterBackend):
    """Applies a view's `filterset_class`, once `check` has found nothing wrong with it."""

    def filter_queryset(
        self, request: Request, queryset: QuerySet[Any], view: Any
    ) -> QuerySet[Any]:
        """Return the rows that pass."""
        asked = getattr(view, "asked_filters", None)
        if asked is None:
            return queryset
        asked.queryset = queryset
        filtered: QuerySet[Any] = asked.qs
        return filtered


def check(request: Request, view: Any) -> None:
    """Read the filters that are asked for `view`; raise `Invalid` with every faulty one.

    No form is built where no filter is asked.
    """
    filterset_class = view.filterset_class
    if filterset_class is None or not names_of(filterset_class) & request.query_params.keys():
        return
    nothing = view.queryset.model.objects.none()
    asked = filterset_class(data=request.query_params, queryset=nothing, request=request)
    found = list(_empty(filterset_class, request))
    if not asked.is_valid():
        found += _faults(asked.errors.as_data())
    if found:
        raise Invalid(found)
    view.asked_filters = asked


def _empty(filterset_class: Any, request: Request) -> Iterator[Fault]:
    """Name what is asked without a value: it would filter nothing, which nobody can have meant."""
    for name, each in filterset_class.base_filters.items():
        if "" in request.query_params.getlist(name) and not isinstance(each, Text):
            yield Fault(f"?{name}", "empty", EMPTY)


def names_of(filterset_class: Any) -> set[str]:
    """Return the query parameters that a filter set reads."""
    return set(filterset_class.base_filters)


def _faults(errors: dict[str, list[ValidationError]]) -> Iterator[Fault]:
    for name, found in errors.items():
        for error in found:
            for message in error.messages:
                yield Fault(f"?{name}", error.code or "invalid", message)

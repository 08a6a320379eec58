"""Columns that agreements and clauses have many of."""

from typing import Any

from django.db import models

from backend.parties.models import Organisation


def organisation() -> Any:
    """Return the column of an organisation that need not be known."""
    return models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )


def day() -> Any:
    """Return the column of a day that need not be known."""
    return models.DateField(null=True, blank=True)


def text() -> Any:
    """Return the column of a text that may be empty."""
    return models.TextField(blank=True)

"""Registers the application."""

from django.apps import AppConfig


class CommitmentsConfig(AppConfig):
    """The settings Django needs of it."""

    name = "backend.commitments"
    label = "commitments"

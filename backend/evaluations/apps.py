"""Registers the application."""

from django.apps import AppConfig


class EvaluationsConfig(AppConfig):
    """The settings Django needs of it."""

    name = "backend.evaluations"
    label = "evaluations"

"""Registers the application."""

from django.apps import AppConfig


class DisputesConfig(AppConfig):
    """The settings Django needs of it."""

    name = "backend.disputes"
    label = "disputes"

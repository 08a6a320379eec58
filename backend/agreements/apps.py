"""Registers the application."""

from django.apps import AppConfig


class AgreementsConfig(AppConfig):
    """The settings Django needs of it."""

    name = "backend.agreements"
    label = "agreements"

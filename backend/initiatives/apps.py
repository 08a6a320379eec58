"""Registers the application."""

from django.apps import AppConfig


class InitiativesConfig(AppConfig):
    """The settings Django needs of it."""

    name = "backend.initiatives"
    label = "initiatives"

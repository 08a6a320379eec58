"""Registers the application."""

from django.apps import AppConfig


class AdministrationConfig(AppConfig):
    """The settings Django needs of it."""

    name = "backend.administration"
    label = "administration"

"""Registers the application."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """The settings Django needs of it."""

    name = "backend.demo"
    label = "demo"

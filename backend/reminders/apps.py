"""Registers the application."""

from django.apps import AppConfig


class RemindersConfig(AppConfig):
    """The settings Django needs of it."""

    name = "backend.reminders"
    label = "reminders"

"""Registers the application."""

from django.apps import AppConfig


class CalendarsConfig(AppConfig):
    """The settings Django needs of it."""

    name = "backend.calendars"
    label = "calendars"

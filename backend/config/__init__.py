"""The roof of the house: settings, system checks, workers, addresses and embedded services."""

from backend.config.celery import app as celery_app

__all__ = ["celery_app"]

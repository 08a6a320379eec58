"""The roof of the house: settings, system checks, workers, addresses and embedded services."""

import os

# Here because every way in passes through this package: manage.py, gunicorn, Celery and the tests.
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "backend.config.settings")

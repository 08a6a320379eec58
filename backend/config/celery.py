"""The Celery application: the worker and the clock that ticks in `beat`.

A task is only ever a wake-up call. What has to be done stands in the database as a row, so a lost
or doubled message loses or doubles nothing.
"""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "backend.config.settings")

app = Celery("polderspoor")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()

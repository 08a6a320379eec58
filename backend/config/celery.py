"""The Celery application: the worker and the clock that ticks in `beat`.

A task is only ever a wake-up call. What has to be done stands in the database as a row, so a lost
or doubled message loses or doubles nothing.
"""

import os
from pathlib import Path
from typing import Any

from celery import Celery
from celery.signals import beat_init, worker_ready

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "backend.config.settings")

app = Celery("polderspoor")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@worker_ready.connect
@beat_init.connect
def at_work(**_: Any) -> None:
    """Tell whoever started us (it named a file) that we are connected and at work."""
    if path := os.environ.get("POLDERSPOOR_READY_FILE"):
        Path(path).touch()

"""The Celery application: the worker and the clock that ticks in `beat`.

A task is only ever a wake-up call. What has to be done stands in the database as a row, so a lost
or doubled message loses or doubles nothing.
"""

import os
from pathlib import Path
from typing import Any

from celery import Celery
from celery.signals import beat_init, worker_ready

app = Celery("polderspoor")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@beat_init.connect
def refuse_wrong_settings(**_: Any) -> None:
    """The clock does not tick on wrong settings; a worker runs Django's checks anyway."""
    from backend.config import checks  # noqa: PLC0415  # Django is set up by now, not before

    checks.refuse_wrong_settings()


@worker_ready.connect
@beat_init.connect
def at_work(**_: Any) -> None:
    """Tell whoever started us (it named a file) that we are connected and at work."""
    if path := os.environ.get("POLDERSPOOR_READY_FILE"):
        Path(path).touch()

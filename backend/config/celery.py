"""The Celery application: the worker and the clock that ticks in `beat`.

A task is only ever a wake-up call. What has to be done stands in the database as a row, so a lost
or doubled message loses or doubles nothing.
"""

import os
from pathlib import Path
from typing import Any

from celery import Celery
from celery.schedules import crontab
from celery.signals import beat_init, worker_ready

app = Celery("polderspoor")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()

# What rings when (seconds, or a time in CELERY_TIMEZONE). A call that no worker took in time is
# dropped, so that little piles up behind a busy worker; the time leaves room for clocks that differ
# between machines. The seal is made at the first call of a day that gets through.
BEAT: dict[str, tuple[str, float | crontab, float]] = {
    #         task                                      rings               dropped after
    "relay": ("backend.reminders.tasks.relay_messages", 2, 15),
    "mails": ("backend.reminders.tasks.send_mails", 5, 15),
    "sweep": ("backend.reminders.tasks.sweep", 60, 60),
    "prune": ("backend.reminders.tasks.prune_messages", crontab(minute="35"), 3600),
    "seals": ("backend.reminders.tasks.seal_chains", crontab(minute="5"), 3600),
}
app.conf.beat_schedule = {
    name: {"task": task, "schedule": rings, "options": {"expires": seconds}}
    for name, (task, rings, seconds) in BEAT.items()
}


@beat_init.connect
def refuse_wrong_settings(**_: Any) -> None:
    """The clock does not tick on wrong settings; a worker runs Django's checks anyway."""
    from backend.config import checks  # noqa: PLC0415  # Django is set up by now, not before

    checks.refuse_wrong_settings()


@beat_init.connect
def catch_up(**_: Any) -> None:
    """Sweep at once after a standstill, and not only when a whole interval has passed."""
    task, _rings, seconds = BEAT["sweep"]
    app.send_task(task, expires=seconds)


@worker_ready.connect
@beat_init.connect
def at_work(**_: Any) -> None:
    """Tell whoever started us (it named a file) that we are connected and at work."""
    if path := os.environ.get("POLDERSPOOR_READY_FILE"):
        Path(path).touch()

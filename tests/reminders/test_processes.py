"""The real worker and clock, killed without warning: nothing is lost."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.utils import timezone

from backend.confidentiality.context import acting_as
from backend.config.places import ROOT, Places
from backend.config.redis import Redis
from backend.outbox.models import OutboxMessage
from backend.parties.actors import SYSTEM
from backend.reminders.models import Mail
from backend.reminders.sweep import sweep
from backend.workflow.records import record
from tests import people
from tests.reminders.post_office import PostOffice
from tests.reminders.scene import change, consulted, days, initiative, post, written

PATIENCE = 60.0


def wait_for(condition: Callable[[], object], what: str) -> None:
    until = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < until, f"waited in vain for {what}"
        time.sleep(0.1)


@pytest.fixture
def redis_url(tmp_path) -> Iterator[str]:
    """A Redis of our own, so that no other test's worker takes our messages."""
    places = Places(tmp_path / "redis")
    start = (
        "import sys; from pathlib import Path; from backend.config.places import Places;"
        "from backend.config.redis import Redis; Redis(Places(Path(sys.argv[1]))).ensure()"
    )
    subprocess.run([sys.executable, "-c", start, str(places.data)], cwd=ROOT, check=True)
    yield places.redis_url
    Redis(places).stop()


@pytest.fixture
def environment(committed_database, redis_url, tmp_path) -> dict[str, str]:
    return {
        **committed_database.environment(),
        "REDIS_URL": redis_url,
        "POLDERSPOOR_DATA": str(tmp_path / "data"),
        "PYTHONPATH": str(ROOT),
    }


@contextmanager
def worker(environment: dict[str, str], folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A worker with its clock, set as the house sets them; killed at the end with its children."""
    command = [sys.executable, "-m", "celery", "--app", "backend.config.celery", "worker", "--beat"]
    folder.mkdir(exist_ok=True)
    with (folder / "worker.log").open("ab") as log:
        process = subprocess.Popen(
            [*command, "--concurrency", "1", "--schedule", str(folder / "beat")],
            env=environment,
            cwd=ROOT,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    try:
        yield process
    finally:
        kill(process)


def kill(process: subprocess.Popen[bytes]) -> None:
    """SIGKILL to the worker and all its children at once."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait(PATIENCE)


def test_a_worker_killed_while_it_sends_a_mail_loses_none(environment, tmp_path):
    circle = people.a_circle()
    subject = initiative(circle)
    consulted(circle, timezone.localdate() + days(2), planned_on=timezone.localdate())
    assert sweep().reminded == 3
    with PostOffice() as office:
        environment["SMTP_URL"] = office.url
        office.silent.set()
        with worker(environment, tmp_path / "work") as process:
            wait_for(office.reached.is_set, "a mail that is being sent")
            kill(process)
        assert office.received == []
        assert [row.mail.sent_at for row in written()] == [None, None, None]

        office.silent.clear()
        with acting_as(SYSTEM):
            message = OutboxMessage.objects.get(pk=_happens(subject, circle))
        with worker(environment, tmp_path / "work"):
            wait_for(lambda: len(written()) == 6, "the notices of what happened meanwhile")
            wait_for(
                lambda: all(mail.sent_at for mail in post(sort=Mail.AT_ONCE)),
                "all mails to have left",
            )
        ids = [mail["Message-ID"] for mail in office.received]
        assert sorted(ids) == sorted(mail.message_id for mail in post(sort=Mail.AT_ONCE))
        assert len(ids) == 6
        with acting_as(SYSTEM):
            message.refresh_from_db()
        assert message.delivered_at is not None


def _happens(subject, circle):
    """Wil reports a dispute about the initiative, while no worker runs."""
    actor = circle.actor("wil")
    with acting_as(SYSTEM):
        subject.refresh_from_db()
        record(subject, "raise_dispute", actor=actor, office=actor.offices[0], facts={})
        return OutboxMessage.objects.get(topic="initiative.raise_dispute").pk


def test_a_worker_killed_while_it_sends_a_digest_loses_and_doubles_nothing(environment, tmp_path):
    circle = people.a_circle()
    subject = initiative(
        circle, next_review_on=timezone.localdate() + days(30), planned_on=timezone.localdate()
    )
    assert sweep().reminded == 3
    with acting_as(SYSTEM):
        Mail.objects.update(due_at=timezone.now(), try_at=timezone.now())
    with PostOffice() as office:
        environment["SMTP_URL"] = office.url
        office.silent.set()
        with worker(environment, tmp_path / "work") as process:
            wait_for(office.reached.is_set, "a digest that is being sent")
            kill(process)
        # what is written now belongs to the next digest: this one may have been read already
        with acting_as(SYSTEM):
            closed = {mail.pk for mail in post() if mail.closed_at is not None}
        assert closed
        change(subject, next_review_on=timezone.localdate() + days(7), on=timezone.localdate())
        sweep()
        late = written(anchor_on=timezone.localdate() + days(7))
        assert len(late) == 3
        assert not closed & {row.mail_id for row in late}

        office.silent.clear()
        with worker(environment, tmp_path / "work"):
            wait_for(lambda: _all_dealt_with(closed), "the digests")
        assert {mail.message_id for mail in post(pk__in=closed, sent_at__isnull=False)} <= {
            mail["Message-ID"] for mail in office.received
        }
        assert len(office.received) == len({mail["Message-ID"] for mail in office.received})


def _all_dealt_with(keys):
    return all(mail.sent_at or mail.withheld_at for mail in post(pk__in=keys))

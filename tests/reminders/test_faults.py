"""What the clock stands on fails: the queue, the database, the mail server, time itself.

Real processes and real servers. Whatever happens, nothing is lost and nothing is doubled.
"""

import os
import signal
import socket
import subprocess
import sys
from collections import Counter
from contextlib import ExitStack
from datetime import date, timedelta
from functools import partial

import psutil
import pytest
from django.conf import settings
from django.db import connection
from django.utils import timezone
from redis import Redis

from backend.confidentiality.context import acting_as
from backend.config.places import APP_ROLE, OWNER_ROLE, ROOT, Places
from backend.config.postgres import Postgres
from backend.initiatives.models import Initiative
from backend.parties.actors import SYSTEM
from backend.parties.models import Person
from backend.reminders import mails
from backend.reminders.models import Mail
from backend.reminders.sweep import sweep
from tests import databases, people
from tests.api.clients import Api
from tests.reminders.post_office import PostOffice
from tests.reminders.processes import PATIENCE, clock, started, wait_for, worker
from tests.reminders.scene import REVIEW, at, consulted, days, initiative, names, post, written

ALL_THREE = ["bram", "vera", "wil"]
MANY = 40


# A round as the command does it, but for how much it deals with at once.
# Slowly, so that there is time to strike before the round is over, on whatever machine.
IN_SMALL_CHUNKS = """
import time
import django
django.setup()
from django.core.management import call_command
from backend.reminders import claiming, reminding
claiming.CHUNK = 10
at_once = reminding.remind_of
def slowly(*of):
    time.sleep(0.2)
    return at_once(*of)
reminding.remind_of = slowly
call_command("sweep")
"""


def ask_members(circle, *, in_days=2):
    """The members of three organisations are asked until a day that is near: a mail at once."""
    today = timezone.localdate()
    return consulted(circle, today + days(in_days), planned_on=today)


def every_mail_left():
    """Whether all mails that are at once have left."""
    return all(mail.sent_at for mail in post(sort=Mail.AT_ONCE))


def came(office, number):
    """Whether so many mails came."""
    return len(office.received) >= number


def more_than(number):
    """Whether there are more reminders than that."""
    return len(written()) > number


def exactly_once(office):
    """Each mail that was written down came, and no other, and none twice."""
    ids = [mail["Message-ID"] for mail in office.received]
    assert sorted(ids) == sorted(mail.message_id for mail in post(sort=Mail.AT_ONCE))
    assert len(ids) == len(set(ids))


class TestTheQueue:
    def test_that_is_emptied_loses_nothing(self, environment, tmp_path):
        circle = people.a_circle()
        queue = Redis.from_url(environment["REDIS_URL"])
        with PostOffice() as office:
            environment["SMTP_URL"] = office.url
            with worker(environment, tmp_path / "work"):
                for number in range(1, 4):
                    ask_members(circle)
                    assert sweep().reminded == len(ALL_THREE)
                    queue.flushall()
                    all_of_them = partial(came, office, number * len(ALL_THREE))
                    wait_for(all_of_them, "the mails of what was written meanwhile")
                wait_for(every_mail_left, "all mails to be noted as sent")
        exactly_once(office)

    def test_with_two_workers_and_three_clocks_tells_all_of_it_once(self, environment, tmp_path):
        circle = people.a_circle()
        asked = [ask_members(circle) for _ in range(8)]
        today = timezone.localdate()
        reviewed = [
            initiative(circle, title=f"Nummer {n}", next_review_on=today, planned_on=today)
            for n in range(MANY)
        ]
        expected = len(ALL_THREE) * (len(asked) + len(reviewed))
        with PostOffice() as office, ExitStack() as running:
            environment["SMTP_URL"] = office.url
            for name in ("one", "two"):
                running.enter_context(worker(environment, tmp_path / name))
            for name in ("a", "b", "c"):
                running.enter_context(clock(environment, tmp_path / name))
            wait_for(lambda: len(written()) >= expected, "all reminders")
            wait_for(lambda: len(post(sort=Mail.AT_ONCE)) and every_mail_left(), "all mails")
        exactly_once(office)
        told = Counter((row.recipient_id, row.subject_id, row.deadline) for row in written())
        assert set(told.values()) == {1}
        for subject in asked:
            assert names(written(subject_id=subject.pk)) == ALL_THREE
        with acting_as(SYSTEM):
            assert Initiative.objects.filter(state="under_review").count() == len(reviewed)


@pytest.fixture
def cluster(tmp_path, django_db_blocker):
    """A PostgreSQL of its own, migrated, in use by Django, which can be struck down."""
    places = Places(tmp_path / "house")
    postgres = Postgres(places)
    with django_db_blocker.unblock():
        try:
            started("postgres", "Postgres", places)
            made = manage(places, "migrate", "--database", "owner", "--verbosity", "0")
            assert made.returncode == 0, made.stderr
            with databases.elsewhere(places.database_url(APP_ROLE)):
                yield postgres
        finally:
            postgres.stop()


def environment_of(places):
    return {
        **os.environ,
        "DATABASE_URL": places.database_url(APP_ROLE),
        "POLDERSPOOR_SECRET_KEY": settings.SECRET_KEY,
        "POLDERSPOOR_HOSTS": "127.0.0.1",
        "REDIS_URL": settings.REDIS_URL,
        "DATABASE_OWNER_URL": places.database_url(OWNER_ROLE),
        "POLDERSPOOR_DATA": str(places.data),
        "POLDERSPOOR_DEMO": "true",
        "DJANGO_SETTINGS_MODULE": "backend.config.settings",
        "PYTHONPATH": str(ROOT),
    }


def manage(places, *command):
    return subprocess.run(
        [sys.executable, str(ROOT / "manage.py"), *command],
        cwd=ROOT,
        env=environment_of(places),
        check=False,
        capture_output=True,
        text=True,
        timeout=PATIENCE * 2,
    )


def test_a_database_that_is_struck_down_or_restarted_during_a_round_loses_nothing(cluster):
    circle, today = people.a_circle(), timezone.localdate()
    subjects = [
        initiative(circle, title=f"Nummer {n}", next_review_on=today + days(30), planned_on=today)
        for n in range(MANY * 5)
    ]
    expected = len(ALL_THREE) * len(subjects)
    command = [sys.executable, "-c", IN_SMALL_CHUNKS]
    environment = environment_of(cluster.places)
    for by in (signal.SIGKILL, signal.SIGINT):
        enough = len(written()) + 20
        with subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.PIPE) as round_:
            wait_for(partial(more_than, enough), "a round that is under way")
            connection.close()
            postmaster = int((cluster.places.postgres / "postmaster.pid").read_text().split()[0])
            psutil.Process(postmaster).send_signal(by)
            round_.communicate(timeout=PATIENCE)
            assert round_.returncode != 0
        wait_for(lambda: not cluster.answers(), "the end of the database")
        started("postgres", "Postgres", cluster.places)
        assert len(written()) < expected
    done = manage(cluster.places, "sweep")
    assert done.returncode == 0, done.stderr
    told = Counter((row.recipient_id, row.subject_id, row.deadline) for row in written())
    assert (len(told), set(told.values())) == (expected, {1})


class TestAMailServer:
    def test_that_is_slow_and_knows_one_address_no_more_gets_the_others(
        self, environment, tmp_path
    ):
        circle = people.a_circle()
        for _ in range(3):
            ask_members(circle)
        assert sweep().reminded == 3 * len(ALL_THREE)
        with PostOffice() as office:
            environment["SMTP_URL"] = office.url
            office.takes = 1.0
            office.refused["bram@example.org"] = "550 nobody of that name"
            with worker(environment, tmp_path / "work"):
                wait_for(
                    lambda: all(
                        mail.sent_at or mail.refused_at for mail in post(sort=Mail.AT_ONCE)
                    ),
                    "all mails to be dealt with",
                )
        refused = [mail for mail in post() if mail.refused_at]
        assert {mail.recipient.email for mail in refused} == {"bram@example.org"}
        received = Counter(mail["To"].rpartition("<")[2].rstrip(">") for mail in office.received)
        assert received == {"vera@example.org": 3, "wil@example.org": 3}

    def test_that_is_away_gets_everything_when_it_is_back(self, environment, tmp_path):
        circle = people.a_circle()
        with socket.socket() as listener:
            listener.bind(("127.0.0.1", 0))
            port = listener.getsockname()[1]
        environment["SMTP_URL"] = f"smtp://127.0.0.1:{port}"
        ask_members(circle)
        assert sweep().reminded == len(ALL_THREE)
        with worker(environment, tmp_path / "work"):
            log = tmp_path / "work" / "log"
            wait_for(lambda: "mail_server_unreachable" in log.read_text(), "a try in vain")
            with PostOffice(port) as office:
                wait_for(every_mail_left, "all mails")
        exactly_once(office)

    def test_that_refuses_everybody_gets_everything_once_when_it_is_mended(
        self, environment, tmp_path
    ):
        circle = people.a_circle()
        ask_members(circle)
        assert sweep().reminded == len(ALL_THREE)
        with PostOffice() as office:
            environment["SMTP_URL"] = office.url
            office.refused |= {
                f"{name}@example.org": "554 5.7.1 Relay access denied" for name in ALL_THREE
            }
            with worker(environment, tmp_path / "work"):
                wait_for(
                    lambda: all(mail.doubted_at for mail in post(sort=Mail.AT_ONCE)),
                    "all mails to be refused",
                )
                assert not any(mail.refused_at or mail.parked_at for mail in post())
                assert not Person.objects.filter(mail_refused_at__isnull=False).exists()
                office.refused.clear()
                with acting_as(SYSTEM):  # the rest is over
                    Mail.objects.filter(sort=Mail.AT_ONCE).update(try_at=timezone.now())
                wait_for(every_mail_left, "all mails")
        exactly_once(office)


class TestTime:
    def test_that_goes_back_an_hour_doubles_and_undoes_nothing(self, circle):
        subject = initiative(circle)
        evening, night = at(REVIEW - days(31), 23), at(REVIEW - days(30), 0)
        assert sweep(night + timedelta(minutes=10)).reminded == 3
        assert sweep(evening + timedelta(minutes=10)).reminded == 0
        assert sweep(night + timedelta(minutes=10)).reminded == 0
        assert len(written(subject_id=subject.pk)) == 3
        # over midnight on the day itself, when it also comes under review
        assert sweep(at(REVIEW, 0)).performed == 1
        told = len(written(subject_id=subject.pk))
        back = sweep(at(REVIEW - days(1), 23))
        assert (back.performed, back.reminded, back.failed) == (0, 0, 0)
        assert sweep(at(REVIEW, 1)).performed == 0
        assert len(written(subject_id=subject.pk)) == told
        with acting_as(SYSTEM):
            assert Initiative.objects.get(pk=subject.pk).state == "under_review"

    def test_that_goes_back_an_hour_sends_no_mail_again_and_forgets_none(self, circle):
        now = timezone.now()
        ask_members(circle)
        assert sweep(now).reminded == len(ALL_THREE)
        in_two_minutes = now + timedelta(minutes=2)
        assert mails.send_due(in_two_minutes) == len(ALL_THREE)
        ask_members(circle)
        sweep(now)
        assert mails.send_due(now - timedelta(hours=1)) == 0
        assert mails.send_due(in_two_minutes) == len(ALL_THREE)
        assert mails.send_due(in_two_minutes) == 0

    def test_that_ends_stops_nothing(self, circle):
        last = initiative(circle, title="Voor altijd", next_review_on=date.max, end_on=date.max)
        other = initiative(circle)
        for day in (REVIEW - days(30), date.max - days(30)):
            this = sweep(at(day))
            assert this.failed == 0
        assert len(written(subject_id=last.pk, deadline="review_due", offset_days=-30)) == 3
        assert written(subject_id=other.pk)
        dated = Api(circle.people["wil"]).get("/v1/deadlines?pageSize=200").json()["items"]
        assert "9999-12-31" in [item["dueOn"] for item in dated]

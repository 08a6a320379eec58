"""`manage.py sweep` and `retry_parked`, the beat table, and what the status says of all this."""

from datetime import timedelta
from io import StringIO

import pytest
from celery.schedules import crontab
from django.core.management import CommandError, call_command
from django.utils import timezone

from backend.audit.models import AuditSeal
from backend.confidentiality.context import acting_as
from backend.config.celery import BEAT, app
from backend.outbox.models import OutboxMessage
from backend.parties.actors import SYSTEM
from backend.reference.workdays import last_workday
from backend.reminders import queries, tasks
from backend.reminders.models import Mail, Sweep
from backend.reminders.sweep import sweep
from tests.api.clients import Api
from tests.reminders.scene import (
    REVIEW,
    at,
    consulted,
    days,
    initiative,
    monday_after,
    names,
    post,
    written,
)


def run(command, *arguments):
    out = StringIO()
    call_command(command, *arguments, stdout=out)
    return out.getvalue()


class TestSweep:
    def test_does_everything_as_if_it_were_then(self, circle, settings):
        initiative(circle)
        said = run("sweep", "--at", REVIEW.isoformat() + "T07:00")
        assert said.startswith("as of 2031-06-02 07:00: 1 transitions performed, 3 reminders")
        assert said.strip().endswith("0 mails sent")
        run("sweep", "--at", REVIEW.isoformat() + "T08:00")  # the hour of the digests
        assert len(list(settings.EMAIL_FILE_PATH.glob("*.eml"))) == 3

    def test_does_nothing_the_second_time(self, circle):
        initiative(circle)
        run("sweep", "--at", "2031-06-02T08:00")
        assert "0 transitions performed, 0 reminders written, 0 messages delivered, 0 mails" in run(
            "sweep", "--at", "2031-06-02T09:00"
        )

    def test_is_now_where_no_moment_is_named(self, circle):
        initiative(circle, next_review_on=timezone.localdate() + days(7))
        assert "3 reminders written" in run("sweep")

    def test_pretends_nothing_outside_demo_mode(self, circle, settings):
        settings.DEMO = False
        initiative(circle)
        with pytest.raises(CommandError, match="demo mode"):
            run("sweep", "--at", "2031-06-02T08:00")
        assert not Sweep.objects.exists()
        run("sweep")

    def test_says_what_is_wrong_with_a_moment(self, circle):
        with pytest.raises(CommandError, match="2027-01-31T08:00"):
            run("sweep", "--at", "tomorrow")

    def test_ends_with_an_error_when_a_date_failed(self, circle, monkeypatch):
        initiative(circle)
        monkeypatch.setattr("backend.reminders.letters.of_deadline", lambda *_: 1 / 0)
        with pytest.raises(CommandError, match="1 deadlines failed"):
            run("sweep", "--at", "2031-06-02T08:00")


@pytest.mark.django_db
def test_retry_parked_queues_what_was_given_up(circle):
    consulted(circle, timezone.localdate() + days(2))
    sweep()
    with acting_as(SYSTEM):
        Mail.objects.filter(sort=Mail.AT_ONCE).update(parked_at=timezone.now())
        OutboxMessage.objects.update(parked_at=timezone.now())
        messages = OutboxMessage.objects.count()
    assert run("retry_parked").strip() == f"{messages} messages and 3 mails are queued again"
    assert "3 mails sent" in run("sweep")


class TestTheClock:
    def test_rings_for_tasks_that_exist(self):
        app.loader.import_default_modules()
        assert {task for task, _, _ in BEAT.values()} <= set(app.tasks)

    def test_counts_the_hours_of_the_netherlands(self):
        assert str(app.conf.timezone) == "Europe/Amsterdam"
        _, seals, _ = BEAT["seals"]
        assert seals == crontab(minute="5", hour="*")

    def test_leaves_no_calls_behind_that_a_later_one_makes_needless(self):
        for entry in app.conf.beat_schedule.values():
            assert entry["options"]["expires"] > 0

    @pytest.mark.django_db
    def test_tasks_do_what_their_rows_say(self, circle, settings):
        consulted(circle, timezone.localdate() + days(2))
        tasks.sweep()
        tasks.relay_messages()
        tasks.send_mails()
        assert names(written(mail__sent_at__isnull=False)) == ["bram", "vera", "wil"]
        for _ in range(2):
            tasks.seal_chains()
        assert AuditSeal.objects.count() == 1


@pytest.mark.django_db
class TestHealth:
    def test_is_late_when_no_round_was_done_for_minutes(self):
        assert not queries.work().sweep_is_late
        done = sweep()
        assert queries.work().last_sweep_at == done.finished_at
        assert not queries.work().sweep_is_late
        later = timezone.now() + queries.LATE_AFTER + timedelta(seconds=1)
        assert queries.work(later).sweep_is_late

    def test_is_late_when_no_round_was_ever_done_though_work_waits(self, circle):
        initiative(circle)
        assert queries.work(at(REVIEW)).sweep_is_late

    def test_counts_what_waits(self, circle):
        last = last_workday(timezone.localdate()) + days(7)
        consulted(circle, last, planned_on=last - days(20))
        health = queries.work(at(last - days(8)))
        assert (health.dates_waiting, health.next_due_on) == (0, last - days(7))
        assert queries.work(at(last - days(7))).dates_waiting == 1
        sweep(at(last - days(7)))
        health = queries.work(timezone.now())
        assert (health.dates_waiting, health.mails_waiting, health.mails_parked) == (0, 3, 0)
        assert health.oldest_unsent_mail_at == post(sort=Mail.AT_ONCE)[0].due_at
        with acting_as(SYSTEM):
            Mail.objects.filter(sort=Mail.AT_ONCE).update(parked_at=timezone.now())
        health = queries.work()
        assert (health.mails_waiting, health.mails_parked) == (0, 3)

    def test_counts_a_digest_from_its_hour_on(self, circle):
        initiative(circle)
        sweep(at(REVIEW - days(30)))
        due = monday_after(REVIEW - days(30))
        assert queries.work(due - timedelta(seconds=1)).mails_waiting == 0
        health = queries.work(due)
        assert health.mails_waiting == len(post(sort=Mail.DIGEST)) > 0
        assert health.oldest_unsent_mail_at == due

    def test_shows_in_the_status(self, circle):
        consulted(circle, timezone.localdate() + days(2))
        sweep()
        ada = Api(circle.people["ada"])
        found = ada.get("/v1/status").json()
        assert found["sweep"]["lastAt"] is not None
        assert found["sweep"]["late"] is False
        assert found["work"]["mailsWaiting"] == 3
        assert found["work"]["oldestUnsentMailAt"] is not None
        with acting_as(SYSTEM):
            Mail.objects.filter(sort=Mail.AT_ONCE).update(parked_at=timezone.now())
        found = ada.get("/v1/status").json()
        assert (found["work"]["mailsParked"], found["healthy"]) == (3, False)

    def test_is_behind_when_no_round_was_done_for_more_than_a_day(self):
        last = sweep().finished_at
        assert last is not None
        assert not queries.work(last + queries.A_DAY).is_behind
        assert queries.work(last + queries.A_DAY + timedelta(seconds=1)).is_behind

    def test_is_behind_when_no_mail_leaves_but_not_when_one_address_fails(self, circle):
        consulted(circle, timezone.localdate() + days(2))
        sweep()
        mail, *_ = post(sort=Mail.AT_ONCE)
        long_ago = timezone.now() - queries.A_DAY - timedelta(minutes=1)
        with acting_as(SYSTEM):
            every = Mail.objects.filter(sort=Mail.AT_ONCE)
            assert not queries.work().is_behind
            every.update(due_at=long_ago, attempts=3)  # written just now, about the past
            assert not queries.work().is_behind
            every.update(created_at=long_ago)  # tried in vain, all of them
            assert queries.work().is_behind
            every.exclude(pk=mail.pk).update(sent_at=timezone.now())
            assert not queries.work().is_behind
            every.filter(pk=mail.pk).update(attempts=0)  # nobody has come round to it
            assert queries.work().is_behind

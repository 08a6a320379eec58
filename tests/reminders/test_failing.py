"""A date on which each round fails: who must mend it sees it at once, everybody after a day."""

from datetime import timedelta

import pytest
from django.utils import timezone

from backend.confidentiality.context import acting_as
from backend.initiatives.models import Initiative
from backend.parties.actors import SYSTEM
from backend.reminders import queries
from backend.reminders.models import Sweep
from backend.reminders.sweep import sweep
from backend.workflow import engine
from backend.workflow.models import Due
from tests.api.clients import Api
from tests.reminders.scene import REVIEW, at, change, days, initiative, written

pytestmark = pytest.mark.django_db
MOMENT = timedelta(seconds=1)


def broken(*_):
    raise ZeroDivisionError


def failing():
    """Since when the clock fails, of every row on which it does."""
    with acting_as(SYSTEM):
        rows = Due.objects.filter(failing_since__isnull=False)
        return list(rows.values_list("failing_since", flat=True))


def round_at(moment):
    """A round that was done then, also by the clock on the wall."""
    done = sweep(moment)
    Sweep.objects.filter(pk=done.pk).update(finished_at=moment)
    return done


class TestADateOnWhichRoundsFail:
    @pytest.fixture
    def first(self, circle, monkeypatch):
        """The moment of the first round that failed on it."""
        subject = initiative(circle)
        Sweep.objects.all().delete()
        with acting_as(SYSTEM):
            Due.objects.exclude(subject_id=subject.pk).delete()
        monkeypatch.setattr(Initiative, "caption", property(broken))
        assert round_at(at(REVIEW - days(30))).failed == 1
        return at(REVIEW - days(30))

    def test_is_noted_once_and_is_behind_after_a_day(self, first):
        later = first + timedelta(hours=3)
        assert round_at(later).failed == 1
        assert failing() == [first]
        assert not queries.work(first + queries.A_DAY).is_behind
        round_at(first + queries.A_DAY)
        work = queries.work(first + queries.A_DAY + MOMENT)
        assert (work.sweep_is_late, work.is_behind, work.dates_failing) == (False, True, 1)

    def test_is_over_when_it_was_told(self, first, monkeypatch):
        monkeypatch.undo()
        later = first + queries.A_DAY + MOMENT
        assert round_at(later).reminded == 3
        assert failing() == []
        assert not queries.work(later).is_behind

    def test_is_over_when_the_date_moves(self, circle, first, monkeypatch):
        monkeypatch.undo()
        with acting_as(SYSTEM):
            subject = Initiative.objects.get()
        change(subject, on=first.date(), next_review_on=REVIEW + days(90))
        assert failing() == []


def test_a_step_of_the_clock_that_fails_each_time_is_noted_until_it_is_done(circle, monkeypatch):
    subject = initiative(circle, next_review_on=REVIEW)
    with acting_as(SYSTEM):
        Due.objects.filter(subject_id=subject.pk, is_transition=False).delete()
        step = Due.objects.filter(subject_id=subject.pk, is_transition=True).first()
    assert step is not None
    day = step.wake_on
    monkeypatch.setattr(engine, "perform", lambda *_, **__: broken())
    round_at(at(day))
    round_at(at(day, hour=9))
    assert failing() == [at(day)]
    monkeypatch.undo()
    assert round_at(at(day, hour=10)).performed == 1
    assert failing() == []


def test_everybody_is_told_after_a_day_and_who_must_mend_it_how_many(circle):
    initiative(circle)
    sweep()
    ada, wil = Api(circle.people["ada"]), Api(circle.people["wil"])
    assert ada.get("/v1/status").json()["work"]["datesFailing"] == 0
    with acting_as(SYSTEM):
        row = Due.objects.filter(is_transition=False)[:1]
        Due.objects.filter(pk__in=row).update(failing_since=timezone.now())
    found = ada.get("/v1/status").json()
    assert (found["work"]["datesFailing"], found["healthy"]) == (1, False)
    found = wil.get("/v1/status").json()
    assert (found["work"], found["remindersBehind"]) == (None, False)
    assert wil.get("/healthz/reminders").status_code == 200
    with acting_as(SYSTEM):
        since = timezone.now() - queries.A_DAY - MOMENT
        Due.objects.filter(failing_since__isnull=False).update(failing_since=since)
    assert wil.get("/v1/status").json()["remindersBehind"] is True
    assert wil.get("/healthz/reminders").status_code == 503
    assert len(written()) == 0

"""A part of the work that is not done while rounds are: who must mend it sees it, then all do."""

from datetime import timedelta

import pytest
from django.utils import timezone

from backend.confidentiality.context import acting_as
from backend.outbox import relay
from backend.outbox.models import OutboxMessage
from backend.parties.actors import SYSTEM
from backend.reminders import queries, waking
from backend.reminders.models import Reminder
from backend.reminders.sweep import sweep
from tests.api.clients import Api
from tests.reminders.scene import days, initiative
from tests.reminders.test_notices import happens


def aged(by):
    """Let the messages that wait be so much older."""
    then = timezone.now() - by
    with acting_as(SYSTEM):
        OutboxMessage.objects.update(created_at=then, due_at=then)


def status_of(circle):
    found = Api(circle.people["ada"]).get("/v1/status").json()
    return found["healthy"], found["remindersBehind"]


@pytest.fixture
def told(circle):
    """A message waits, and nobody delivers it."""
    sweep()
    happens(initiative(circle), "pause", circle.actor("wil"))


def test_messages_that_nobody_tries_show_soon_and_to_everybody_after_a_day(circle, told):
    assert status_of(circle) == (True, False)
    aged(queries.UNTRIED_AFTER + timedelta(seconds=1))
    assert status_of(circle) == (False, False)
    aged(queries.A_DAY + timedelta(seconds=1))
    assert status_of(circle) == (False, True)
    while relay.deliver_one():
        pass
    assert status_of(circle) == (True, False)


def test_a_message_that_fails_and_is_tried_again_is_not_that(circle, told):
    aged(queries.A_DAY * 2)
    with acting_as(SYSTEM):
        OutboxMessage.objects.update(attempts=3)
    assert status_of(circle) == (True, False)


def test_what_was_put_off_and_never_comes_back_shows(circle, told, monkeypatch):
    while relay.deliver_one():
        pass
    today = timezone.localdate()

    def put_off(until):
        with acting_as(SYSTEM):
            Reminder.objects.update(snoozed_until=until, woken_at=None)

    def broken(*_):
        raise ZeroDivisionError

    with monkeypatch.context() as patched:
        patched.setattr(waking, "_wake", broken)
        put_off(today)
        sweep()
        assert status_of(circle) == (True, False)
        put_off(today - days(1))
        sweep()
        assert status_of(circle) == (False, True)
    sweep()
    assert status_of(circle) == (True, False)

"""What is published is delivered at least once, whatever the consumers do."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.utils import timezone

from backend.confidentiality.context import acting_as
from backend.outbox import relay
from backend.outbox.models import OutboxMessage
from backend.parties.actors import SYSTEM
from backend.parties.models import Organisation
from backend.reference.ids import new_id
from backend.reminders import tasks
from tests import people


class Heard(list[OutboxMessage]):
    """What a consumer got."""


def publish(number=1, **changes):
    facts = {
        "topic": "clause.agree",
        "subject_kind": "clause",
        "subject_id": new_id(),
        "sequence": number,
        "audience": "public",
        "body": {"number": number},
    }
    return relay.publish(**(facts | changes))


def stored(message):
    with acting_as(SYSTEM):
        return OutboxMessage.objects.get(pk=message.pk)


def fails(message):
    raise ValueError("the world is not listening")


@pytest.mark.django_db
class TestOneConsumer:
    def test_it_gets_a_due_message_once(self):
        message, heard = publish(), Heard()

        assert relay.deliver_one((heard.append,))
        assert not relay.deliver_one((heard.append,))

        assert [each.pk for each in heard] == [message.pk]
        assert stored(message).delivered_at is not None

    def test_it_hears_the_oldest_first(self):
        heard = Heard()
        for number in range(3):
            publish(number)
        while relay.deliver_one((heard.append,)):
            pass
        assert [each.sequence for each in heard] == [0, 1, 2]

    def test_it_never_hears_what_was_undone(self):
        with transaction.atomic():
            publish()
            transaction.set_rollback(True)
        assert not relay.deliver_one((fails,))

    def test_what_it_wrote_is_undone_when_it_fails(self):
        def writes_and_fails(message):
            people.organisation("half-done", "union")
            fails(message)

        message = publish()
        relay.deliver_one((writes_and_fails,))

        assert not Organisation.objects.filter(key="half-done").exists()
        assert stored(message).error == "ValueError: the world is not listening"

    def test_what_others_wrote_is_undone_as_well_and_done_again(self):
        heard: list[object] = []

        def writes(message):
            people.organisation(f"at-{len(heard)}", "union")
            heard.append(message.pk)

        message = publish()
        relay.deliver_one((writes, fails))
        assert not Organisation.objects.filter(key__startswith="at-").exists()
        relay.deliver_one((writes,), now=timezone.now() + relay.FIRST_PAUSE)
        assert heard == [message.pk, message.pk]
        assert Organisation.objects.filter(key="at-1").exists()

    def test_a_failing_message_does_not_hold_up_the_others(self):
        broken, fine = publish(1), publish(2)

        def fails_on_the_first(message):
            if message.pk == broken.pk:
                fails(message)

        while relay.deliver_one((fails_on_the_first,)):
            pass
        assert stored(broken).delivered_at is None
        assert stored(fine).delivered_at is not None


@pytest.mark.django_db
class TestBackOff:
    def test_each_rest_is_twice_as_long_up_to_four_hours(self):
        rests = [relay.pause_after(attempts).total_seconds() for attempts in range(1, 13)]
        assert rests[:4] == [10, 20, 40, 80]
        assert rests[-1] == 4 * 60 * 60
        assert rests == sorted(rests)

    def test_a_resting_message_is_left_alone(self):
        message, now = publish(), timezone.now()
        relay.deliver_one((fails,), now=now)
        soon = now + relay.FIRST_PAUSE - timedelta(seconds=1)
        assert not relay.deliver_one((fails,), now=soon)
        assert relay.deliver_one((fails,), now=now + relay.FIRST_PAUSE)
        assert stored(message).attempts == 2

    def test_it_is_parked_after_the_last_attempt_and_never_silently_forgotten(self):
        message, now = publish(), timezone.now()
        for _ in range(relay.LAST_ATTEMPT):
            assert relay.deliver_one((fails,), now=now)
            now += relay.LONGEST_PAUSE
        assert not relay.deliver_one((fails,), now=now)
        parked = stored(message)
        assert parked.parked_at is not None
        assert parked.attempts == relay.LAST_ATTEMPT
        assert "not listening" in parked.error

    def test_a_parked_message_can_be_queued_again_under_the_same_id(self):
        message, now, heard = publish(), timezone.now(), Heard()
        for _ in range(relay.LAST_ATTEMPT):
            relay.deliver_one((fails,), now=now)
            now += relay.LONGEST_PAUSE
        assert relay.retry_parked() == 1
        assert relay.deliver_one((heard.append,))
        assert [each.pk for each in heard] == [message.pk]
        assert stored(message).delivered_at is not None


@pytest.mark.django_db
def test_a_run_stops_at_its_limit_and_says_how_many_it_tried(settings):
    settings.OUTBOX_CONSUMERS = ()
    for number in range(5):
        publish(number)
    assert relay.deliver_due(limit=3) == 3
    assert relay.deliver_due(limit=3) == 2
    assert relay.deliver_due(limit=3) == 0


@pytest.mark.django_db
def test_every_consumer_in_the_settings_exists():
    assert [f"{each.__module__}.{each.__name__}" for each in relay.registered()] == [
        "backend.reminders.notices.consume",
        "backend.administration.attempts.consume",
    ]


@pytest.mark.django_db
class TestPruning:
    """What was delivered long ago goes; nothing else does."""

    @pytest.fixture(autouse=True)
    def _a_month(self, settings):
        settings.OUTBOX_KEEP_DAYS = 30

    def left(self):
        with acting_as(SYSTEM):
            return list(
                OutboxMessage.objects.order_by("sequence").values_list("sequence", flat=True)
            )

    def test_what_was_delivered_long_ago_is_deleted(self):
        long_ago, now = timezone.now() - timedelta(days=31), timezone.now()
        for number, facts in enumerate(
            (
                {"delivered_at": long_ago},
                {"delivered_at": now - timedelta(days=29)},
                {"created_at": long_ago},  # it still waits
                {"created_at": long_ago, "parked_at": long_ago},
            )
        ):
            message = publish(number)
            with acting_as(SYSTEM):
                OutboxMessage.objects.filter(pk=message.pk).update(**facts)

        assert relay.prune() == 1
        assert self.left() == [1, 2, 3]
        assert relay.prune() == 0
        tasks.prune_messages()
        assert self.left() == [1, 2, 3]

    def test_no_more_than_was_asked_at_once(self):
        for number in range(3):
            publish(number)
        relay.deliver_due()
        later = timezone.now() + timedelta(days=31)

        assert relay.prune(later, limit=2) == 2
        assert self.left() == [2]

    def test_nobody_else_deletes_what_they_may_not_read(self):
        with acting_as(SYSTEM):
            publish(audience="side:x:union")
        deleted, _ = OutboxMessage.objects.all().delete()
        assert deleted == 0


def test_a_claimed_message_is_skipped_by_other_workers(committed_database):
    publish(1)
    publish(2)
    claimed, go_on, heard = threading.Event(), threading.Event(), []

    def slow(message):
        claimed.set()
        assert go_on.wait(10)
        heard.append(("slow", message.sequence))

    def work():
        try:
            return relay.deliver_one((slow,))
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as threads:
        first = threads.submit(work)
        assert claimed.wait(10)
        assert relay.deliver_one((lambda message: heard.append(("quick", message.sequence)),))
        assert not relay.deliver_one((fails,))  # the claimed one is nobody else's
        go_on.set()
        assert first.result(10)
    assert sorted(heard) == [("quick", 2), ("slow", 1)]


def test_many_workers_deliver_each_message_once(committed_database):
    for number in range(40):
        publish(number)
    heard, lock = [], threading.Lock()

    def consumer(message):
        with lock:
            heard.append(message.sequence)

    def work(_):
        try:
            while relay.deliver_one((consumer,)):
                pass
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as threads:
        list(threads.map(work, range(6)))
    assert sorted(heard) == list(range(40))


def test_a_worker_that_dies_while_it_delivers_leaves_the_message_due(committed_database):
    message, heard = publish(), Heard()

    def dies(message):
        people.organisation("half-done", "union")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        relay.deliver_one((dies,))
    assert stored(message).attempts == 0
    assert not Organisation.objects.exists()
    assert relay.deliver_one((heard.append,))
    assert [each.pk for each in heard] == [message.pk]

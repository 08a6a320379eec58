"""The real worker and clock, killed without warning, or at the wrong time: nothing is lost."""

from collections import Counter
from datetime import date, timedelta
from functools import partial

from django.utils import timezone

from backend.confidentiality.context import acting_as
from backend.initiatives.models import Initiative
from backend.outbox.models import OutboxMessage
from backend.parties.actors import SYSTEM
from backend.reminders.models import Mail, Sweep
from backend.reminders.sweep import sweep
from backend.workflow.records import record
from tests import people
from tests.reminders.post_office import PostOffice
from tests.reminders.processes import kill, wait_for, worker
from tests.reminders.scene import at, change, consulted, days, initiative, post, written


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


def test_a_worker_killed_in_the_middle_of_a_round_leaves_it_half_done_and_the_next_does_the_rest(
    environment, tmp_path
):
    circle, today = people.a_circle(), timezone.localdate()
    subjects = [
        initiative(circle, title=f"Nummer {n}", next_review_on=today + days(30), planned_on=today)
        for n in range(100)
    ]
    with worker(environment, tmp_path / "work") as process:
        wait_for(lambda: len(written()) > len(subjects) // 10, "a round that is under way")
        kill(process)
    begun = len(written())
    assert 0 < begun < 3 * len(subjects)
    assert begun % 3 == 0  # all who are told of a date, or nobody
    with worker(environment, tmp_path / "work"):
        wait_for(lambda: len(written()) >= 3 * len(subjects), "the rest of it")
    assert sweep().reminded == 0
    once_each(3 * len(subjects))


def test_a_clock_that_is_set_back_an_hour_over_midnight_tells_nothing_twice(environment, tmp_path):
    circle, today = people.a_circle(), timezone.localdate()
    after, before = at(today, 0) + timedelta(minutes=10), at(today - days(1), 23)
    with PostOffice() as office:
        environment["SMTP_URL"] = office.url
        for number, moment in enumerate((after, before, after), 1):
            consulted(circle, today + days(2), planned_on=today)
            expected, begun = (9 if number == 3 else 3), _rounds()
            with worker(environment, tmp_path / "work", moment):
                wait_for(partial(rounds_more_than, begun), "a round")
                wait_for(partial(came, office, expected), "the mails")
            assert len(office.received) == expected
    once_each(9)
    assert Counter(mail["Message-ID"] for mail in office.received) == Counter(
        mail.message_id for mail in post(sort=Mail.AT_ONCE)
    )


def test_a_clock_that_is_silent_for_three_days_makes_up_for_all_of_them_once(environment, tmp_path):
    circle, today = people.a_circle(), timezone.localdate()
    noon = at(today, 12)
    dated = [
        initiative(
            circle, title=f"Over {n} dagen", next_review_on=today + days(n), planned_on=today
        )
        for n in (1, 2, 3, 33)
    ]
    forever = initiative(
        circle, title="Voor altijd", next_review_on=date.max, end_on=date.max, planned_on=today
    )
    with worker(environment, tmp_path / "work", noon):
        wait_for(partial(rounds_more_than, 0), "a round of the first day")
    before = len(written())
    with worker(environment, tmp_path / "work", noon + days(3)):
        wait_for(partial(rounds_more_than, 1), "a round three days later")
    assert sweep(noon + days(3)).reminded == 0
    # each of the three that came under review heard once of all that was missed
    assert len(written()) == before + 3 * len(dated)
    once_each(before + 3 * len(dated), and_offset=True)
    with acting_as(SYSTEM):
        states = dict(Initiative.objects.values_list("pk", "state"))
        assert not Sweep.objects.filter(failed__gt=0).exists()
    assert [states[each.pk] for each in dated] == ["under_review"] * 3 + ["running"]
    assert states[forever.pk] == "running"


def came(office, number):
    """Whether so many mails came."""
    return len(office.received) >= number


def _rounds():
    return Sweep.objects.filter(finished_at__isnull=False).count()


def rounds_more_than(number):
    """Whether so many rounds were finished."""
    return _rounds() > number


def once_each(number, *, and_offset=False):
    """There are so many reminders, and none of them is there twice."""
    told = Counter(
        (row.recipient_id, row.subject_id, row.deadline, row.offset_days if and_offset else None)
        for row in written()
    )
    assert (len(told), set(told.values())) == (number, {1})

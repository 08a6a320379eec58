"""The real worker and clock, killed without warning: nothing is lost."""

from django.utils import timezone

from backend.confidentiality.context import acting_as
from backend.outbox.models import OutboxMessage
from backend.parties.actors import SYSTEM
from backend.reminders.models import Mail
from backend.reminders.sweep import sweep
from backend.workflow.records import record
from tests import people
from tests.reminders.post_office import PostOffice
from tests.reminders.processes import kill, wait_for, worker
from tests.reminders.scene import change, consulted, days, initiative, post, written


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

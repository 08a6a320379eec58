"""Whose address is corrected gets what was refused, as it stands by then, and nothing long over."""

from datetime import timedelta
from email import message_from_bytes, policy

import pytest
from django.utils import timezone

from backend.confidentiality.context import acting_as
from backend.parties.actors import SYSTEM
from backend.parties.models import Affiliation, Person
from backend.reminders import bouncing, mails
from backend.reminders.models import Mail, Reminder
from backend.reminders.sweep import sweep
from tests.api.clients import Api
from tests.reminders.scene import change, consulted, days, initiative, post
from tests.reminders.test_bounces import report
from tests.reminders.test_digests import text_of

NEW = "vera.nieuw@example.org"
TOMORROW = days(1)


@pytest.fixture
def subject(circle):
    """Of a ballot that Vera is asked about no mail reaches her."""
    return consulted(circle, timezone.localdate() + days(2))


def refused(**which):
    """Let Vera's mails be refused, as of this moment."""
    now = timezone.now()
    with acting_as(SYSTEM):
        Mail.objects.filter(recipient__name="Vera", **which).update(refused_at=now, attempts=1)
        Person.objects.filter(name="Vera").update(mail_refused_at=now)


def corrected(circle):
    vera = Person.objects.get(name="Vera")
    answer = Api(circle.people["ada"]).patch(
        f"/v1/people/{vera.pk}", {"email": NEW}, if_match=vera.version
    )
    assert answer.status_code == 200, answer.json()


def received(settings):
    """What came to the new address, as text, besides that it is new."""
    files = settings.EMAIL_FILE_PATH.glob("*.eml")
    found = [message_from_bytes(file.read_bytes(), policy=policy.default) for file in files]
    texts = [text_of(m) for m in found if NEW in m["To"]]
    return [text for text in texts if not text.startswith("Wijziging door de beheerder")]


def leave(after=TOMORROW):
    mails.send_due(timezone.now() + after)


def aged(by, **which):
    """Let Vera's mails be so much older."""
    with acting_as(SYSTEM):
        then = timezone.now() - by
        rows = Mail.objects.filter(recipient__name="Vera", **which)
        Reminder.objects.filter(mail__in=rows.values("pk")).update(created_at=then)
        rows.update(due_at=then)


def test_what_was_refused_leaves_once_the_address_counts(circle, subject, settings):
    sweep()
    refused(sort=Mail.AT_ONCE)
    corrected(circle)
    assert not any(each.refused_at for each in post())
    leave(timedelta())
    assert received(settings) == []
    leave()
    (text,) = received(settings)
    assert "5.2 Roosters" in text
    leave(days(2))
    assert len(received(settings)) == 1


def test_at_once_where_somebody_has_no_place_yet(circle, subject, settings):
    sweep()
    refused()
    Affiliation.objects.filter(person__name="Vera").update(
        valid_from=timezone.localdate() + days(400)
    )
    corrected(circle)
    waiting = [each for each in post(recipient__name="Vera") if each.sort == Mail.AT_ONCE]
    assert all(each.try_at <= timezone.now() for each in waiting)


def test_what_came_back_or_was_given_up_too(circle, subject, settings):
    sweep()
    mails.send_due(timezone.now() + timedelta(minutes=2))
    (mail,) = (m for m in post(recipient__name="Vera") if m.sent_at)
    assert bouncing.take(report(mail))
    corrected(circle)
    leave()
    assert len(received(settings)) == 1
    with acting_as(SYSTEM):
        Mail.objects.filter(pk=mail.pk).update(sent_at=None, parked_at=timezone.now())
    Person.objects.filter(name="Vera").update(email="vera@example.org")
    corrected(circle)
    assert [each.parked_at for each in post(pk=mail.pk)] == [None]


def test_what_is_settled_by_then_does_not(circle, subject, settings):
    sweep()
    refused()
    corrected(circle)
    change(subject, state="ratified")
    leave()
    assert received(settings) == []


def test_what_is_long_over_stays_behind(circle, subject, settings):
    sweep()
    aged(days(40))
    with acting_as(SYSTEM):
        Reminder.objects.filter(recipient__name="Vera").update(
            anchor_on=timezone.localdate() - days(35)
        )
    refused()
    before = {each.pk for each in post(refused_at__isnull=False)}
    corrected(circle)
    assert {each.pk for each in post(refused_at__isnull=False)} == before != set()


def test_an_old_mail_about_a_date_that_is_to_come_leaves(circle, subject, settings):
    sweep()
    aged(days(40))
    refused()
    corrected(circle)
    leave()
    assert len(received(settings)) == 1


def test_of_several_digests_one_leaves_with_all_of_it(circle, settings):
    today = timezone.localdate()
    first = initiative(circle, title="Eerste", next_review_on=today + days(30))
    sweep()
    aged(days(8))
    with acting_as(SYSTEM):
        Mail.objects.filter(recipient__name="Vera").update(closed_at=timezone.now())
    second = initiative(circle, title="Tweede", next_review_on=today + days(30))
    sweep()
    with acting_as(SYSTEM):
        Mail.objects.filter(recipient__name="Vera").update(closed_at=timezone.now())
    refused()
    assert len(post(recipient__name="Vera", sort=Mail.DIGEST, refused_at__isnull=False)) == 2
    corrected(circle)
    leave()
    (text,) = received(settings)
    assert first.title in text
    assert second.title in text


def test_nobody_elses_mail_is_touched(circle, subject):
    sweep()
    with acting_as(SYSTEM):
        Mail.objects.update(refused_at=timezone.now())
    corrected(circle)
    assert {m.recipient.name for m in post(refused_at__isnull=True)} == {"Vera"}

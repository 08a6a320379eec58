"""Who reads another language by now gets notices in that, as far as they are known in both."""

from email import message_from_bytes, policy

import pytest
from django.utils import timezone

from backend.confidentiality.context import acting_as
from backend.parties.actors import SYSTEM
from backend.parties.models import Person
from backend.reminders import notices, nudging, retelling, voided, wording
from backend.reminders.models import Mail, Reminder
from backend.reminders.sweep import sweep
from backend.workflow import registry
from tests.reminders.scene import change, days, initiative, post, posted, written
from tests.reminders.test_digests import text_of
from tests.reminders.test_notices import happens, relayed


def reads_english():
    Person.objects.filter(name="Vera").update(language="en")


@pytest.fixture
def read(settings):
    """What was mailed to Vera: subject and text."""

    def look():
        with acting_as(SYSTEM):
            last = Mail.objects.filter(recipient__name="Vera").latest("due_at")
        posted(last.due_at)
        files = settings.EMAIL_FILE_PATH.glob("*.eml")
        found = [message_from_bytes(file.read_bytes(), policy=policy.default) for file in files]
        (mail,) = [mail for mail in found if mail["To"].startswith("vera@")]
        return mail["Subject"], text_of(mail)

    return look


def paused(circle):
    subject = initiative(circle, state="paused")
    happens(subject, "pause", circle.actor("wil"))
    relayed()
    return subject


def test_a_notice_is_mailed_in_one_language(circle, read):
    paused(circle)
    reads_english()
    _, text = read()
    assert "Initiative paused" in text
    assert "State: Paused." in text
    for dutch in ("Initiatief", "Stand", "Bekijk", "Gepauzeerd"):
        assert dutch not in text


def test_also_where_the_state_moved_on(circle, read):
    change(paused(circle), state="running")
    reads_english()
    _, text = read()
    assert "State: Paused. By now the state is: Running." in text
    assert "Stand" not in text


def test_the_inbox_keeps_what_was_told(circle, read):
    paused(circle)
    before = [(row.headline, row.status) for row in written(recipient__name="Vera")]
    reads_english()
    read()
    assert [(row.headline, row.status) for row in written(recipient__name="Vera")] == before


def test_what_is_not_known_in_both_stays_as_it_was_told(circle, read):
    paused(circle)
    with acting_as(SYSTEM):
        Reminder.objects.filter(event="pause").update(headline="Iets van vroeger", status="Ooit.")
    reads_english()
    _, text = read()
    assert "Iets van vroeger" in text
    assert "Ooit." in text


def test_what_was_put_off_comes_back_in_the_new_language(circle):
    paused(circle)
    today = timezone.localdate()
    with acting_as(SYSTEM):
        Reminder.objects.filter(recipient__name="Vera").update(snoozed_until=today)
    reads_english()
    sweep()
    (row,) = written(recipient__name="Vera")
    assert (row.language, row.headline, row.status) == ("en", "Initiative paused", "State: Paused.")
    assert post(pk=row.mail_id)
    assert row.created_at > timezone.now() - days(1)


@pytest.mark.parametrize("was", ["nl", "en"])
class TestASentence:
    def again(self, words, was, kind="clause"):
        other = "en" if was == "nl" else "nl"
        row = Reminder(subject_kind=kind, language=was, headline="", status=words.in_(was))
        assert retelling.notice(row, other)[1] == words.in_(other)

    def test_of_each_state(self, db, was):
        for kind in registry.kinds():
            for state in registry.lifecycle_of(kind).states.values():
                self.again(notices.NOW_IN.with_(state=state.label), was, kind)

    def test_of_each_step_that_is_awaited(self, db, was):
        for kind in registry.kinds():
            for row in registry.lifecycle_of(kind).transitions:
                for words in (notices.AWAITED_WHY, notices.ON_PAPER_WHY):
                    told = words.with_(organisation="Bond, Vrij & Co.", transition=row.label)
                    self.again(told, was, kind)

    def test_of_each_reason_why_a_consent_ended(self, db, was):
        table = registry.lifecycle_of("clause")
        state = next(iter(table.states.values())).label
        first, second = (row.label for row in table.transitions[:2])
        for words in voided.sentences():
            told = words.with_(organisations="Bond Een, Bond Twee", state=state)
            self.again(told, was)
            steps = type(state)(f"{first.nl}, {second.nl}", f"{first.en}, {second.en}")
            self.again(voided.ABOUT.with_(why=told, steps=steps), was)

    def test_of_a_nudge(self, db, was):
        table = registry.lifecycle_of("clause")
        words = nudging.STATUS.with_(
            secretariat="Bureau",
            organisation="Bond Een",
            what=table.transitions[0].label,
            state=next(iter(table.states.values())).label,
        )
        self.again(words, was)

    def test_of_what_to_do(self, db, was):
        for words in (wording.OPEN, wording.VIEW, notices.CONSENT, notices.CONFIRM):
            self.again(words, was)

"""One digest a week, with what is going on as of now; what cannot wait for it does not."""

from datetime import date, datetime, timedelta
from email import message_from_bytes, policy
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.utils import timezone

from backend.agreements.models import Agreement
from backend.confidentiality.context import acting_as
from backend.parties.actors import SYSTEM
from backend.parties.models import Affiliation, Person
from backend.reminders import claiming, digests, inbox
from backend.reminders.models import Mail, Preferences
from backend.reminders.sweep import sweep
from backend.workflow import consenting, dues
from tests.reminders.scene import (
    REVIEW,
    at,
    carried,
    change,
    consulted,
    days,
    initiative,
    monday_after,
    names,
    post,
    posted,
    written,
)
from tests.reminders.test_notices import happens, relayed

SATURDAY = REVIEW - days(30)
MONDAY = monday_after(SATURDAY)
SECRET = "Wij zetten in op drie procent"


@pytest.fixture
def folder(settings):
    """What was mailed since the last look: [(to, mail)]."""
    seen: set[Any] = set()

    def look(to="wil"):
        files = sorted(set(settings.EMAIL_FILE_PATH.glob("*.eml")) - seen)
        seen.update(files)
        found = [message_from_bytes(file.read_bytes(), policy=policy.default) for file in files]
        return [mail for mail in found if not to or mail["To"].startswith(f"{to}@")]

    return look


def text_of(mail):
    return mail.get_body(("plain",)).get_content()


class TestTheHour:
    @pytest.mark.parametrize(
        ("after", "comes"),
        [
            ("2026-11-27T12:00", "2026-11-30T08:00"),
            ("2026-11-30T07:00", "2026-11-30T08:00"),
            ("2026-11-30T08:00", "2026-12-07T08:00"),
            ("2026-03-26T12:00", "2026-03-30T08:00"),  # summer time begins on the 29th
            ("2026-10-23T12:00", "2026-10-26T08:00"),  # and ends on the 25th
        ],
    )
    def test_is_eight_on_a_monday_on_the_clock_of_the_netherlands(self, after, comes):
        here = ZoneInfo("Europe/Amsterdam")
        found = digests.next_after(
            datetime.fromisoformat(after).replace(tzinfo=here), Preferences()
        )
        assert found == datetime.fromisoformat(comes).replace(tzinfo=here)

    @pytest.mark.parametrize("hour", [2, 3])
    @pytest.mark.parametrize("sunday", [date(2026, 3, 29), date(2026, 10, 25)])
    def test_comes_once_a_week_when_the_clocks_change_at_that_very_hour(self, hour, sunday):
        wanted = Preferences(digest_day=7, digest_hour=hour)
        moment, found = at(sunday - days(10)), []
        for _ in range(4):
            moment = digests.next_after(moment, wanted)
            found.append(timezone.localtime(moment).date())
        assert found == [sunday + days(7 * n) for n in range(-1, 3)]

    @pytest.mark.parametrize("hour", [2, 8])
    @pytest.mark.parametrize("sunday", [date(2026, 3, 29), date(2026, 10, 25)])
    def test_comes_once_a_day_for_who_wants_it_daily(self, hour, sunday):
        wanted = Preferences(digest_every="day", digest_hour=hour)
        moment, found = at(sunday - days(1), hour=1), []
        for _ in range(4):
            moment = digests.next_after(moment, wanted)
            found.append(timezone.localtime(moment).date())
        assert found == [sunday + days(n) for n in (-1, 0, 1, 2)]

    def test_does_not_come_for_who_wants_none(self):
        assert digests.next_after(at(REVIEW), Preferences(digest_every="never")) is None


class TestADigest:
    def test_gathers_what_was_written_since_the_last_one(self, circle, folder):
        for title in ("Roosters", "Opleiding"):
            initiative(circle, title=title)
        sweep(at(SATURDAY))
        assert posted(MONDAY - timedelta(minutes=1)) == 0
        posted(MONDAY)
        (mail,) = folder()
        assert mail["Subject"] == "Uw overzicht: 2 berichten"
        text = text_of(mail)
        assert "Roosters" in text
        assert "Opleiding" in text
        assert text.count("/initiatieven/") == 2
        (row,) = post(recipient__name="Wil", sent_at__isnull=False)
        assert len(carried(row)) == 2

    def test_says_how_things_stand_when_it_is_sent(self, circle, folder):
        subject = initiative(circle)
        sweep(at(SATURDAY))
        change(subject, title="Een andere naam")
        posted(MONDAY)
        (mail,) = folder()
        assert "Een andere naam" in text_of(mail)
        assert "over 28 dagen" in text_of(mail)  # it was 30 when it was written
        assert "over 30 dagen" not in text_of(mail)

    def test_waits_for_who_has_dates_and_leaves_nothing_behind_when_none_came(self, circle, folder):
        sweep(at(SATURDAY))
        # the liaison and the outsider sit nowhere
        assert names(post()) == ["bram", "otto", "sanne", "vera", "wil"]
        posted(MONDAY)
        assert folder("") == []
        assert post() == []
        sweep(MONDAY)
        assert {mail.due_at for mail in post()} == {MONDAY + days(7)}

    @pytest.mark.parametrize(
        "meanwhile",
        [{"state": "evaluating"}, {"next_review_on": REVIEW + days(100)}, {"state": "paused"}],
    )
    def test_leaves_out_a_date_that_was_met_moved_or_left(self, circle, folder, meanwhile):
        subject = initiative(circle)
        initiative(circle, title="Een ander")
        sweep(at(SATURDAY))
        change(subject, on=SATURDAY, **meanwhile)
        posted(MONDAY)
        (mail,) = folder()
        assert "Een ander" in text_of(mail)
        assert "Zelfroosteren" not in text_of(mail)
        rows = written(subject_id=subject.pk, deadline="review_due")
        assert {row.mailed_at for row in rows} == {None}
        assert {bool(row.left_out_at) for row in rows} == {True}

    def test_leaves_out_what_its_reader_may_not_read_any_more(self, circle, folder):
        subject = initiative(circle)
        initiative(circle, title="Een ander")
        sweep(at(SATURDAY))
        change(subject, title=SECRET, visibility="side_private", side="employer")
        posted(MONDAY)
        seen = dict(_texts(folder))
        assert SECRET in seen["wil"]
        assert SECRET not in seen["vera"] + seen["sanne"]
        assert "Zelfroosteren" not in seen["vera"] + seen["sanne"]

    def test_leaves_out_who_changed_sides(self, circle, folder):
        initiative(circle)
        sweep(at(SATURDAY))
        Affiliation.objects.filter(person__name="Vera").update(valid_until=SATURDAY)
        posted(MONDAY)
        assert folder("vera") == []

    def test_tells_a_date_once_however_often_it_was_reminded_of(self, circle, folder):
        initiative(circle, next_review_on=MONDAY.date() + days(6))
        sweep(at(MONDAY.date() - days(24)))  # -30
        sweep(at(MONDAY.date() - days(1)))  # -7, before the digest of four weeks of silence
        posted(MONDAY)
        (mail,) = folder()
        assert text_of(mail).count("Tussenevaluatie") == 1

    def test_is_in_the_readers_language(self, circle, folder):
        Person.objects.filter(name="Vera").update(language="en")
        initiative(circle)
        sweep(at(SATURDAY))
        posted(MONDAY)
        (mail,) = folder("vera")
        assert mail["Subject"] == "Your digest: 1 message"
        assert "Interim review: in 28 days" in text_of(mail)
        assert "because you act for Bond Een" in text_of(mail)

    def test_has_a_last_word_on_an_event_that_was_followed_by_another(self, circle, folder):
        subject = initiative(circle, state="proposed")
        happens(subject, "submit", circle.actor("wil"))
        relayed()
        change(subject, state="in_consultation")
        sweep(timezone.now())
        with acting_as(SYSTEM):
            (digest,) = Mail.objects.filter(recipient=circle.people["vera"])
        posted(digest.due_at)
        (mail,) = folder("vera")
        assert "Voorstel ingebracht" in text_of(mail)
        assert "Stand: Voorgesteld. Inmiddels is de stand: In" in text_of(mail)


def _texts(folder):
    found = folder("")
    return [(mail["To"].partition("@")[0], text_of(mail)) for mail in found]


class TestTheComingWeek:
    """A digest also has the dates until the next one."""

    def test_is_told_to_whom_it_concerns(self, circle, folder):
        initiative(circle, next_review_on=MONDAY.date() + days(3))
        sweep(at(MONDAY.date() - days(27)))  # -30, in an earlier digest
        posted(monday_after(MONDAY.date() - days(27)))
        folder("")
        sweep(at(MONDAY.date() - days(6)))
        with acting_as(SYSTEM):
            Mail.objects.filter(closed_at__isnull=True).update(due_at=MONDAY, try_at=MONDAY)
        posted(MONDAY)
        (mail,) = folder()
        assert mail["Subject"] == "Uw overzicht: 1 datum"
        text = text_of(mail)
        assert "Datums tot en met 12 mei 2031" in text
        assert "Tussenevaluatie: over 3 dagen" in text

    def test_is_not_told_to_who_is_not_concerned(self, circle, folder):
        initiative(circle, next_review_on=MONDAY.date() + days(3))
        sweep(at(MONDAY.date() - days(1)))
        posted(MONDAY)
        told = {who for who, _ in _texts(folder)}
        assert told == {"sanne", "vera", "wil"}

    def test_has_nothing_of_what_its_reader_may_not_see(self, circle, folder):
        subject = initiative(
            circle,
            title=SECRET,
            visibility="side_private",
            side="employer",
            next_review_on=MONDAY.date() + days(3),
        )
        with acting_as(SYSTEM):
            dues.replan(subject, MONDAY.date() - days(1))
        sweep(at(MONDAY.date() - days(200)))
        with acting_as(SYSTEM):
            Mail.objects.filter(closed_at__isnull=True).update(due_at=MONDAY, try_at=MONDAY)
        posted(MONDAY)
        assert [who for who, text in _texts(folder) if SECRET in text] == ["wil"]

    def test_does_not_have_the_dates_that_somebody_wants_in_the_inbox_only(self, circle, folder):
        with acting_as(SYSTEM):
            Preferences.objects.create(
                person=circle.people["vera"], channels={"deadline.review_due": "inbox"}
            )
        initiative(circle, next_review_on=MONDAY.date() + days(3))
        sweep(at(MONDAY.date() - days(1)))
        posted(MONDAY)
        assert folder("vera") == []
        assert names(written(mail__isnull=True)) == ["vera"]


class TestADateThatCannotWait:
    def test_is_mailed_at_once_where_no_digest_told_of_it(self, circle, folder):
        tuesday = MONDAY.date() + days(1)
        initiative(circle, next_review_on=tuesday + days(4), planned_on=tuesday)
        sweep(at(tuesday))
        posted(at(tuesday))
        (mail,) = folder()
        assert mail["Subject"].startswith("Tussenevaluatie: over 4 dagen - ")
        assert folder("wil") == []

    def test_waits_where_the_last_digest_told_of_it(self, circle, folder):
        initiative(circle, next_review_on=MONDAY.date() + days(3))
        sweep(at(MONDAY.date() - days(1)))
        posted(MONDAY)
        folder("")
        sweep(at(MONDAY.date() + days(3)))  # the day itself
        posted(at(MONDAY.date() + days(3)))
        assert folder() == []
        posted(MONDAY + days(7))
        (mail,) = folder()
        assert "Tussenevaluatie: 4 dagen geleden" in text_of(mail)

    def test_that_was_moved_close_after_the_digest_is_mailed_at_once(self, circle, folder):
        subject = initiative(circle, next_review_on=MONDAY.date() + days(6))
        sweep(at(MONDAY.date() - days(1)))
        posted(MONDAY)
        folder("")
        tuesday = MONDAY.date() + days(1)
        change(subject, next_review_on=tuesday + days(2), on=tuesday)
        sweep(at(tuesday))
        posted(at(tuesday))
        (mail,) = folder()
        assert "over 2 dagen" in mail["Subject"]

    def test_waits_where_the_digest_comes_daily(self, circle):
        with acting_as(SYSTEM):
            for person in circle.people.values():
                Preferences.objects.create(person=person, digest_every="day")
        tuesday = MONDAY.date() + days(1)
        initiative(circle, next_review_on=tuesday + days(4), planned_on=tuesday)
        sweep(at(tuesday, hour=9))
        (row,) = written(recipient__name="Wil")
        assert row.mail.sort == Mail.DIGEST
        assert row.mail.due_at == at(tuesday + days(1))

    def test_that_has_passed_waits_for_the_digest(self, circle):
        initiative(circle, next_review_on=MONDAY.date() - days(14), planned_on=MONDAY.date())
        sweep(MONDAY)
        assert {row.mail.sort for row in written()} == {Mail.DIGEST}


class TestWhatIsAtOnce:
    def test_is_one_mail_for_all_clauses_of_an_agreement(self, circle, folder):
        first = consulted(circle, REVIEW)
        for number in range(2, 41):
            clause_of(circle, first, number)
        sweep(at(REVIEW - days(2)))
        assert len(written()) == 3 * 40
        assert names(post(sort=Mail.AT_ONCE)) == ["bram", "vera", "wil"]
        posted(at(REVIEW - days(2)))
        (mail,) = folder()
        assert mail["Subject"].endswith("(en nog 39)")
        assert text_of(mail).count("/afspraken/") == 40

    def test_is_one_mail_a_dossier_a_date_and_a_step(self, circle):
        consulted(circle, REVIEW)
        consulted(circle, REVIEW)  # of another agreement
        sweep(at(REVIEW - days(7)))
        sweep(at(REVIEW - days(2)))
        assert len(post(sort=Mail.AT_ONCE, recipient__name="Wil")) == 4

    def test_waits_for_the_rest_of_a_round_that_was_cut_short(self, circle, monkeypatch):
        first = consulted(circle, REVIEW)
        clause_of(circle, first, 2)
        real, calls = inbox.put_all, []

        def put_all(*args, **at):
            calls.append(at)
            if len(calls) > 1:
                raise KeyboardInterrupt
            return real(*args, **at)

        monkeypatch.setattr(claiming, "CHUNK", 1)
        monkeypatch.setattr(inbox, "put_all", put_all)
        with pytest.raises(KeyboardInterrupt), acting_as(SYSTEM):
            sweep(at(REVIEW - days(2)))
        monkeypatch.undo()
        sweep(at(REVIEW - days(2)))
        assert len(post(sort=Mail.AT_ONCE, recipient__name="Wil")) == 1
        assert len(written(recipient__name="Wil")) == 2

    def test_leaves_out_who_has_acted_meanwhile(self, circle, folder):
        subject = consulted(circle, REVIEW)
        sweep(at(REVIEW - days(2)))
        with acting_as(SYSTEM):
            subject.ballots.filter(organisation__key="bond-een").update(
                outcome="accepted", recorded_at=timezone.now()
            )
        posted(at(REVIEW - days(2)))
        assert sorted(who for who, _ in _texts(folder)) == ["bram", "wil"]

    def test_asks_no_consent_that_was_given_meanwhile(self, circle, folder):
        paused = initiative(circle, state="paused", resume_on=REVIEW)
        consenting.give(paused, "resume", actor=circle.actor("wil"))
        relayed()
        assert len(post(sort=Mail.AT_ONCE)) == 1
        consenting.give(paused, "resume", actor=circle.actor("vera"))
        posted(timezone.now())
        assert folder("vera") == []

    def test_threads_by_dossier_and_never_shows_its_id(self, circle, folder):
        first = consulted(circle, REVIEW)
        clause_of(circle, first, 2)
        for day in (REVIEW - days(7), REVIEW - days(2)):
            sweep(at(day))
            posted(at(day))
        wils: list[Any] = []
        veras: list[Any] = []
        for mail in folder(""):
            {"wil": wils, "vera": veras}.get(mail["To"].partition("@")[0], []).append(mail)
        assert len(wils) == len(veras) == 2
        assert len({mail["References"] for mail in wils}) == 1
        assert {mail["In-Reply-To"] for mail in wils} == {mail["References"] for mail in wils}
        assert wils[0]["References"] != veras[0]["References"]
        assert str(first.agreement_id) not in wils[0]["References"]

    def test_cannot_be_stopped_where_it_is_legal(self, circle, folder):
        consulted(circle, REVIEW)
        sweep(at(REVIEW - days(2)))
        posted(at(REVIEW - days(2)))
        (mail,) = folder()
        assert mail["List-Unsubscribe"] is None
        assert "/afmelden/" not in text_of(mail)


def clause_of(circle, first, number):
    """One more clause of the same agreement, about which the members are asked."""
    with acting_as(SYSTEM):
        agreement = Agreement.objects.get(pk=first.agreement_id)
    return consulted(
        circle, first.ratification_due_on, agreement=agreement, article_number=str(number)
    )


def test_nothing_is_mailed_twice_over_weeks(circle, folder):
    """A whole ladder: each rung in one digest or mail, and the date itself in time."""
    initiative(circle)
    day, told = REVIEW - days(65), []
    while day <= REVIEW + days(21):
        for hour in (7, 9):
            with time_machine.travel(at(day, hour), tick=False):
                sweep()
                posted(timezone.now())
            told += [(day, text_of(mail)) for mail in folder()]
        day += timedelta(days=1)
    rows = written(recipient__name="Wil")
    assert [row.offset_days for row in rows] == [-60, -30, -7, 0, 14]
    assert {bool(row.mailed_at) for row in rows} == {True}
    assert {mail.weekday() for mail, _ in told} == {0}
    assert any("Tussenevaluatie: vandaag" in text or "over 7" in text for _, text in told)
    sent = post(recipient__name="Wil", sent_at__isnull=False)
    assert len(sent) == len(told)


def test_a_digest_is_opened_for_everybody_who_acts_and_once(circle):
    sweep(at(SATURDAY))
    sweep(at(SATURDAY))
    assert "wil" in names(post())
    assert "ada" not in names(post())  # an administrator acts for nobody
    assert "nick" not in names(post())
    assert len(names(post())) == len(set(names(post())))

"""Each item leads to where its reader can act on it: to the step, or to a part of the page."""

from dataclasses import replace
from email import message_from_bytes
from email.policy import default

import pytest

from backend.agreements.lifecycle import LIFECYCLE as CLAUSES
from backend.confidentiality.context import acting_as
from backend.parties.actors import SYSTEM
from backend.reminders import letters, snoozing, waking
from backend.reminders.models import Reminder
from backend.reminders.sweep import sweep
from backend.workflow import engine, registry
from tests.lifecycles.commitment_arrangement import a_commitment, cao_table
from tests.reminders import test_notices
from tests.reminders.scene import (
    REVIEW,
    at,
    change,
    clause,
    consulted,
    days,
    initiative,
    posted,
    routine,
    written,
)


def ways(**which):
    """Where these rows lead, by whom they are for: the end of the address, and the words."""
    rows = written(**which)
    return {r.recipient.name.lower(): (r.link.rpartition("/")[2], r.action) for r in rows}


def mailed_to(name, folder):
    """The text of the mails that left to somebody."""
    mails = [message_from_bytes(f.read_bytes(), policy=default) for f in folder.glob("*.eml")]
    to = [mail for mail in mails if mail["To"].startswith(f"{name}@")]
    return "\n".join(str(mail.get_body(("plain",))) for mail in to)


def swept(**which):
    """Where the rows lead that the clock writes on the day of the review."""
    sweep(at(REVIEW))
    return ways(**which)


class TestADate:
    def test_leads_to_the_step_that_settles_it(self, circle):
        consulted(circle, REVIEW)
        found = swept(deadline="ballot_open")
        assert found == dict.fromkeys(
            ("bram", "vera", "wil"), ("record_ballot", "Uitslag vastleggen")
        )
        (first, *_) = written(deadline="ballot_open")
        assert first.transition == "record_ballot"
        assert first.link in first.text

    def test_leads_who_is_only_told_to_the_page(self, circle):
        subject = clause(
            circle,
            "disputed",
            dispute_level="consultation",
            dispute_by=circle.organisations["bond-een"],
            dispute_answer_due_on=REVIEW + days(2),
            planned_on=REVIEW - days(60),
        )
        found = swept(deadline="dispute_answer")
        assert found["sanne"] == (str(subject.pk), "Bekijk")
        assert found["wil"] == ("answer_dispute", "Geschil beantwoorden")

    def test_leads_to_what_can_be_done_where_there_are_several_ends(self, circle):
        subject = initiative(circle)
        found = swept(deadline="review_due")
        assert found["vera"] == (f"{subject.pk}#evaluations", "Bekijk en handel af")
        assert found["sanne"] == (str(subject.pk), "Bekijk")

    def test_leads_to_the_page_where_the_step_cannot_be_taken_as_it_stands(self, db):
        circle = cao_table()
        promise = a_commitment(circle, due_on=REVIEW)
        change(promise, REVIEW - days(60), state="deferred")
        found = swept(deadline="commitment_due")
        assert set(found.values()) == {(f"{promise.pk}#next", "Bekijk en handel af")}

    def test_leads_who_is_told_later_or_on_a_higher_rung_to_the_page(self, db):
        circle = cao_table()
        promise = a_commitment(circle, due_on=REVIEW)
        change(promise, REVIEW - days(60))
        sweep(at(REVIEW + days(14)))
        found = ways(deadline="commitment_overdue")
        assert found.pop("emma") == ("deliver", "Opleveren")
        assert {"sanne", "wil", "vera"} <= found.keys()
        assert set(found.values()) == {(str(promise.pk), "Bekijk")}

    def test_is_written_once_for_all_who_act_and_once_for_all_who_are_told(
        self, circle, monkeypatch
    ):
        wrote = []
        real = letters.of_deadline

        def counted(*args, **kwargs):
            wrote.append(kwargs["acts"])
            return real(*args, **kwargs)

        monkeypatch.setattr(letters, "of_deadline", counted)
        initiative(circle)
        sweep(at(REVIEW))
        assert sorted(wrote) == [False, True]
        assert len(written(deadline="review_due")) > 2

    def test_is_settled_by_a_step_that_there_is(self):
        (date, *_) = CLAUSES.deadlines
        with pytest.raises(ValueError, match="no 'renew' settles"):
            replace(CLAUSES, deadlines=(replace(date, step="renew"),))

    @pytest.mark.parametrize("kind", registry.dated())
    def test_in_each_table_is_settled_by_a_row_of_it(self, kind):
        table = registry.lifecycle_of(kind)
        for date in table.deadlines:
            assert not date.step or date.step in table.names


class TestAMail:
    def test_leads_to_the_step_as_of_now(self, circle, tmp_path):
        consulted(circle, REVIEW)
        sweep(at(REVIEW))
        posted(at(REVIEW))
        text = mailed_to("vera", tmp_path / "mail")
        assert "/stap/record_ballot" in text
        assert "Uitslag vastleggen:" in text

    def test_leads_to_the_step_of_a_coming_date(self, circle, tmp_path):
        duty = routine(circle, due_on=REVIEW + days(3))
        sweep(at(REVIEW - days(27)))
        posted(at(REVIEW - days(7)))
        sent = set((tmp_path / "mail").iterdir())
        sweep(at(REVIEW - days(5)))  # no reminder comes on a day until the next digest
        posted(at(REVIEW))
        for file in sent:
            file.unlink()
        text = mailed_to("vera", tmp_path / "mail")
        assert "Datums tot en met" in text
        assert f"/vaste-momenten/{duty.pk}/stap/complete" in text

    def test_leads_there_again_when_what_was_put_off_comes_back(self, circle):
        duty = routine(circle)
        sweep(at(REVIEW - days(30)))
        (row,) = written(deadline="review_due", recipient__name="Vera")
        with acting_as(SYSTEM):
            Reminder.objects.filter(pk=row.pk).update(link="https://oud.example", action="Oud")
            row.refresh_from_db()
            snoozing.snooze(
                row,
                REVIEW - days(20),
                "Later",
                actor=circle.actor("vera"),
                now=at(REVIEW - days(30)),
            )
        waking.wake_due(at(REVIEW - days(20)))
        (row,) = written(pk=row.pk)
        assert row.link.endswith(f"/vaste-momenten/{duty.pk}/stap/complete")
        assert row.action != "Oud"
        assert row.link in row.text


class TestWhatIsToldAtOnce:
    def test_leads_to_the_step_that_answers_it(self, db):
        circle = cao_table()
        promise = a_commitment(circle)
        engine.perform(promise, "deliver", actor=circle.emma)
        with acting_as(SYSTEM):
            promise.refresh_from_db()
        engine.perform(promise, "return", actor=circle.vera, reason="Er ontbreekt een bijlage.")
        test_notices.relayed()
        assert ways(event="return")["emma"] == ("deliver", "Opleveren")
        told = ways(event="deliver")
        assert set(told.values()) == {(f"{promise.pk}#next", "Bekijk en handel af")}

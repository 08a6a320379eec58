"""Every reminder that is due is written exactly once, however the clock is treated."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.utils import timezone

from backend.confidentiality.context import acting_as
from backend.initiatives.models import Initiative
from backend.parties.actors import CLOCK, SYSTEM
from backend.parties.models import Affiliation, Person
from backend.reminders import claiming, inbox, letters
from backend.reminders.models import Sweep
from backend.reminders.sweep import KEPT, sweep
from backend.workflow import clock, engine, registry
from backend.workflow.locks import lock
from backend.workflow.models import Due
from tests import people
from tests.reminders.scene import REVIEW, at, change, days, initiative, ladder, names, written

OWNERS_AND_SECRETARIAT = ["sanne", "vera", "wil"]


class TestALadder:
    def test_is_climbed_one_step_at_a_time_by_everybody_in_the_circle(self, circle):
        initiative(circle)
        assert ladder(REVIEW - days(65), REVIEW + days(20)) == {
            REVIEW + days(offset): [("review_due", offset, OWNERS_AND_SECRETARIAT)]
            for offset in (-60, -30, -7, 0)
        } | {  # then the own side of who has not acted hears of it as well
            REVIEW + days(14): [("review_due", 14, ["bram", *OWNERS_AND_SECRETARIAT])]
        }

    def test_ends_when_the_work_is_done(self, circle):
        subject = initiative(circle)
        ladder(REVIEW - days(65), REVIEW + days(1))
        change(subject, state="evaluating", on=REVIEW + days(1))
        assert ladder(REVIEW + days(2), REVIEW + days(30)) == {}

    def test_moves_with_its_date(self, circle):
        subject = initiative(circle)
        ladder(REVIEW - days(65), REVIEW - days(25))
        later = REVIEW + days(100)
        change(subject, next_review_on=later, on=REVIEW - days(25))
        assert list(ladder(REVIEW - days(24), later + days(20))) == [
            later + days(offset) for offset in (-60, -30, -7, 0, 14)
        ]

    def test_does_not_repeat_itself_when_a_date_moves_away_and_back(self, circle):
        subject = initiative(circle)
        ladder(REVIEW - days(65), REVIEW - days(25))
        change(subject, next_review_on=REVIEW + days(100), on=REVIEW - days(25))
        change(subject, next_review_on=REVIEW, on=REVIEW - days(25))
        assert list(ladder(REVIEW - days(25), REVIEW - days(8))) == []

    def test_starts_at_once_when_a_date_is_moved_close(self, circle):
        subject = initiative(circle)
        soon = REVIEW - days(90)
        change(subject, next_review_on=soon, on=soon - days(10))
        assert list(ladder(soon - days(10), soon)) == [soon - days(10), soon - days(7), soon]


class TestAfterAnOutage:
    def test_of_three_days_each_missed_reminder_comes_exactly_once(self, circle):
        missed = [initiative(circle, next_review_on=REVIEW + days(n)) for n in range(4)]
        ladder(REVIEW - days(12), REVIEW - days(9))
        assert {row.offset_days for row in written()} == {-30}

        stopped_until = REVIEW - days(4)  # -7 of the four dates fell on -7, -6, -5 and today
        sweep(at(stopped_until))
        sweep(at(stopped_until))
        for subject in missed:
            rows = written(subject_id=subject.pk, offset_days=-7)
            assert names(rows) == OWNERS_AND_SECRETARIAT

    def test_one_catch_up_covers_the_steps_that_were_missed_of_one_date(self, circle):
        initiative(circle)
        sweep(at(REVIEW - days(5)))
        assert {row.offset_days for row in written()} == {-7}
        assert list(ladder(REVIEW - days(4), REVIEW + days(20))) == [REVIEW, REVIEW + days(14)]

    def test_the_catch_up_says_how_far_the_date_really_is(self, circle):
        initiative(circle)
        sweep(at(REVIEW - days(5)))
        assert {row.headline for row in written()} == {"Tussenevaluatie: over 5 dagen"}

    def test_timed_transitions_come_first(self, circle):
        subject = initiative(circle)
        done = sweep(at(REVIEW + days(3)))
        assert done.performed == 1
        assert Initiative.objects.count() == 0  # nobody reads here
        with acting_as(SYSTEM):
            assert Initiative.objects.get(pk=subject.pk).state == "under_review"
        assert "Stand: Tussenevaluatie." in written()[0].text


class TestWhomItReaches:
    def test_somebody_in_two_circles_gets_one(self, circle):
        Affiliation.objects.create(
            person=circle.people["wil"],
            organisation=circle.organisations["secretariaat"],
            function="negotiator",
            valid_from=people.LONG_AGO,
        )
        initiative(circle)
        sweep(at(REVIEW - days(30)))
        assert names(written()) == OWNERS_AND_SECRETARIAT

    def test_members_and_people_who_left_or_come_later_get_none(self, circle):
        union = circle.organisations["bond-een"]
        people.person("lid", union, function="member")
        left, comes = people.person("weg"), people.person("straks")
        for somebody, first, last in (
            (left, people.LONG_AGO, REVIEW - days(31)),
            (comes, REVIEW - days(29), None),
        ):
            Affiliation.objects.create(
                person=somebody,
                organisation=union,
                function="negotiator",
                valid_from=first,
                valid_until=last,
            )
        people.person("gesloten", union)
        Person.objects.filter(name="Gesloten").update(is_active=False)
        initiative(circle)
        sweep(at(REVIEW - days(30)))
        assert names(written()) == OWNERS_AND_SECRETARIAT
        sweep(at(REVIEW - days(7)))
        assert names(written(offset_days=-7)) == ["sanne", "straks", "vera", "wil"]

    def test_somebody_who_may_not_read_the_subject_gets_none(self, circle):
        initiative(circle, visibility="side_private", side="employer")
        sweep(at(REVIEW - days(30)))
        assert names(written()) == ["wil"]

    def test_everybody_reads_their_own_language(self, circle):
        Person.objects.filter(name="Vera").update(language="en")
        initiative(circle)
        sweep(at(REVIEW - days(30)))
        headlines = {row.recipient.name: row.headline for row in written()}
        assert headlines == {
            "Wil": "Tussenevaluatie: over 30 dagen",
            "Vera": "Interim review: in 30 days",
            "Sanne": "Tussenevaluatie: over 30 dagen",
        }


class TestTrouble:
    def test_with_one_subject_does_not_keep_the_others_from_their_reminders(
        self, circle, monkeypatch
    ):
        broken, fine = initiative(circle), initiative(circle, title="In orde")
        monkeypatch.setattr(
            Initiative, "caption", property(lambda self: {fine.pk: "In orde"}[self.pk])
        )
        done = sweep(at(REVIEW - days(30)))
        assert (done.reminded, done.failed) == (3, 1)
        assert {row.subject_id for row in written()} == {fine.pk}

        monkeypatch.undo()
        done = sweep(at(REVIEW - days(29)))
        assert (done.reminded, done.failed) == (3, 0)
        assert {row.subject_id for row in written()} == {fine.pk, broken.pk}

    def test_with_a_timed_transition_does_not_keep_the_reminders_back(self, circle, monkeypatch):
        first, second = initiative(circle), initiative(circle, title="Tweede")
        real = engine.perform

        def perform(subject, *args, **kwargs):
            if subject.pk == first.pk:
                raise ZeroDivisionError
            return real(subject, *args, **kwargs)

        monkeypatch.setattr(engine, "perform", perform)
        done = sweep(at(REVIEW))
        assert (done.performed, done.reminded) == (1, 6)
        monkeypatch.undo()
        assert sweep(at(REVIEW, hour=9)).performed == 1
        assert second.pk != first.pk

    def test_with_a_transition_that_changes_nothing_does_not_go_on_for_ever(
        self, circle, monkeypatch
    ):
        initiative(circle)
        monkeypatch.setattr(engine, "perform", lambda *_, **__: None)
        assert clock.run_due_transitions(at(REVIEW)) == 1
        assert clock.run_due_transitions(at(REVIEW)) == 0
        assert clock.run_due_transitions(at(REVIEW + days(1))) == 1

    def test_half_way_a_reminder_leaves_nothing_and_is_made_up_for(self, circle, monkeypatch):
        initiative(circle)
        real = inbox.put_all

        def put_all(found, **at):
            real(found, **at)
            raise KeyboardInterrupt

        monkeypatch.setattr(inbox, "put_all", put_all)
        with pytest.raises(KeyboardInterrupt), transaction.atomic():
            sweep(at(REVIEW - days(30)))
        assert written() == []
        monkeypatch.undo()
        sweep(at(REVIEW - days(30)))
        assert names(written()) == OWNERS_AND_SECRETARIAT

    def test_a_row_that_no_longer_is_what_the_table_says_is_put_right(self, circle):
        subject = initiative(circle)
        with acting_as(SYSTEM):
            Due.objects.filter(subject_id=subject.pk, is_transition=False).update(
                anchor_on=REVIEW - days(100), wake_on=REVIEW - days(100)
            )
        sweep(at(REVIEW - days(90)))
        assert written() == []
        assert list(ladder(REVIEW - days(65), REVIEW - days(7))) == [
            REVIEW - days(60),
            REVIEW - days(30),
            REVIEW - days(7),
        ]

    def test_a_date_that_is_not_in_the_table_any_more_is_dropped(self, circle):
        subject = initiative(circle)
        with acting_as(SYSTEM):
            Due.objects.filter(
                subject_id=subject.pk, name="review_due", is_transition=False
            ).update(name="of_old")
        sweep(at(REVIEW - days(60)))
        assert names(written()) == OWNERS_AND_SECRETARIAT
        with acting_as(SYSTEM):
            assert not Due.objects.filter(name="of_old").exists()


class TestARound:
    def test_is_recorded_with_what_came_of_it(self, circle):
        initiative(circle)
        done = sweep(at(REVIEW - days(30)))
        kept = Sweep.objects.get()
        assert (kept.pk, kept.reminded, kept.as_of) == (done.pk, 3, at(REVIEW - days(30)))
        assert kept.finished_at is not None
        assert kept.finished_at >= kept.started_at

    def test_without_result_is_forgotten_after_a_week(self, circle):
        old = sweep(at(REVIEW))
        initiative(circle)
        kept = sweep(at(REVIEW - days(30)))
        Sweep.objects.update(finished_at=timezone.now() - KEPT - days(1))
        sweep(at(REVIEW - days(30)))
        assert set(Sweep.objects.filter(pk__in=[old.pk, kept.pk])) == {kept}

    def test_that_takes_too_long_leaves_the_rest_to_the_next(self, circle):
        for _ in range(3):
            initiative(circle)
        assert sweep(at(REVIEW - days(30)), patience=timedelta(0)).reminded == 0
        assert sweep(at(REVIEW - days(30)), patience=timedelta(minutes=1)).reminded == 9


def test_several_rounds_at_once_write_nothing_twice(committed_database, monkeypatch):
    monkeypatch.setattr(claiming, "CHUNK", 2)
    circle = people.a_circle()
    subjects = [initiative(circle, title=f"Nummer {n}") for n in range(12)]
    barrier = threading.Barrier(4)

    def work(_):
        try:
            barrier.wait(10)
            return sweep(at(REVIEW)).reminded
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as threads:
        counts = list(threads.map(work, range(4)))
    # a round passes over what another one is at work on: whatever is left comes with the next
    counts.append(sweep(at(REVIEW)).reminded)
    assert sum(counts) == len(written()) == 3 * len(subjects)
    with acting_as(SYSTEM):
        assert Initiative.objects.filter(state="under_review").count() == len(subjects)
        for subject in subjects:
            assert names(written(subject_id=subject.pk)) == OWNERS_AND_SECRETARIAT


def test_the_clock_does_not_wait_for_a_subject_on_which_somebody_is_at_work(committed_database):
    circle = people.a_circle()
    busy, free = initiative(circle), initiative(circle, title="Vrij")
    held, done = threading.Event(), threading.Event()

    def somebody():
        try:
            with acting_as(SYSTEM):
                lock(busy)
                held.set()
                assert done.wait(20)
                # they go on to change the very row that a waiting clock would hold
                Due.objects.filter(subject_id=busy.pk).update(wake_on=REVIEW)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as threads:
        working = threads.submit(somebody)
        assert held.wait(10)
        assert clock.run_due_transitions(at(REVIEW)) == 1
        done.set()
        working.result(10)
    with acting_as(CLOCK):
        assert registry.subject_of("initiative", free.pk).state == "under_review"
    assert clock.run_due_transitions(at(REVIEW)) == 1


def test_a_letter_is_one_line_above_and_one_link_below(circle):
    subject = initiative(circle, title="Eerste regel\ntweede regel & <b>vet</b>")
    sweep(at(REVIEW - days(30)))
    row = written()[0]
    assert row.subject_title == "Eerste regel tweede regel & <b>vet</b>"
    assert row.link.endswith(f"/initiatieven/{subject.pk}#evaluations")
    assert row.text.count("http") == 1
    assert row.link in row.text
    assert "<b>vet</b>" in row.text
    assert letters.one_line(row.headline) == row.headline

"""Two clocks, and people who close a period at once: the next one is opened exactly once."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from backend.confidentiality.context import acting_as
from backend.parties.actors import SYSTEM
from backend.reminders.sweep import sweep
from backend.routines import actions
from backend.routines.models import Period, Routine
from backend.workflow import clock, consenting, engine
from tests.agreements.test_simultaneous import all_at_once
from tests.people import a_circle
from tests.reminders.scene import at


def a_routine():
    with transaction.atomic():
        circle = a_circle()
        first = timezone.localdate() + timedelta(days=10)
        made = actions.propose(
            actor=circle.wil,
            bargaining_table=circle.table.pk,
            title="Meting",
            form="measurement",
            every=1,
            unit="month",
            first_on=first,
        )
        for who in (circle.wil, circle.vera):
            consenting.give(made, "agree", actor=who)
    return circle, made


def numbers():
    with acting_as(SYSTEM):
        rows = Period.objects.order_by("number").values_list("number", "state")
        return list(rows)


def test_four_clocks_at_once_open_each_period_once(committed_database):
    a_routine()
    moment = at(timezone.localdate() + timedelta(days=10 + 100))
    all_at_once(*[lambda: clock.run_due_transitions(moment)] * 4)
    clock.run_due_transitions(moment)
    assert numbers() == [(1, "missed"), (2, "missed"), (3, "missed"), (4, "open")]


def test_people_and_a_round_at_once_close_a_period_once(committed_database):
    circle, made = a_routine()
    held = {"held_on": timezone.localdate().isoformat()}
    moment = at(timezone.localdate() + timedelta(days=5))

    def done(who):
        version = made.version
        return lambda: engine.perform(
            Routine(pk=made.pk), "complete", actor=who, data=held, expected_version=version
        )

    found = all_at_once(done(circle.wil), done(circle.vera), lambda: sweep(moment))
    assert found["done"] >= 1
    assert numbers() == [(1, "held"), (2, "open")]


def test_a_crash_while_the_next_is_opened_leaves_the_period_open(committed_database, monkeypatch):
    a_routine()
    moment = at(timezone.localdate() + timedelta(days=10 + 40))

    def crash(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(Routine, "performed", crash)
    with pytest.raises(KeyboardInterrupt):
        clock.run_due_transitions(moment)
    assert numbers() == [(1, "open")]
    monkeypatch.undo()
    assert clock.run_due_transitions(moment) == 1
    assert numbers() == [(1, "missed"), (2, "open")]


def test_the_database_refuses_a_second_of_the_same_number(committed_database):
    _, made = a_routine()
    with acting_as(SYSTEM), transaction.atomic(), pytest.raises(IntegrityError):
        made.open_period(1, made.first_on)

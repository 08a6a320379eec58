"""What the law renews: every clause of the agreement, whatever the process does meanwhile."""

from datetime import date
from importlib import import_module

import pytest

from backend.agreements import dates, noticing
from backend.agreements.models import Clause
from backend.agreements.notice_rows import NoticeIntention
from backend.confidentiality.context import acting_as
from backend.parties.actors import SYSTEM
from backend.workflow import dues
from backend.workflow.clock import run_due_transitions
from tests.agreements.scene import fresh
from tests.lifecycles.clause_arrangement import a_clause, an_agreement
from tests.people import days
from tests.reminders.scene import at

pytestmark = pytest.mark.django_db


@pytest.fixture
def cao(circle):
    """An agreement of a year that ended yesterday."""
    start, end = days(-366), days(-1)
    return an_agreement(circle, start_on=start, end_on=end, original_end_on=end)


def of(circle, cao, state="in_force", **facts):
    made = a_clause(
        circle,
        state,
        agreement=cao,
        effective_on=cao.start_on,
        ends_on=cao.end_on,
        next_review_on=None,
        ended_on=None,
        **facts,
    )
    with acting_as(SYSTEM):
        dues.replan(made)
    return made


def test_is_all_of_it_and_not_the_first_clause_only(circle, cao):
    clauses = [of(circle, cao, article_number=str(number)) for number in range(3)]
    run_due_transitions(at(days(0), hour=12))
    ends = {(each.state, each.ends_on) for each in map(fresh, clauses)}
    with acting_as(SYSTEM):
        cao.refresh_from_db()
    assert ends == {("in_force", cao.end_on)}
    assert cao.end_on > days(300)


@pytest.mark.parametrize("state", ["under_review", "in_amendment", "disputed"])
def test_waits_for_no_review_amendment_or_dispute(circle, cao, state):
    since = {"amendment_since": days(-5)} if state == "in_amendment" else {}
    clause = of(circle, cao, state, article_number="1", **since)
    run_due_transitions(at(days(0), hour=12))
    found = fresh(clause)
    with acting_as(SYSTEM):
        cao.refresh_from_db()
    assert (found.state, found.renewals, found.ends_on) == (state, 1, cao.end_on)
    assert cao.end_on > days(300)
    # and of the term that runs now the last day to give notice is told as of any other
    with acting_as(SYSTEM):
        last = dates.notice_matters_until(found)
    assert last is not None
    assert last > days(300)


def test_ends_a_final_evaluation_that_a_dispute_held_up(circle, cao):
    clause = of(circle, cao, "disputed", article_number="1", previous_state="final_evaluation")
    run_due_transitions(at(days(0), hour=12))
    assert fresh(clause).previous_state == "in_force"


def test_is_not_what_lives_on_after_its_term(circle, cao):
    clause = of(circle, cao, "disputed", article_number="1", previous_state="in_aftereffect")
    run_due_transitions(at(days(0), hour=12))
    assert fresh(clause).renewals == 0


def test_is_not_what_has_a_term_of_its_own(circle, cao):
    own = of(circle, cao, article_number="1")
    with acting_as(SYSTEM):
        type(own).objects.filter(pk=own.pk).update(ends_on=days(-2))
        dues.replan(fresh(own))
    other = of(circle, cao, article_number="2")
    run_due_transitions(at(days(0), hour=12))
    assert (fresh(own).state, fresh(other).renewals) == ("in_aftereffect", 1)


def test_asks_again_who_will_give_notice_of_the_next_term(circle, cao):
    clause = of(circle, cao, article_number="1")
    with acting_as(SYSTEM):
        cao.change(original_end_on=days(60), end_on=days(60))
        clause = fresh(clause)
    vera = circle.organisations["bond-een"].pk
    noticing.decide(cao, actor=circle.vera, decision="not")

    def undecided():
        found = Clause.objects.select_related("agreement").get(pk=clause.pk)
        return found.circle("notice_undecided")

    with acting_as(SYSTEM):
        assert vera not in undecided()
        # the term in which that was said is over
        ends = {"original_end_on": days(-1), "earlier_ends": [days(-1)], "end_on": days(364)}
        cao.change(**ends, renewed_at=at(days(0), hour=0))
        NoticeIntention.objects.filter(agreement=cao).update(created_at=at(days(-40)))
        assert vera in undecided()
    noticing.decide(cao, actor=circle.vera, decision="not")
    with acting_as(SYSTEM):
        assert vera not in undecided()


def test_ends_that_were_counted_are_kept_as_they_were():
    kept = import_module("backend.agreements.migrations.0015_earlier_ends").ends_before
    first, last = date(2022, 6, 30), date(2024, 6, 30)
    assert kept(first, last, 12) == [first, date(2023, 6, 30)]
    # of a term under a month no end followed
    assert kept(first, last, 0) == [first]

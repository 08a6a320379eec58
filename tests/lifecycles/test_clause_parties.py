"""Who is bound after a consultation, and who leaves the table."""

import pytest

from backend.confidentiality.context import acting_as
from backend.parties.actors import SYSTEM
from backend.parties.models import Membership
from backend.workflow import engine
from backend.workflow.errors import NotAllowed
from tests.lifecycles.clause_arrangement import PARTIES, a_clause, an_agreement
from tests.people import a_circle, days

pytestmark = pytest.mark.django_db


@pytest.fixture
def circle():
    return a_circle()


@pytest.fixture
def clauses(circle):
    """Two clauses of one agreement, both put to the members."""
    agreement = an_agreement(circle, visibility="constituency")
    return [
        a_clause(circle, "in_ratification", agreement=agreement, article_number=number)
        for number in ("1", "2")
    ]


def say(circle, clause, **outcomes):
    for who, outcome in outcomes.items():
        actor = circle.actor(who)
        engine.perform(clause, "record_ballot", actor=actor, data={"outcome": outcome})
    with acting_as(SYSTEM):
        clause.refresh_from_db()
    return clause.state


def at_table():
    seats = Membership.objects.valid_on(days(0)).filter(capacity="party")
    return set(seats.values_list("organisation__key", flat=True))


EVERYBODY = set(PARTIES.values())


def test_a_union_that_rejects_the_first_clause_still_votes_on_the_second(circle, clauses):
    assert say(circle, clauses[0], wil="accepted", vera="accepted", bram="rejected") == "ratified"
    assert at_table() == EVERYBODY
    assert say(circle, clauses[1], wil="accepted", vera="accepted", bram="rejected") == "ratified"
    assert at_table() == EVERYBODY - {"bond-twee"}


def test_a_union_that_accepts_one_of_two_clauses_is_bound_and_stays(circle, clauses):
    say(circle, clauses[0], wil="accepted", vera="accepted", bram="no_objection")
    say(circle, clauses[1], wil="accepted", vera="accepted", bram="rejected")
    assert at_table() == EVERYBODY


def test_a_union_that_only_stayed_for_a_clause_that_failed_leaves_with_it(circle, clauses):
    say(circle, clauses[0], wil="accepted", vera="accepted", bram="rejected")
    assert say(circle, clauses[1], wil="rejected", vera="accepted", bram="accepted") == "rejected"
    assert at_table() == EVERYBODY - {"bond-twee"}


def test_nobody_leaves_over_a_clause_that_failed(circle, clauses):
    assert say(circle, clauses[0], wil="rejected", vera="accepted", bram="rejected") == "rejected"
    assert at_table() == EVERYBODY


def test_where_all_parties_must_agree_one_rejection_ends_it(circle, clauses):
    circle.table.ratification_rule = "all_parties"
    circle.table.save()
    assert say(circle, clauses[0], wil="accepted", vera="accepted", bram="rejected") == "rejected"
    assert at_table() == EVERYBODY


def test_a_party_says_nothing_for_another_one(circle, clauses):
    for who in ("otto", "sanne"):
        with pytest.raises((NotAllowed, type(clauses[0]).DoesNotExist)):
            say(circle, clauses[0], **{who: "accepted"})

"""Permission to make an initiative a good example: asked of both owners, until both answered."""

import pytest

from backend.confidentiality.context import acting_as
from backend.parties.actors import SYSTEM
from backend.workflow import consenting, engine
from tests.reminders.scene import REVIEW, at, change, days, initiative, ladder

OWNERS = ["vera", "wil"]
TOLD = {"summary": "Zelf roosteren verlaagde het verloop."}


@pytest.fixture
def asked(circle):
    """Asked by the secretariat on the day of the review."""
    subject = initiative(
        circle,
        state="embedded",
        next_review_on=None,
        closed_on=REVIEW - days(10),
        follow_up_on=REVIEW + days(900),
        planned_on=REVIEW - days(60),
    )
    engine.perform(subject, "nominate_example", actor=circle.actor("sanne"), now=at(REVIEW))
    return subject


def climbed(first, last):
    """Which reminders of it come: {days from the question: names}."""
    return {
        (day - REVIEW).days: whom
        for day, rungs in ladder(REVIEW + days(first), REVIEW + days(last)).items()
        for name, _, whom in rungs
        if name == "good_example_consent"
    }


def test_is_asked_of_both_owners_and_climbs_to_their_sides_and_the_secretariat(asked):
    sides = ["bram", *OWNERS]
    assert climbed(0, 60) == {7: OWNERS, 21: OWNERS, 28: sides, 42: ["bram", "sanne", *OWNERS]}


def test_is_asked_only_of_who_has_not_answered_and_stops_with_the_last(circle, asked):
    consenting.give(
        asked, "agree_example", actor=circle.actor("wil"), data=TOLD, now=at(REVIEW + days(1))
    )
    assert climbed(1, 10) == {7: ["vera"]}
    consenting.give(
        asked, "agree_example", actor=circle.actor("vera"), data=TOLD, now=at(REVIEW + days(11))
    )
    assert climbed(11, 40) == {}
    with acting_as(SYSTEM):
        asked.refresh_from_db()
    assert (asked.example_agreed_on, asked.example_summary) == (
        REVIEW + days(11),
        TOLD["summary"],
    )


def test_stops_when_one_of_them_declines(circle, asked):
    climbed(0, 8)
    engine.perform(
        asked,
        "decline_example",
        actor=circle.actor("vera"),
        reason="Te herkenbaar.",
        now=at(REVIEW + days(9)),
    )
    assert climbed(9, 40) == {}


def test_moves_with_the_day_of_the_question(circle, asked):
    climbed(0, 8)
    change(asked, example_asked_on=REVIEW + days(10), on=REVIEW + days(10))
    assert list(climbed(10, 51)) == [17, 31, 38]


def test_can_be_taken_back_after_both_agreed(circle, asked):
    for who in ("wil", "vera"):
        consenting.give(
            asked, "agree_example", actor=circle.actor(who), data=TOLD, now=at(REVIEW + days(1))
        )
    engine.perform(
        asked,
        "decline_example",
        actor=circle.actor("wil"),
        reason="De afdeling sluit.",
        now=at(REVIEW + days(5)),
    )
    with acting_as(SYSTEM):
        asked.refresh_from_db()
    assert (asked.example_agreed_on, asked.example_summary) == (None, "")

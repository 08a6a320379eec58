"""Several amendments at once: what collides, what goes together, and what holds meanwhile."""

import pytest
from django.utils import timezone

from backend.agreements.collisions import collisions, merged
from backend.agreements.models import Amendment, PublishedText
from backend.confidentiality.context import acting_as
from backend.evaluations.models import Evaluation
from backend.parties.actors import ANONYMOUS, CLOCK, SYSTEM
from backend.workflow import clock, consenting, engine
from backend.workflow.errors import InvalidData, Refused
from tests.agreements.scene import fresh, iso, take
from tests.api.clients import Api
from tests.lifecycles.clause_arrangement import a_clause
from tests.people import days

pytestmark = pytest.mark.django_db

BASE = "Teams maken het rooster. De planner kijkt mee. Wie ruilt, meldt dat."
PLANNER = BASE.replace("kijkt mee", "beslist niet")
COUNCIL = BASE.replace("De planner kijkt mee", "De ondernemingsraad kijkt mee")
SWAP = BASE.replace("meldt dat", "meldt dat vooraf")
WHY = "Uit de praktijk."


@pytest.fixture
def clause(circle):
    """A clause about to enter into force, so that its text is published."""
    made = a_clause(
        circle,
        "ratified",
        effective_on=days(-30),
        ends_on=days(800),
        next_review_on=days(100),
        receipt_notice_on=days(-31),
        in_force_since=None,
        ended_on=None,
        body=BASE,
    )
    engine.perform(made, "enter_into_force", actor=CLOCK)
    return made


def propose(circle, clause, who, body, **more):
    take(circle, clause, who, "propose_amendment", data={"body": body, **more}, reason=WHY)


def accept(circle, clause, effective):
    consenting.give(
        clause, "accept_amendment", actor=circle.vera, data={"effective_on": iso(effective)}
    )
    consenting.give(clause, "accept_amendment", actor=circle.wil)


def text_on(circle, clause, day, who=None):
    """What is published as in force on a day, as somebody (or nobody) reads it."""
    api = Api(circle.people[who]) if who else Api()
    answer = api.get(f"/v1/published-texts?clause={clause.pk}&on={days(day)}")
    assert answer.status_code == 200
    return [(each["body"], each["untilOn"]) for each in answer.json()["items"]]


def amendments(circle, clause, who="wil"):
    answer = Api(circle.people[who]).get(f"/v1/clauses/{clause.pk}/amendments")
    return answer.json()["items"]


class TestTwoThatTouchOnePassage:
    @pytest.fixture
    def both(self, circle, clause):
        propose(circle, clause, "vera", PLANNER, wanted_from=iso(60))
        propose(circle, clause, "wil", COUNCIL)
        return clause

    def test_are_shown_as_colliding_to_both_sides(self, circle, both):
        for who in ("wil", "vera"):
            one, other = amendments(circle, both, who)
            assert [one["text"]["standing"], other["text"]["standing"]] == [
                "under_consent",
                "beside",
            ]
            assert one["collisions"] == [
                {
                    "other": 3,
                    "passage": "De planner kijkt mee.",
                    "ownText": "De planner beslist niet.",
                    "otherText": "De ondernemingsraad kijkt mee.",
                }
            ]
            assert [each["other"] for each in other["collisions"]] == [2]
        assert one["wantedFromOn"] == iso(60)
        outside = Api(circle.people["nick"]).get(f"/v1/clauses/{both.pk}/amendments")
        assert outside.status_code == 404

    def test_are_not_accepted_until_one_is_dropped(self, circle, both):
        accept(circle, both, 30)
        assert both.state == "in_amendment"
        with pytest.raises(Refused) as refused:
            engine.perform(both, "accept_amendment", actor=circle.wil)
        (no,) = refused.value.refusals
        assert no.code == "amendments-collide"
        for language in ("nl", "en"):
            said = no.words.in_(language)
            assert "beslist niet" in said
            assert "ondernemingsraad" in said
        take(circle, both, "wil", "drop_amendment", reason="Nader overleg.")
        assert both.state == "in_amendment"  # the other one still lies there
        engine.perform(both, "accept_amendment", actor=circle.wil)
        assert both.state == "in_force"
        assert [each["outcome"] for each in amendments(circle, both)] == ["accepted", "dropped"]

    def test_no_longer_collide_when_one_is_rewritten(self, circle, both):
        take(circle, both, "wil", "adopt", data={"number": 3})
        take(circle, both, "wil", "revise", data={"body": SWAP})
        assert [each["collisions"] for each in amendments(circle, both)] == [[], []]
        accept(circle, both, 30)
        assert both.state == "in_amendment"
        with acting_as(circle.wil):
            waiting = Amendment.objects.get(clause=both, outcome="")
        assert waiting.head is not None
        assert waiting.head.body == SWAP.replace("kijkt mee", "beslist niet")

    def test_only_ones_own_is_dropped(self, circle, both):
        for number in (2, 9):
            with pytest.raises(InvalidData):
                take(circle, both, "wil", "drop_amendment", reason=WHY, data={"number": number})


def test_two_that_touch_different_passages_are_accepted_one_after_the_other(circle, clause):
    propose(circle, clause, "vera", PLANNER)
    propose(circle, clause, "wil", SWAP)
    accept(circle, clause, 30)
    assert (clause.state, clause.amendment_side) == ("in_amendment", "employer")
    whole = SWAP.replace("kijkt mee", "beslist niet")
    with acting_as(circle.wil):
        assert clause.current_version.body == PLANNER
        assert clause.proposed_version.body == whole
    early = {"effective_on": iso(20)}
    with pytest.raises(InvalidData):  # what it builds on does not hold by then
        consenting.give(clause, "accept_amendment", actor=circle.vera, data=early)
    accept(circle, clause, 90)
    assert (clause.state, clause.amendment_since) == ("in_force", None)
    for day in (0, 30, 90):  # nothing of it is public before it is registered
        assert [body for body, _ in text_on(circle, clause, day)] == [BASE]
    receipt = {"submitted_on": iso(-1), "receipt_on": iso(0)}
    take(circle, clause, "sanne", "register_amendment", data=receipt)
    held = [text_on(circle, clause, day)[0] for day in (0, 29, 30, 89, 90)]
    assert [body for body, _ in held] == [BASE, BASE, PLANNER, PLANNER, whole]
    assert [until for _, until in held] == [iso(29), iso(29), iso(89), iso(89), None]


class TestThePublic:
    def test_reads_what_holds_and_not_that_something_is_going_on(self, circle, clause):
        before = Api().get(f"/v1/published-texts?clause={clause.pk}")
        propose(circle, clause, "vera", PLANNER)
        assert Api(circle.people["nick"]).get(f"/v1/clauses/{clause.pk}").status_code == 404
        after = Api().get(f"/v1/published-texts?clause={clause.pk}")
        assert before.content == after.content
        assert "ETag" not in after.headers
        (shown,) = after.json()["items"]
        assert shown["body"] == BASE
        assert not {"version", "state", "author", "rationale"} & set(shown)

    def test_finds_nothing_of_what_was_never_published(self, circle, clause):
        hidden = a_clause(circle, "in_negotiation")
        assert text_on(circle, hidden, 0) == text_on(circle, hidden, 0, "vera") == []
        assert text_on(circle, clause, -31) == []
        seen = Api(circle.people["vera"]).get(f"/v1/clauses/{hidden.pk}/text?on={days(0)}")
        assert seen.json() == {"validOn": iso(0), "text": None}
        absent = Api(circle.people["nick"]).get(f"/v1/clauses/{hidden.pk}/text")
        assert absent.status_code == 404

    def test_keeps_the_text_of_what_ended_under_the_number_it_had(self, circle, clause):
        take(circle, clause, "vera", "raise_dispute", data=CLAIM)
        api = Api(circle.people["sanne"])
        address = f"/v1/clauses/{clause.pk}"
        new = api.patch(address, {"articleNumber": "9.9"}, if_match=clause.version)
        assert new.status_code == 200
        clause.refresh_from_db()
        to_court = {"level": "court", "answer_due_on": iso(9)}
        take(circle, clause, "wil", "escalate_dispute", data=to_court)
        data = {"outcome": "Klaar.", "ends_on": iso(10), "ruling": "ECLI:1"}
        take(circle, clause, "vera", "end_by_dispute", data=data)
        assert [len(text_on(circle, clause, day)) for day in (-10, 0, 10, 11)] == [1, 1, 1, 0]
        with acting_as(ANONYMOUS):
            rows = PublishedText.objects.filter(clause=clause).order_by("published_at")
            numbers = [(row.article_number, row.since) for row in rows]
        assert numbers == [("6.4", days(-30)), ("9.9", days(0))]

    def test_cannot_lose_it(self, clause):
        from django.db import DatabaseError, transaction  # noqa: PLC0415

        rows = PublishedText.objects.filter(clause=clause)
        with acting_as(SYSTEM):
            for change in ({"body": "Anders"}, {"since": days(5)}):
                with pytest.raises(DatabaseError), transaction.atomic():
                    rows.update(**change)
            with pytest.raises(DatabaseError), transaction.atomic():
                rows._raw_delete("default")


CLAIM = {
    "kind": "observance",
    "facts": "Er is geen rooster.",
    "requested": "Een rooster.",
    "answer_due_on": iso(14),
}


def test_the_clock_drops_what_has_lain_too_long_and_leaves_the_rest(circle, clause):
    propose(circle, clause, "vera", PLANNER)
    propose(circle, clause, "wil", COUNCIL)
    with acting_as(SYSTEM):
        old = Amendment.objects.get(clause=clause, proposed_by_side="union")
        Amendment.objects.filter(pk=old.pk).update(proposed_on=days(-184))
        type(clause).objects.filter(pk=clause.pk).update(amendment_since=days(-184))
        clause.refresh_from_db()
    engine.perform(clause, "drop_amendment", actor=CLOCK)
    assert (clause.state, clause.amendment_since) == ("in_amendment", days(0))
    with acting_as(circle.wil):
        assert clause.proposed_version.body == COUNCIL


def reviewed_with(circle, what):
    """A clause whose review, that was due twenty days ago, ended in an amendment, and then this."""
    reviewed = a_clause(
        circle,
        "under_review",
        effective_on=days(-200),
        ends_on=days(800),
        next_review_on=days(-20),
        ended_on=None,
        body=BASE,
    )
    take(circle, reviewed, "vera", "conclude_review_amend", data={"body": PLANNER})
    if what == "dropped":
        take(circle, reviewed, "vera", "drop_amendment", reason="Nader overleg.")
    else:
        accept(circle, reviewed, 30)
    return reviewed


@pytest.mark.parametrize("what", ["dropped", "accepted"])
def test_a_review_that_ended_in_one_is_over_whatever_becomes_of_it(circle, what):
    reviewed = reviewed_with(circle, what)
    assert clock.run_due_transitions(timezone.now()) == 0
    assert (fresh(reviewed).state, reviewed.next_review_on) == ("in_force", None)
    with acting_as(SYSTEM):
        assert Evaluation.objects.filter(subject_id=reviewed.pk).count() == 1


class TestPassages:
    def test_are_sentences(self):
        assert collisions(BASE, PLANNER, SWAP) == []
        (found,) = collisions(BASE, PLANNER, COUNCIL)
        assert found.passage == "De planner kijkt mee."

    def test_that_two_change_alike_do_not_collide(self):
        assert collisions(BASE, PLANNER, PLANNER) == []
        assert merged(BASE, PLANNER, PLANNER) == PLANNER

    def test_put_at_one_place_collide(self):
        one, other = BASE + " En meer.", BASE + " En minder."
        (found,) = collisions(BASE, one, other)
        assert (found.first, found.second) == ("En meer.", "En minder.")
        with pytest.raises(ValueError, match="same passage"):
            merged(BASE, one, other)

    def test_of_both_stand_in_the_merged_text(self):
        longer = BASE + " En meer."
        assert merged(BASE, PLANNER, longer) == PLANNER + " En meer."

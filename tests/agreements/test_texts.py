"""Texts never change, drafts leave no trace, and an amendment waits beside what holds."""

import time

import pytest
from django.db import DatabaseError, connections, transaction

from backend.agreements.diff import difference
from backend.agreements.models import Clause, ClauseVersion
from backend.confidentiality.context import acting_as
from backend.parties.actors import ANONYMOUS, SYSTEM
from backend.workflow import consenting, engine
from tests.agreements.scene import COUNTER_TEXT, TEXT, draft, iso, negotiated, sees, take
from tests.lifecycles.clause_arrangement import a_clause
from tests.people import days

pytestmark = pytest.mark.django_db

AMENDED = "Teams, planners en de ondernemingsraad maken samen het rooster."


def texts(clause, who):
    """The numbers and texts that somebody reads, the oldest first."""
    rows = ClauseVersion.objects.visible_to(who).filter(clause=clause)
    with acting_as(who):
        return list(rows.order_by("created_at").values_list("number", "body"))


class TestTheDatabaseKeepsIt:
    @pytest.fixture
    def clause(self, circle, agreement):
        return draft(circle, agreement)

    @pytest.mark.parametrize(
        "change",
        [
            {"body": "Anders"},
            {"rationale": "Anders"},
            {"digest": "0" * 64},
            {"author_name": "Iemand anders"},
            {"author_side": "union"},
            {"created_at": "2020-01-01T00:00:00Z"},
        ],
    )
    def test_against_any_change(self, clause, change):
        with acting_as(SYSTEM):
            with pytest.raises(DatabaseError, match="never changes"), transaction.atomic():
                ClauseVersion.objects.filter(clause=clause).update(**change)
            assert clause.versions.get().body == TEXT

    def test_against_removal(self, clause):
        with (
            acting_as(SYSTEM),
            pytest.raises(DatabaseError, match="never changes"),
            transaction.atomic(),
        ):
            ClauseVersion.objects.filter(clause=clause)._raw_delete("default")

    def test_and_lets_more_people_read_it(self, clause):
        with acting_as(SYSTEM):
            changed = ClauseVersion.objects.filter(clause=clause)
            assert changed.update(visibility="table", side="", effective_on=days(0)) == 1


class TestDrafts:
    def test_are_numbered_apart_and_leave_no_trace_on_the_table(self, circle, agreement):
        clause = draft(circle, agreement)
        take(circle, clause, "wil", "revise", data={"body": "Tweede poging."})
        take(circle, clause, "wil", "revise", data={"body": "Derde poging."})
        assert [number for number, _ in texts(clause, circle.wil)] == [1, 2, 3]
        assert texts(clause, circle.vera) == []
        take(circle, clause, "wil", "submit")
        assert texts(clause, circle.vera) == [(1, "Derde poging.")]
        assert texts(clause, circle.wil) == [
            (1, TEXT),
            (2, "Tweede poging."),
            (1, "Derde poging."),
        ]
        take(circle, clause, "vera", "revise", data={"body": COUNTER_TEXT})
        assert texts(clause, circle.vera) == [(1, "Derde poging."), (2, COUNTER_TEXT)]

    def test_of_both_sides_do_not_know_of_each_other(self, circle, agreement):
        mine, theirs = draft(circle, agreement, "1"), draft(circle, agreement, "2", "vera")
        people = (circle.wil, circle.vera, circle.bram, circle.sanne)
        assert [sees(mine, who) for who in people] == [True, False, False, False]
        assert [sees(theirs, who) for who in people] == [False, True, True, False]


class TestAmendment:
    @pytest.fixture
    def amended(self, circle):
        clause = a_clause(
            circle,
            "in_force",
            effective_on=days(-30),
            ends_on=days(400),
            next_review_on=days(100),
            body=TEXT,
        )
        engine.perform(
            clause,
            "propose_amendment",
            actor=circle.vera,
            data={"body": COUNTER_TEXT},
            reason="De planner hoort erbij.",
        )
        return clause

    def test_lies_on_the_table_while_the_old_text_holds(self, circle, amended):
        assert amended.state == "in_amendment"
        with acting_as(circle.wil):
            assert amended.current_version.body == TEXT
            assert amended.proposed_version.body == COUNTER_TEXT
        assert [body for _, body in texts(amended, circle.wil)] == [TEXT, COUNTER_TEXT]
        for outsider in (circle.otto, circle.lies, circle.nick, circle.ada, ANONYMOUS):
            assert COUNTER_TEXT not in dict(texts(amended, outsider)).values()
        assert amended.legal_status == "in_force"

    def test_can_be_answered_with_another_text_for_which_nobody_has_consented(
        self, circle, amended
    ):
        terms = {"effective_on": iso(30)}
        consenting.give(amended, "accept_amendment", actor=circle.vera, data=terms)
        take(circle, amended, "wil", "revise", data={"body": AMENDED})
        consenting.give(amended, "accept_amendment", actor=circle.wil, data=terms)
        assert amended.state == "in_amendment"
        consenting.give(amended, "accept_amendment", actor=circle.vera)
        assert amended.state == "in_force"
        assert texts(amended, circle.otto)[-1][1] == AMENDED  # the parties; nobody else
        assert texts(amended, ANONYMOUS) == []

    def test_takes_the_old_texts_place_when_both_sides_accept_it(self, circle, amended):
        terms = {"effective_on": iso(30), "next_review_on": iso(200)}
        consenting.give(amended, "accept_amendment", actor=circle.vera, data=terms)
        consenting.give(amended, "accept_amendment", actor=circle.wil)
        assert (amended.state, amended.visibility) == ("in_force", "public")
        with acting_as(circle.otto):
            clause = Clause.objects.get(pk=amended.pk)
            assert clause.current_version is not None
            assert clause.current_version.body == COUNTER_TEXT
            assert clause.current_version.effective_on == days(30)
        assert clause.next_review_on == days(200)
        assert (clause.amendment_since, clause.amendment_side) == (None, "")

    def test_that_is_dropped_leaves_the_old_text_as_it_was(self, circle, amended):
        take(circle, amended, "vera", "drop_amendment", reason="Geen draagvlak.")
        assert (amended.state, amended.visibility) == ("in_force", "public")
        assert [body for _, body in texts(amended, circle.otto)] == [TEXT]
        assert texts(amended, ANONYMOUS) == []
        assert [body for _, body in texts(amended, circle.wil)] == [TEXT, COUNTER_TEXT]


class TestDigest:
    def test_of_a_consent_covers_what_the_clause_is_called_and_for_whom_it_holds(
        self, circle, agreement
    ):
        made, seen = negotiated(circle, agreement), {}
        with acting_as(circle.wil):
            clause = Clause.objects.get(pk=made.pk)
            for field, value in (
                ("version", 9),
                ("title", "Anders"),
                ("article_number", "7"),
                ("scope", "Een afdeling"),
                ("clause_type", "protocol"),
                ("aims", []),
            ):
                setattr(clause, field, value)
                seen[field] = clause.text_digest()
        assert len(set(seen.values())) == 6, {k: v[:6] for k, v in seen.items()}


class TestDifference:
    def test_shows_words_that_came_and_went(self):
        pieces = difference("Teams maken zelf het rooster.", "Teams maken samen het rooster.")
        assert [(piece.change, piece.text) for piece in pieces] == [
            ("same", "Teams maken "),
            ("removed", "zelf"),
            ("added", "samen"),
            ("same", " het rooster."),
        ]

    @pytest.mark.parametrize(
        ("old", "new"), [("", ""), ("", "a b"), ("a\n\nb", ""), ("één, twee", "één; twee drie")]
    )
    def test_holds_both_texts_whole(self, old, new):
        pieces = difference(old, new)
        assert "".join(p.text for p in pieces if p.change != "added") == old
        assert "".join(p.text for p in pieces if p.change != "removed") == new


def test_the_application_cannot_take_the_trigger_away(circle):
    with pytest.raises(DatabaseError), transaction.atomic(), connections["default"].cursor() as c:
        c.execute(
            "alter table agreements_clauseversion disable trigger agreements_clauseversion_kept"
        )


def test_the_difference_of_two_long_texts_is_found_in_time():
    """A comparison of every word with every other takes minutes."""
    before = "\n\n".join(f"Artikel {n}. " + "De planner en het team. " * 50 for n in range(90))
    after = before.replace("Artikel 4", "Lid 4").replace("team. De planner", "team; de planner", 40)
    begun = time.perf_counter()
    pieces = difference(before, after)
    assert time.perf_counter() - begun < 5
    assert len(before) > 100_000
    assert "".join(p.text for p in pieces if p.change != "added") == before
    assert "".join(p.text for p in pieces if p.change != "removed") == after

"""Each deadline of the tables, from its first reminder to its last: moved, and stopped early."""

from datetime import date

import pytest

from backend.audit.models import AuditEntry
from backend.confidentiality.context import acting_as
from backend.parties.actors import SYSTEM
from backend.reminders import arrangements, waiting
from backend.reminders.sweep import sweep
from backend.workflow import consenting, dues, engine
from tests.lifecycles.commitment_arrangement import DOCUMENT, a_commitment, cao_table
from tests.reminders.scene import (
    REVIEW,
    at,
    change,
    clause,
    consulted,
    days,
    initiative,
    ladder,
    names,
    post,
    written,
)

DUE = date(2032, 3, 10)
LAST = date(2031, 6, 12)  # a Thursday: nothing before it falls in a weekend


@pytest.fixture
def table(db):
    """The circle, with Emma's firm that carries out and Mia who is only a member."""
    return cao_table()


@pytest.fixture
def promise(table):
    """Emma's firm promised it; Vera's union has an eye on it."""
    subject = a_commitment(
        table, due_on=DUE, original_due_on=DUE, co_owner=table.organisations["bond-een"]
    )
    with acting_as(SYSTEM):
        dues.replan(subject, DUE - days(60))
    return subject


def steps(found):
    """The days and offsets of a ladder, without the people."""
    return {day: [(name, offset) for name, offset, _ in rungs] for day, rungs in found.items()}


class TestCommitmentDueAndOverdue:
    def test_widen_the_circle_the_later_it_gets(self, promise):
        owners, others = ["emma", "vera"], ["bram", "emma", "vera"]
        everybody = sorted(
            [*others, "sanne", "wil"]
        )  # its own side hears of it with the secretariat
        assert ladder(DUE - days(40), DUE + days(40)) == {
            DUE - days(30): [("commitment_due", -30, owners)],
            DUE - days(14): [("commitment_due", -14, owners)],
            DUE - days(7): [("commitment_due", -7, owners)],
            DUE - days(1): [("commitment_due", -1, owners)],
            DUE + days(1): [("commitment_overdue", 1, others)],
            DUE + days(7): [("commitment_overdue", 7, others)],
            DUE + days(14): [("commitment_overdue", 14, everybody)],
            DUE + days(30): [("commitment_overdue", 30, everybody)],
        }

    def test_stop_when_it_is_delivered_and_the_other_side_is_asked_instead(self, table, promise):
        ladder(DUE - days(40), DUE - days(10))
        delivered = DUE - days(9)
        engine.perform(
            promise, "deliver", actor=table.emma, data={"evidence": [DOCUMENT]}, now=at(delivered)
        )
        assert ladder(delivered, delivered + days(29)) == {
            delivered + days(n): [("acceptance_due", n, ["bram", "vera"])] for n in (5, 10, 20)
        }

    def test_stop_when_it_is_accepted(self, table, promise):
        engine.perform(
            promise, "deliver", actor=table.emma, data={"evidence": [DOCUMENT]}, now=at(DUE)
        )
        ladder(DUE, DUE + days(6))
        engine.perform(promise, "accept", actor=table.vera, now=at(DUE + days(7)))
        assert ladder(DUE + days(7), DUE + days(60)) == {}

    def test_come_back_when_it_is_returned(self, table, promise):
        ladder(DUE - days(2), DUE)
        engine.perform(
            promise, "deliver", actor=table.emma, data={"evidence": [DOCUMENT]}, now=at(DUE)
        )
        engine.perform(
            promise, "return", actor=table.vera, reason="Onvolledig", now=at(DUE + days(2))
        )
        assert steps(ladder(DUE + days(2), DUE + days(8))) == {
            DUE + days(2): [("commitment_overdue", 1)],
            DUE + days(7): [("commitment_overdue", 7)],
        }

    def test_move_with_the_date_that_both_sides_agree_to(self, table, promise):
        ladder(DUE - days(40), DUE - days(10))
        later = DUE + days(60)
        terms = {"due_on": later.isoformat(), "reason": "De stuurgroep is nog niet voltallig."}
        for who in ("wil", "vera"):
            consenting.give(
                promise, "defer", actor=table.actor(who), data=terms, now=at(DUE - days(9))
            )
        assert promise.state == "deferred"
        assert steps(ladder(DUE - days(9), later + days(8))) == {
            later - days(30): [("commitment_due", -30)],
            later - days(14): [("commitment_due", -14)],
            later - days(7): [("commitment_due", -7)],
            later - days(1): [("commitment_due", -1)],
            later + days(1): [("commitment_overdue", 1)],
            later + days(7): [("commitment_overdue", 7)],
        }

    def test_that_was_late_long_before_anybody_could_be_reminded_is_not_announced(self, promise):
        assert steps(ladder(DUE + days(10), DUE + days(15))) == {
            DUE + days(10): [("commitment_overdue", 7)],
            DUE + days(14): [("commitment_overdue", 14)],
        }

    def test_are_both_made_up_for_after_a_few_days_without_a_clock(self, promise):
        ladder(DUE - days(20), DUE - days(2))
        assert steps(ladder(DUE + days(2), DUE + days(6))) == {
            DUE + days(2): [("commitment_due", -1), ("commitment_overdue", 1)]
        }

    def test_hold_nobody_to_what_is_not_agreed_yet(self, table):
        subject = a_commitment(table, due_on=DUE, original_due_on=DUE, visibility="table")
        with acting_as(SYSTEM):
            dues.replan(subject, DUE - days(60))
        assert ladder(DUE - days(31), DUE + days(8)) == {}


class TestBallotOpen:
    VOTE = {"outcome": "accepted", "votes_for": 900, "votes_against": 30, "abstentions": 12}

    def test_asks_everybody_until_the_last_day(self, circle):
        consulted(circle, LAST)
        assert ladder(LAST - days(20), LAST) == {
            LAST + days(n): [("ballot_open", n, ["bram", "vera", "wil"])] for n in (-7, -2, 0)
        }

    def test_climbs_as_long_as_an_outcome_can_be_written_down(self, circle):
        subject = consulted(circle, LAST)
        for who in ("vera", "wil"):
            engine.perform(
                subject,
                "record_ballot",
                actor=circle.actor(who),
                data=self.VOTE,
                now=at(LAST - days(8)),
            )
        assert ladder(LAST - days(8), LAST + days(7)) == {
            LAST - days(7): [("ballot_open", -7, ["bram"])],
            LAST - days(2): [("ballot_open", -2, ["bram"])],
            LAST: [("ballot_open", 0, ["bram"])],
            LAST + days(3): [("ballot_open", 3, ["bram", "vera"])],
            LAST + days(7): [("ballot_open", 7, ["bram", "sanne", "vera"])],
        }
        sweep(at(LAST + days(8)))
        with acting_as(SYSTEM):
            subject.refresh_from_db()
        assert (subject.state, subject.ratified_on) == ("ratified", LAST + days(8))

    def test_stops_on_the_way_up_when_it_is_written_down(self, circle):
        subject = consulted(circle, LAST)
        ladder(LAST - days(20), LAST + days(3))
        for who in ("vera", "wil", "bram"):
            engine.perform(
                subject,
                "record_ballot",
                actor=circle.actor(who),
                data=self.VOTE,
                now=at(LAST + days(4)),
            )
        assert subject.state == "ratified"
        assert ladder(LAST + days(4), LAST + days(30)) == {}

    def test_says_until_when_it_can_be_written_down(self, circle):
        subject = consulted(circle, LAST)
        deadline = next(d for d in subject.lifecycle.deadlines if d.name == "ballot_open")
        said = deadline.computed(subject, LAST)
        assert said.nl == (
            "uiterste dag die bij het begin van de raadpleging is genoemd: 12-6-2031;"
            " een uitslag vastleggen kan tot en met 19-6-2031"
        )

    def test_asks_only_who_has_not_answered_yet(self, circle):
        subject = consulted(circle, LAST)
        ladder(LAST - days(20), LAST - days(4))
        engine.perform(
            subject,
            "record_ballot",
            actor=circle.actor("vera"),
            data=self.VOTE,
            now=at(LAST - days(3)),
        )
        assert ladder(LAST - days(3), LAST) == {
            LAST - days(2): [("ballot_open", -2, ["bram", "wil"])],
            LAST: [("ballot_open", 0, ["bram", "wil"])],
        }

    def test_stops_with_the_last_outcome(self, circle):
        subject = consulted(circle, LAST)
        for who in ("vera", "bram", "wil"):
            engine.perform(
                subject,
                "record_ballot",
                actor=circle.actor(who),
                data=self.VOTE,
                now=at(LAST - days(8)),
            )
        assert subject.state == "ratified"
        assert ladder(LAST - days(8), LAST + days(5)) == {}

    def test_moves_with_the_last_day(self, circle):
        subject = consulted(circle, LAST)
        ladder(LAST - days(20), LAST - days(1))
        later = LAST + days(28)
        change(subject, ratification_due_on=later, on=LAST - days(1))
        assert list(ladder(LAST - days(1), later + days(30))) == [
            later + days(n) for n in (-7, -2, 0, 3, 7)
        ]

    def test_of_three_missed_days_is_made_up_for_by_one(self, circle):
        consulted(circle, LAST)
        ladder(LAST - days(20), LAST - days(3))
        assert steps(ladder(LAST, LAST)) == {LAST: [("ballot_open", 0)]}


class TestAWeekend:
    """What is at once is read on a workday: its reminders are never later than was promised."""

    EASTER_MONDAY = date(2031, 4, 14)

    def test_is_no_day_to_be_told_of_a_last_day(self, circle):
        consulted(circle, self.EASTER_MONDAY)
        thursday = self.EASTER_MONDAY - days(4)  # Good Friday is a recognised holiday too
        assert steps(ladder(self.EASTER_MONDAY - days(20), self.EASTER_MONDAY + days(2))) == {
            self.EASTER_MONDAY - days(7): [("ballot_open", -7)],
            thursday: [("ballot_open", 0)],
        }
        (first, *_) = written(offset_days=0)
        assert first.headline == "Uitslag raadpleging: over 4 dagen"

    @pytest.mark.parametrize(("before", "waits"), [(5, False), (4, True), (3, True), (0, True)])
    def test_stands_in_what_waits_once_one_is_told(self, circle, before, waits):
        consulted(circle, self.EASTER_MONDAY + days(7))  # the first reminder is Monday's
        vera = circle.actor("vera")
        with acting_as(vera):
            found = list(waiting.asking_dates(vera, self.EASTER_MONDAY - days(before)))
        assert bool(found) == waits

    def test_moves_nothing_that_can_wait(self, circle):
        clause(circle, "in_force", next_review_on=self.EASTER_MONDAY, planned_on=DUE - days(900))
        assert self.EASTER_MONDAY in ladder(self.EASTER_MONDAY - days(8), self.EASTER_MONDAY)


class TestAClausesReview:
    PARTIES_AND_SECRETARIAT = ["bram", "sanne", "vera", "wil"]

    def test_climbs_the_whole_ladder(self, circle):
        clause(circle, "in_force", next_review_on=REVIEW)
        assert ladder(REVIEW - days(70), REVIEW + days(20)) == {
            REVIEW + days(n): [("review_due", n, self.PARTIES_AND_SECRETARIAT)]
            for n in (-60, -30, -7, 0, 14)
        }

    def test_goes_on_while_it_is_under_review_and_stops_when_it_is_concluded(self, circle):
        subject = clause(circle, "in_force", next_review_on=REVIEW)
        ladder(REVIEW - days(70), REVIEW)
        with acting_as(SYSTEM):
            assert type(subject).objects.get(pk=subject.pk).state == "under_review"
        change(subject, state="in_force", next_review_on=REVIEW + days(365), on=REVIEW + days(5))
        assert ladder(REVIEW + days(5), REVIEW + days(300)) == {}

    def test_moves_with_its_date(self, circle):
        subject = clause(circle, "in_force", next_review_on=REVIEW)
        ladder(REVIEW - days(70), REVIEW - days(20))
        later = REVIEW + days(100)
        change(subject, next_review_on=later, on=REVIEW - days(20))
        assert list(ladder(REVIEW - days(19), later + days(20))) == [
            later + days(n) for n in (-60, -30, -7, 0, 14)
        ]

    def test_ends_in_a_final_evaluation_that_is_announced_as_well(self, circle):
        subject = clause(circle, "in_force", final_evaluation_on=REVIEW)
        assert list(ladder(REVIEW - days(100), REVIEW + days(1))) == [
            REVIEW + days(n) for n in (-90, -30, 0)
        ]
        change(subject, state="completed", on=REVIEW + days(1))
        assert ladder(REVIEW + days(1), REVIEW + days(30)) == {}


class TestAClausesFinalEvaluation:
    """Without an agreed day: it starts six months before the end, and is done three before."""

    END = date(2031, 9, 30)
    DONE = date(2031, 6, 30)
    ASKED = ["bram", "sanne", "vera", "wil"]

    @pytest.fixture
    def ending(self, circle):
        made = arrangements.propose(circle.table.pk, "liaison", None, actor=circle.actor("wil"))
        arrangements.agree(made, actor=circle.actor("vera"), expected_version=None)
        return clause(
            circle,
            "in_force",
            clause_type="protocol",
            visibility="public",
            ends_on=self.END,
            planned_on=self.DONE - days(120),
        )

    def evaluated(self, first, last, of=DONE):
        return {
            (day - of).days: whom
            for day, rungs in ladder(of + days(first), of + days(last)).items()
            for name, _, whom in rungs
            if name == "final_evaluation"
        }

    def test_climbs_before_the_end_and_not_to_whom_reads_nothing_of_it(self, ending):
        # the liaison, whom the table lets hear it, reads no clause while it is evaluated
        assert self.evaluated(-110, 40) == dict.fromkeys((-90, -30, 0, 14), self.ASKED)
        assert self.DONE + days(40) < self.END
        with acting_as(SYSTEM):
            ending.refresh_from_db()
            climbs = AuditEntry.objects.filter(subject_id=ending.pk, event="climb").order_by("id")
            assert [entry.facts["rung"] for entry in climbs] == ["contacts", "side"]
        assert ending.state == "final_evaluation"

    def test_moves_with_the_end_and_stops_when_it_is_done(self, ending):
        self.evaluated(-110, -60)
        done = date(2031, 9, 30)
        moved = change(ending, ends_on=date(2031, 12, 31), on=self.DONE - days(59))
        assert self.evaluated(-110, 1, done) == {-90: self.ASKED, -30: self.ASKED, 0: self.ASKED}
        change(moved, state="completed", on=done + days(2))
        assert self.evaluated(2, 40, done) == {}

    @pytest.mark.parametrize(
        ("facts", "day", "said"),
        [
            ({}, DONE, "einddatum 30-9-2031 min 3 maanden"),
            (
                {"final_evaluation_from": date(2031, 8, 1)},
                date(2031, 8, 1),
                (
                    "begin van de eindevaluatie: 1-8-2031;"
                    " einddatum 30-9-2031 min 3 maanden ligt ervoor"
                ),
            ),
            (
                {"final_evaluation_from": date(2031, 12, 1)},
                END,
                "einddatum van deze afspraak: 30-9-2031",
            ),
            ({"final_evaluation_on": REVIEW}, REVIEW, "afgesproken dag: 2-6-2031"),
        ],
    )
    def test_says_how_it_was_counted(self, ending, facts, day, said):
        for name, value in facts.items():
            setattr(ending, name, value)
        (deadline,) = [d for d in ending.lifecycle.deadlines if d.name == "final_evaluation"]
        assert deadline.anchor(ending) == day
        assert deadline.computed(ending, day).nl == said


class TestFinalEvaluation:
    @pytest.fixture
    def ending(self, circle):
        return initiative(circle, next_review_on=None, end_on=REVIEW, start_on=REVIEW - days(300))

    def test_is_announced_called_for_and_asked_after(self, circle, ending):
        everybody = ["sanne", "vera", "wil"]
        assert ladder(REVIEW - days(100), REVIEW + days(30)) == {
            REVIEW + days(-90): [("final_evaluation", -90, everybody)],
            REVIEW + days(-30): [("final_evaluation", -30, everybody)],
            REVIEW: [("final_evaluation", 0, everybody)],
            REVIEW + days(14): [("final_evaluation", 14, sorted([*everybody, "bram"]))],
        }

    def test_stops_when_it_has_been_done(self, circle, ending):
        ladder(REVIEW - days(100), REVIEW + days(3))
        change(ending, state="embedding", on=REVIEW + days(3))
        assert ladder(REVIEW + days(3), REVIEW + days(30)) == {}

    def test_moves_with_the_end(self, circle, ending):
        ladder(REVIEW - days(100), REVIEW - days(20))
        later = REVIEW + days(200)
        change(ending, end_on=later, on=REVIEW - days(20))
        assert list(ladder(REVIEW - days(20), later + days(20))) == [
            later + days(n) for n in (-90, -30, 0, 14)
        ]


def test_everything_of_one_ladder_is_carried_by_a_mail_and_no_two_share_a_message_id(promise):
    ladder(DUE - days(40), DUE + days(40))
    assert all(row.mail_id for row in written())
    ids = [mail.message_id for mail in post()]
    assert len(ids) == len(set(ids))
    assert "emma" in names(written())

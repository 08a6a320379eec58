"""Notice, disputes, meetings and deliveries: each ladder whole, moved, and stopped early."""

from datetime import date, datetime, time, timedelta

import pytest
from django.utils import timezone

from backend.agreements import noticing
from backend.confidentiality.context import acting_as
from backend.meetings.models import Meeting
from backend.parties.actors import SYSTEM
from backend.workflow import consenting, dues, engine
from backend.workflow.models import Due
from tests.lifecycles.commitment_arrangement import DOCUMENT, a_commitment, cao_table
from tests.reminders.scene import REVIEW, agreement, at, change, clause, days, ladder, written

# A Thursday, with nothing but workdays around the days on which people are told.
DAY = date(2031, 6, 12)


def climbed(name, first, last, of=DAY):
    """The rungs of one deadline between two days: {days from the date: names}."""
    return {
        (day - of).days: whom
        for day, rungs in ladder(first, last).items()
        for rung, _, whom in rungs
        if rung == name
    }


class TestTheLastDayToGiveNotice:
    PARTIES = ["bram", "vera", "wil"]
    END = date(2031, 12, 31)
    LAST = date(2031, 9, 30)  # three months before: a Tuesday

    @pytest.fixture
    def running(self, circle):
        subject = clause(circle, "in_force", clause_type="normative")
        with acting_as(SYSTEM):
            subject.agreement.change(notice_period="P3M", end_on=self.END, original_end_on=self.END)
        return change(subject, ends_on=self.END, on=self.LAST - days(200))

    def climbed(self, first, last, of=LAST):
        return climbed("notice_deadline", of + days(first), of + days(last), of)

    def test_is_told_to_each_party_and_to_nobody_else(self, running):
        found = self.climbed(-100, 10)
        # 90 days before is a Wednesday, 30 a Sunday, 14 a Tuesday, and 3 a Saturday
        assert found == dict(zip((-90, -32, -14, -4), [self.PARTIES] * 4, strict=True))

    @pytest.mark.parametrize(
        "state", ["under_review", "in_amendment", "final_evaluation", "disputed"]
    )
    def test_is_told_wherever_the_law_renews_the_term(self, running, state):
        change(running, state=state, on=self.LAST - days(200))
        found = self.climbed(-100, 10)
        assert found == dict(zip((-90, -32, -14, -4), [self.PARTIES] * 4, strict=True))

    def test_is_not_silenced_by_a_dispute_on_the_way(self, running):
        self.climbed(-100, -60)
        change(running, state="disputed", on=self.LAST - days(59))
        assert list(self.climbed(-59, 10)) == [-32, -14, -4]

    def test_stops_for_the_party_that_says_it_will_not(self, circle, running):
        self.climbed(-100, -60)
        noticing.decide(running.agreement, actor=circle.actor("vera"), decision="not")
        assert self.climbed(-59, 10) == {
            -32: ["bram", "wil"],
            -14: ["bram", "wil"],
            # to their own side, whoever of it has decided
            -4: ["bram", "vera", "wil"],
        }

    def test_stops_for_all_when_notice_was_given(self, running):
        self.climbed(-100, -60)
        change(running, notice_given_on=self.LAST - days(59), on=self.LAST - days(59))
        assert self.climbed(-59, 10) == {}

    def test_moves_with_the_end_and_never_to_a_later_day_than_the_term_gives(self, running):
        self.climbed(-100, -60)
        end, last = date(2032, 1, 31), date(2031, 10, 31)
        with acting_as(SYSTEM):
            running.agreement.change(end_on=end, original_end_on=end)
        moved = change(running, ends_on=end, on=self.LAST - days(59))
        deadline = next(d for d in moved.lifecycle.deadlines if d.name == "notice_deadline")
        with acting_as(SYSTEM):
            assert deadline.anchor(moved) == last
        # 90 days before was a Saturday, which is made up for at once; the others are workdays
        assert list(self.climbed(-89, 5, last)) == [-89, -30, -14, -3]

    def test_on_a_sunday_stays_on_that_sunday(self, running):
        end = date(2031, 12, 14)  # three months before is Sunday 14 September
        with acting_as(SYSTEM):
            running.agreement.change(end_on=end, original_end_on=end)
        change(running, ends_on=end, on=self.LAST - days(200))
        sunday = date(2031, 9, 14)
        assert sunday.weekday() == 6
        # 14 days before is a Sunday too, and 3 a Thursday; the first makes up for what was missed
        assert list(self.climbed(-20, 3, sunday)) == [-20, -16, -3]


class TestAChangeThatIsToBeRegistered:
    """Accepted, and it holds no sooner than the day after the receipt notice of the change."""

    @pytest.fixture
    def running(self, circle):
        return clause(
            circle,
            "in_force",
            clause_type="normative",
            effective_on=DAY - days(300),
            ends_on=DAY + days(300),
            visibility="public",
        )

    def accepted(self, circle, subject, day=DAY):
        """A change of the clause, proposed and accepted on one day."""
        change = {"body": "Teams maken samen het rooster."}
        engine.perform(
            subject,
            "propose_amendment",
            actor=circle.vera,
            data=change,
            reason="Uit de praktijk.",
            now=at(day),
        )
        terms = {"effective_on": (day + days(20)).isoformat()}
        for who in (circle.vera, circle.wil):
            consenting.give(subject, "accept_amendment", actor=who, data=terms, now=at(day))
        assert subject.state == "in_force"

    def register(self, circle, subject, day, **more):
        data = {"submitted_on": day.isoformat()} | more
        engine.perform(subject, "register_amendment", actor=circle.sanne, data=data, now=at(day))

    def test_is_asked_of_the_secretariat_and_then_its_receipt_notice(self, circle, running):
        self.accepted(circle, running)
        assert climbed("change_registration", DAY, DAY + days(14)) == {7: ["sanne"], 14: ["sanne"]}
        (first, *_) = written(deadline="change_registration")
        assert "Besluit aanmelding" in first.text
        self.register(circle, running, DAY + days(15))
        found = ladder(DAY + days(15), DAY + days(35))
        assert found == {DAY + days(29): [("change_receipt", 14, ["sanne"])]}
        receipt = (DAY + days(36)).isoformat()
        self.register(circle, running, DAY + days(36), receipt_on=receipt)
        assert ladder(DAY + days(36), DAY + days(80)) == {}

    def test_counts_from_the_oldest_that_waits(self, circle, running):
        self.accepted(circle, running)
        ladder(DAY, DAY + days(8))
        self.accepted(circle, running, DAY + days(9))
        assert list(climbed("change_registration", DAY + days(9), DAY + days(15))) == [14]
        self.register(circle, running, DAY + days(16))
        assert climbed("change_registration", DAY + days(16), DAY + days(60)) == {}

    def test_is_read_by_no_outsider(self, circle, running):
        self.accepted(circle, running)
        with acting_as(SYSTEM):
            rows = Due.objects.filter(name__in=("change_registration", "change_receipt"))
            assert [row.audience for row in rows] == [f"parties:{circle.table.pk}"]

    def test_is_nothing_of_what_needs_no_receipt_notice_or_has_ended(self, circle, running):
        study = clause(
            circle,
            "in_force",
            clause_type="study",
            article_number="9",
            effective_on=DAY - days(300),
            ends_on=DAY + days(300),
        )
        self.accepted(circle, study)
        assert climbed("change_registration", DAY, DAY + days(8)) == {}
        self.accepted(circle, running)
        change(running, state="superseded", on=DAY + days(1))
        assert climbed("change_registration", DAY + days(1), DAY + days(30)) == {}


class TestTheEndOfAnExtendedBinding:
    """An extension that was granted ends as well, and there can be no second one."""

    EVERYBODY = ["bram", "sanne", "vera", "wil"]

    @pytest.fixture
    def extended(self, circle):
        made = agreement(circle, end_on=DAY + days(600))
        return self.until(made, DAY)

    def until(self, made, day):
        asked = DAY - days(300)
        with acting_as(SYSTEM):
            made.change(binding_extension_on=asked, binding_requested_on=asked, binding_ends_on=day)
        return made

    def test_is_told_and_nobody_is_asked_to_extend_it_again(self, extended):
        # 120 days before is a Wednesday, 60 an Easter Sunday, and 40 a Saturday
        found = climbed("avv_end", DAY - days(130), DAY + days(5))
        assert found == dict.fromkeys((-120, -63, -41), self.EVERYBODY)
        assert {row.deadline for row in written()} == {"avv_end"}
        assert "een tweede keer kan niet" in written()[0].text

    def test_moves_with_the_end_and_stops_where_nothing_is_binding(self, extended):
        ladder(DAY - days(130), DAY - days(100))
        self.until(extended, DAY + days(100))
        assert list(climbed("avv_end", DAY - days(99), DAY + days(42))) == [-20, 40]
        self.until(extended, None)
        assert climbed("avv_end", DAY + days(43), DAY + days(100)) == {}


class TestTheAnswerToADispute:
    OTHERS = ["bram", "sanne", "vera"]

    @pytest.fixture
    def disputed(self, circle):
        return clause(
            circle,
            "disputed",
            dispute_level="consultation",
            dispute_by=circle.organisations["werkgevers"],
            dispute_answer_due_on=DAY,
            planned_on=DAY - days(60),
        )

    def test_is_asked_of_the_other_side_and_the_secretariat(self, disputed):
        # five days before is a Saturday, and is told on the Friday
        found = climbed("dispute_answer", DAY - days(20), DAY + days(1))
        assert found == {-6: self.OTHERS, -1: self.OTHERS, 1: self.OTHERS}

    def test_that_was_given_asks_no_more(self, disputed):
        ladder(DAY - days(20), DAY - days(4))
        change(disputed, dispute_answered=True, on=DAY - days(3))
        assert climbed("dispute_answer", DAY - days(3), DAY + days(1)) == {}

    def test_moves_with_its_day(self, disputed):
        ladder(DAY - days(20), DAY - days(4))
        change(disputed, dispute_answer_due_on=DAY + days(14), on=DAY - days(3))
        found = climbed("dispute_answer", DAY - days(3), DAY + days(15))
        assert list(found) == [8, 13, 15]


class TestARoundThatWasPlanned:
    EVERYBODY = ["bram", "sanne", "vera", "wil"]

    @pytest.fixture
    def planned(self, circle):
        starts = timezone.make_aware(datetime.combine(DAY, time(10)))
        with acting_as(SYSTEM):
            meeting = Meeting.objects.create(
                bargaining_table=circle.table,
                visibility="table",
                form="negotiation_round",
                number=1,
                state="convened",
                title="Ronde over roosters",
                starts_at=starts,
                ends_at=starts + timedelta(hours=2),
            )
            dues.replan(meeting, DAY - days(60))
        return meeting

    def test_is_announced_to_both_sides_and_the_secretariat(self, planned):
        found = climbed("meeting_planned", DAY - days(20), DAY + days(5))
        assert found == {-7: self.EVERYBODY, -1: self.EVERYBODY}

    def test_that_is_called_off_is_announced_no_more(self, planned):
        ladder(DAY - days(20), DAY - days(6))
        change(planned, state="cancelled", on=DAY - days(5))
        assert climbed("meeting_planned", DAY - days(5), DAY + days(5)) == {}

    def test_moves_with_its_day(self, planned):
        ladder(DAY - days(20), DAY - days(6))
        starts = planned.starts_at + timedelta(days=20)
        change(planned, starts_at=starts, ends_at=starts + timedelta(hours=2), on=DAY - days(5))
        assert list(climbed("meeting_planned", DAY - days(5), DAY + days(21))) == [13, 19]


class TestADelivery:
    @pytest.fixture
    def delivered(self, db):
        table = cao_table()
        due = REVIEW + days(200)
        promise = a_commitment(table, due_on=due, original_due_on=due)
        engine.perform(
            promise, "deliver", actor=table.emma, data={"evidence": [DOCUMENT]}, now=at(DAY)
        )
        return table, promise

    def test_waits_for_the_other_side(self, delivered):
        others = ["bram", "vera"]
        found = climbed("acceptance_due", DAY, DAY + days(40))
        assert found == {5: others, 10: others, 20: others, 30: ["bram", "sanne", "vera"]}

    def test_that_is_returned_waits_no_more_and_again_when_it_is_delivered_anew(self, delivered):
        table, promise = delivered
        ladder(DAY, DAY + days(6))
        engine.perform(
            promise, "return", actor=table.vera, reason="Onvolledig", now=at(DAY + days(7))
        )
        assert climbed("acceptance_due", DAY + days(7), DAY + days(30)) == {}
        again = DAY + days(31)
        engine.perform(
            promise, "deliver", actor=table.emma, data={"evidence": [DOCUMENT]}, now=at(again)
        )
        assert list(climbed("acceptance_due", again, again + days(25))) == [36, 41, 51]

    def test_says_by_when_ten_working_days_are_over(self, delivered):
        _, promise = delivered
        deadline = next(d for d in promise.lifecycle.deadlines if d.name == "acceptance_due")
        with acting_as(SYSTEM):
            assert deadline.computed(promise, DAY).nl == (
                "opgeleverd op 12-6-2031; tien werkdagen later is 26-6-2031"
            )

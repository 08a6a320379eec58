"""The rules of law, of initiatives and of silence: each ladder, moved, and stopped early."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.utils import timezone

from backend.confidentiality.context import acting_as
from backend.initiatives.actions import measure
from backend.initiatives.models import IndicatorLine, Initiative
from backend.parties.actors import SYSTEM
from backend.reference.files import read_lists
from backend.workflow import dues, engine, registry, replanning
from backend.workflow.models import Due, Planning
from tests.people import mandate
from tests.reminders.scene import (
    REVIEW,
    agreement,
    at,
    change,
    clause,
    days,
    initiative,
    ladder,
    written,
)

OWNERS = ["vera", "wil"]
OWNERS_AND_DESK = ["sanne", "vera", "wil"]


def climbed(name, first, last):
    """The rungs of one deadline between two days: {offset from REVIEW: names}."""
    found: dict[int, list[str]] = {}
    for day, rungs in ladder(first, last).items():
        for _, _, whom in (rung for rung in rungs if rung[0] == name):
            found[(day - REVIEW).days] = whom
    return found


def measured(circle, subject, moment, on):
    """Let Wil write down what the indicator was."""
    with acting_as(SYSTEM):
        subject = type(subject).objects.get(pk=subject.pk)
    return measure(
        subject,
        actor=circle.actor("wil"),
        indicator="schedule_control",
        moment=moment,
        measured_on=on,
        value=Decimal(58),
        source="Eigen meting",
    )


def indicated(subject, **facts):
    """Give the initiative an indicator, past the engine, and plan it anew."""
    with acting_as(SYSTEM):
        IndicatorLine.below(subject, code="schedule_control", source="Eigen meting", **facts)
        dues.replan(subject, REVIEW - days(180))
    return subject


def bound_until(subject, day):
    """Let an agreement be generally binding until a day."""
    with acting_as(SYSTEM):
        subject.change(binding_ends_on=day)
    return subject


class TestRegistration:
    @pytest.fixture
    def ratified(self, circle):
        return clause(circle, "ratified", clause_type="normative", ratified_on=REVIEW)

    def test_asks_the_secretariat_until_it_is_registered(self, ratified):
        assert climbed("registration_todo", REVIEW - days(5), REVIEW + days(40)) == {
            7: ["sanne"],
            14: ["sanne"],
            28: ["sanne"],
        }

    def test_says_where_the_rule_stands(self, ratified):
        ladder(REVIEW, REVIEW + days(7))
        (letter,) = written(deadline="registration_todo")
        assert "Wet op de loonvorming art. 4" in letter.text

    def test_goes_over_into_waiting_for_the_receipt_notice(self, circle, ratified):
        climbed("registration_todo", REVIEW, REVIEW + days(8))
        change(ratified, registered_on=REVIEW + days(9), on=REVIEW + days(9))
        found = ladder(REVIEW + days(9), REVIEW + days(60))
        assert found == {
            REVIEW + days(9 + late): [("kvo_wait", late, ["sanne"])] for late in (14, 28)
        }

    def test_stops_with_the_receipt_notice(self, ratified):
        change(ratified, registered_on=REVIEW, on=REVIEW)
        ladder(REVIEW, REVIEW + days(15))
        change(ratified, receipt_notice_on=REVIEW + days(16), on=REVIEW + days(16))
        assert climbed("kvo_wait", REVIEW + days(16), REVIEW + days(60)) == {}

    def test_moves_with_the_day_of_registration(self, ratified):
        change(ratified, registered_on=REVIEW, on=REVIEW)
        change(ratified, registered_on=REVIEW + days(5), on=REVIEW + days(6))
        assert list(climbed("kvo_wait", REVIEW + days(6), REVIEW + days(60))) == [19, 33]

    def test_is_not_asked_of_what_needs_none(self, circle):
        clause(circle, "ratified", clause_type="study", ratified_on=REVIEW)
        assert ladder(REVIEW, REVIEW + days(40)) == {}


class TestExpiry:
    @pytest.fixture
    def ending(self, circle):
        return clause(
            circle, "in_force", clause_type="protocol", ends_on=REVIEW, visibility="public"
        )

    def test_is_told_to_the_parties_and_the_secretariat(self, ending):
        everybody = ["bram", "sanne", "vera", "wil"]
        assert climbed("expiry", REVIEW - days(200), REVIEW) == {
            -180: everybody,
            -90: everybody,
            -30: everybody,
            0: everybody,
        }

    def test_stops_when_a_successor_is_linked(self, circle, ending):
        ladder(REVIEW - days(100), REVIEW - days(60))
        follower = clause(circle, "draft", article_number="6.1", visibility="parties")
        change(ending, successor=follower, on=REVIEW - days(60))
        assert climbed("expiry", REVIEW - days(60), REVIEW) == {}

    def test_moves_with_the_end(self, ending):
        ladder(REVIEW - days(200), REVIEW - days(100))
        change(ending, ends_on=REVIEW + days(100), on=REVIEW - days(100))
        assert list(climbed("expiry", REVIEW - days(99), REVIEW + days(100))) == [-80, 10, 70, 100]

    def test_says_nothing_of_what_is_renewed_by_itself(self, circle):
        subject = clause(circle, "in_force", clause_type="normative")
        with acting_as(SYSTEM):
            change(subject, ends_on=subject.agreement.end_on)
            assert not Due.objects.filter(subject_id=subject.pk, name="expiry").exists()
            assert Due.objects.filter(subject_id=subject.pk, name="notice_deadline").exists()


class TestTheEndOfGeneralBinding:
    """The rung of the last day is not in the list: a month before the end, and a week before it."""

    EVERYBODY = ["bram", "sanne", "vera", "wil"]

    @pytest.fixture
    def binding(self, circle):
        return bound_until(agreement(circle), REVIEW)

    def test_is_told_to_the_secretariat_and_all_parties(self, binding):
        found = climbed("avv_end", REVIEW - days(130), REVIEW + days(5))
        assert found == {  # the first is a Sunday: it is told on the Friday before
            -122: self.EVERYBODY,
            -60: self.EVERYBODY,
            -40: self.EVERYBODY,
        }
        (first, *_) = written(deadline="avv_end")
        assert "een verlenging vragen kan tot en met 2-5-2031" in first.text
        assert "SZW handreiking" in first.text

    def test_has_a_last_day_to_ask_an_extension_told_on_workdays(self, binding):
        last = date(2031, 5, 2)  # a month before, a Friday; a week before that is a Friday too
        found = climbed("avv_extension", REVIEW - days(130), REVIEW + days(5))
        assert found == {(last - REVIEW).days - 7: self.EVERYBODY, -31: self.EVERYBODY}

    @pytest.mark.parametrize("column", ["binding_extension_on", "binding_declined_on"])
    def test_stops_when_an_extension_is_asked_or_declined(self, binding, column):
        ladder(REVIEW - days(130), REVIEW - days(100))
        with acting_as(SYSTEM):
            binding.change(**{column: REVIEW - days(100)})
        assert ladder(REVIEW - days(100), REVIEW + days(5)) == {}

    def test_moves_with_the_end(self, binding):
        ladder(REVIEW - days(130), REVIEW - days(100))
        bound_until(binding, REVIEW + days(100))
        assert list(climbed("avv_end", REVIEW - days(99), REVIEW + days(100))) == [-20, 39, 60]


class TestWhatAPublicAgreementTellsTheLiaison:
    @pytest.fixture
    def ending(self, circle):
        return agreement(circle, end_on=REVIEW, tacit_renewal=False)

    def test_is_when_it_expires(self, ending):
        found = climbed("expiry", REVIEW - days(200), REVIEW + days(1))
        assert found == {day: ["lies"] for day in (-180, -90, -30, 0)}

    def test_is_nothing_once_a_successor_is_linked(self, circle, ending):
        ladder(REVIEW - days(200), REVIEW - days(100))
        with acting_as(SYSTEM):
            ending.change(successor=agreement(circle))
        assert climbed("expiry", REVIEW - days(99), REVIEW + days(1)) == {}

    def test_moves_with_its_end(self, ending):
        ladder(REVIEW - days(200), REVIEW - days(100))
        with acting_as(SYSTEM):
            ending.change(end_on=REVIEW + days(90))
        assert list(climbed("expiry", REVIEW - days(99), REVIEW + days(91))) == [-90, 0, 60, 90]

    @pytest.mark.parametrize("facts", [{"visibility": "parties"}, {"tacit_renewal": True}])
    def test_is_nothing_of_what_is_not_public_or_goes_on_by_itself(self, circle, facts):
        agreement(circle, **{"end_on": REVIEW, "tacit_renewal": False} | facts)
        assert climbed("expiry", REVIEW - days(200), REVIEW + days(1)) == {}

    def test_never_names_a_date_that_is_of_the_parties_alone(self, circle, ending):
        with acting_as(SYSTEM):
            (due,) = Due.objects.filter(subject_id=ending.pk)
        assert due.audience == f"parties:{circle.table.pk}"


class TestTheWorksCouncilsAnswer:
    @pytest.fixture
    def asked(self, circle):
        mandate(circle.people["otto"], circle.organisations["raad"])
        return initiative(
            circle,
            state="in_consultation",
            next_review_on=None,
            works_council_role="consent",
            works_council_body=circle.organisations["raad"],
            works_council_answer_due_on=REVIEW,
            planned_on=REVIEW - days(60),
        )

    def test_is_asked_of_the_council_and_of_the_employers_owner(self, asked):
        assert climbed("or_answer", REVIEW - days(30), REVIEW + days(10)) == {
            -14: ["otto", "wil"],
            -3: ["otto", "wil"],
            1: ["otto", "wil"],
            7: ["otto", "wil"],  # a rung of the ladder
        }

    def test_stops_with_the_answer(self, circle, asked):
        ladder(REVIEW - days(30), REVIEW - days(10))
        answer = {"outcome": "consented", "decided_on": (REVIEW - days(9)).isoformat()}
        engine.perform(
            asked,
            "record_or_outcome",
            actor=circle.actor("otto"),
            data=answer,
            now=at(REVIEW - days(9)),
        )
        assert climbed("or_answer", REVIEW - days(9), REVIEW + days(10)) == {}

    def test_moves_with_its_day(self, asked):
        ladder(REVIEW - days(30), REVIEW - days(10))
        change(asked, works_council_answer_due_on=REVIEW + days(21), on=REVIEW - days(10))
        assert list(climbed("or_answer", REVIEW - days(9), REVIEW + days(30))) == [7, 18, 22, 28]


class TestABaseline:
    @pytest.fixture
    def bare(self, circle):
        subject = initiative(
            circle, state="baseline", next_review_on=None, start_on=REVIEW, end_on=None
        )
        return indicated(subject)

    def test_is_asked_of_the_owners_before_the_start(self, bare):
        found = climbed("baseline_missing", REVIEW - days(30), REVIEW + days(5))
        assert found == {-21: OWNERS, -7: ["bram", *OWNERS], 0: ["bram", "sanne", *OWNERS]}

    def test_that_is_in_asks_no_more(self, circle, bare):
        ladder(REVIEW - days(30), REVIEW - days(10))
        measured(circle, bare, "baseline", timezone.localdate())
        assert climbed("baseline_missing", REVIEW - days(10), REVIEW) == {}

    def test_moves_with_the_start(self, bare):
        ladder(REVIEW - days(30), REVIEW - days(10))
        change(bare, start_on=REVIEW + days(40), on=REVIEW - days(10))
        found = climbed("baseline_missing", REVIEW - days(9), REVIEW + days(41))
        assert list(found) == [19, 33, 40]


class TestAMeasurement:
    @pytest.fixture
    def running(self, circle):
        return indicated(initiative(circle, end_on=None), baseline=Decimal(41))

    def test_is_asked_of_the_owners_around_the_review(self, running):
        found = climbed("measurement_due", REVIEW - days(20), REVIEW + days(20))
        assert found == {-7: OWNERS, 0: OWNERS, 7: OWNERS, 14: ["bram", *OWNERS]}

    def test_that_is_in_asks_no_more(self, circle, running):
        ladder(REVIEW - days(20), REVIEW - days(5))
        with acting_as(SYSTEM):
            line = running.indicators.get()
            line.measurements.create(
                initiative=running,
                moment="interim",
                measured_on=REVIEW - days(4),
                not_available_because="De bron is vervallen.",
                bargaining_table=circle.table,
                visibility="parties",
            )
        change(running, on=REVIEW - days(4))
        assert climbed("measurement_due", REVIEW - days(4), REVIEW + days(20)) == {}

    def test_moves_with_the_review_and_is_asked_for_the_end_as_well(self, running):
        change(running, next_review_on=None, end_on=REVIEW + days(50), on=REVIEW - days(90))
        assert list(climbed("measurement_due", REVIEW, REVIEW + days(60))) == [43, 50, 57]


class TestTheFollowUp:
    @pytest.fixture
    def embedded(self, circle):
        subject = initiative(
            circle,
            state="embedded",
            next_review_on=None,
            closed_on=REVIEW - days(365),
            follow_up_on=REVIEW,
            planned_on=REVIEW - days(60),
        )
        return indicated(subject, baseline=Decimal(41))

    def test_is_asked_of_the_owners_twelve_months_on(self, embedded):
        found = climbed("followup_embedded", REVIEW - days(40), REVIEW + days(40))
        assert found == {-30: OWNERS, 0: OWNERS, 30: ["bram", *OWNERS]}

    def test_that_is_measured_asks_no_more(self, circle, embedded):
        ladder(REVIEW - days(40), REVIEW - days(20))
        with acting_as(SYSTEM):
            embedded.indicators.get().measurements.create(
                initiative=embedded,
                moment="follow_up",
                measured_on=REVIEW - days(19),
                value=Decimal(58),
                source="Eigen meting",
                bargaining_table=circle.table,
                visibility="parties",
            )
        change(embedded, on=REVIEW - days(19))
        assert climbed("followup_embedded", REVIEW - days(19), REVIEW + days(40)) == {}

    def test_moves_with_its_day(self, embedded):
        change(embedded, follow_up_on=REVIEW + days(10), on=REVIEW - days(60))
        assert list(climbed("followup_embedded", REVIEW - days(40), REVIEW + days(45))) == [
            -20,
            10,
            40,
        ]


class TestSilence:
    @pytest.fixture
    def quiet(self, circle):
        return initiative(circle, changed_on=REVIEW, next_review_on=REVIEW + days(300))

    def test_is_told_to_the_owners_once_after_ninety_days(self, quiet):
        assert ladder(REVIEW, REVIEW + days(200)) == {
            REVIEW + days(90): [("stale_record", 90, OWNERS)]
        }

    def test_is_broken_by_any_change(self, quiet):
        ladder(REVIEW, REVIEW + days(80))
        change(quiet, changed_on=REVIEW + days(80), on=REVIEW + days(80))
        assert list(climbed("stale_record", REVIEW + days(80), REVIEW + days(200))) == [170]


class TestRulesThatChange:
    def test_reach_what_nobody_touches(self, circle):
        subject = clause(
            circle, "in_force", clause_type="protocol", ends_on=REVIEW, visibility="public"
        )
        ladder(REVIEW - days(200), REVIEW - days(199))
        with acting_as(SYSTEM):
            Due.objects.filter(subject_id=subject.pk, name="expiry").delete()
            Planning.objects.filter(kind="clause").update(rules="of before")
        assert list(climbed("expiry", REVIEW - days(181), REVIEW - days(179))) == [-180]

    def test_are_gone_through_once(self, circle):
        clause(circle, "in_force")
        initiative(circle)
        assert replanning.catch_up(REVIEW) == 3  # and the agreement of the clause
        assert replanning.catch_up(REVIEW) == 0

    def test_go_on_where_they_were_cut_off(self, circle, monkeypatch):
        monkeypatch.setattr(replanning, "AT_ONCE", 2)
        for number in range(5):
            clause(circle, "in_force", article_number=str(number))
        begun = Planning.objects.filter(reached__isnull=False)
        assert replanning.catch_up(REVIEW, keep_on=lambda: not begun.exists()) == 2
        assert replanning.catch_up(REVIEW) == 3 + 5  # and their agreements

    def test_pass_over_a_subject_that_cannot_be_planned(self, circle, monkeypatch):
        broken, *others = [initiative(circle) for _ in range(3)]
        ladder(REVIEW - days(200), REVIEW - days(199))
        plan = dues.replan

        def replan(subject, today):
            return 1 / 0 if subject.pk == broken.pk else plan(subject, today)

        monkeypatch.setattr(dues, "replan", replan)
        with acting_as(SYSTEM):
            Due.objects.filter(subject_id__in=[each.pk for each in others]).delete()
            Planning.objects.filter(kind="initiative").update(rules="of before")
        assert replanning.catch_up(REVIEW - days(198)) == len(others)
        with acting_as(SYSTEM):
            planned = set(Due.objects.values_list("subject_id", flat=True))
            assert planned >= {broken.pk, *(each.pk for each in others)}

    @pytest.mark.parametrize(
        ("came", "offsets", "then"),
        [
            # another day ahead; one between the last that came and the next; one after all others
            (-61, (-59, 40), {-59: OWNERS_AND_DESK}),
            (-50, (-60, -40, -30), {-40: OWNERS_AND_DESK, -30: OWNERS_AND_DESK}),
            (20, (-60, 21), {21: OWNERS_AND_DESK}),
            # the day that was next is none any more
            (-50, (-60, -7), {-7: OWNERS_AND_DESK}),
            # one whose day went by while there was no such rule is made up for, once
            (-50, (-60, -55), {-49: OWNERS_AND_DESK}),
        ],
    )
    def test_reach_dates_that_wait_for_another_day(self, circle, monkeypatch, came, offsets, then):
        initiative(circle)
        ladder(REVIEW - days(61), REVIEW + days(came))
        table = Initiative.lifecycle
        changed = tuple(
            replace(each, offsets=offsets, rungs={}) if each.name == "review_due" else each
            for each in table.deadlines
        )
        monkeypatch.setattr(Initiative, "lifecycle", replace(table, deadlines=changed))
        found = climbed("review_due", REVIEW + days(came + 1), REVIEW + days(max(came, 0) + 30))
        assert found == then

    def test_leave_alone_how_far_a_reminder_had_come(self, circle):
        initiative(circle)
        ladder(REVIEW - days(61), REVIEW - days(59))
        with acting_as(SYSTEM):
            Planning.objects.update(rules="of before")
        assert ladder(REVIEW - days(58), REVIEW - days(50)) == {}


def test_every_deadline_reminds_on_the_days_that_the_list_says():
    rules = {
        entry.code: tuple(int(day) for day in entry.attributes["offsets_days"])
        for entry in read_lists()
        if entry.list == "reminders"
    }
    tables = [d for kind in registry.dated() for d in registry.lifecycle_of(kind).deadlines]
    own = {d.name for d in tables} - rules.keys()
    assert own == {
        "meeting_planned",
        "meeting_unclosed",
        "outcome_awaited",
        "avv_extension",
        "change_receipt",
        "change_registration",
        "notice_registration",
        "subsidy_opens",
        "final_offer_answer",
        "pause_ends",
        "bottleneck_due",
        "bottleneck_overdue",
    }
    assert {d.name: d.offsets for d in tables if d.name in rules} == {
        name: rules[name] for name in {d.name for d in tables} - own
    }

"""A silence climbs: all contacts, the own side, the secretariat, and the liaison if agreed."""

from dataclasses import replace
from decimal import Decimal

import pytest

from backend.audit.models import AuditEntry
from backend.confidentiality.context import acting_as
from backend.parties.actors import CLOCK, SYSTEM
from backend.parties.kinds import Capacity, Function, OrganisationKind
from backend.parties.models import Affiliation
from backend.reminders import arrangements, arranging
from backend.reminders.sweep import sweep
from backend.workflow import consenting, dues, engine, registry
from backend.workflow.rungs import Rung
from tests.lifecycles.commitment_arrangement import DOCUMENT, a_commitment, cao_table
from tests.people import mandate, organisation, person, seat
from tests.reminders.scene import (
    REVIEW,
    agreement,
    at,
    change,
    clause,
    days,
    initiative,
    ladder,
    posted,
    routine,
    written,
)
from tests.reminders.test_awaited import told
from tests.reminders.test_rules import indicated


@pytest.fixture
def table(db):
    """The circle, with Emma's firm; Kees keeps the mandates of Bram's union and negotiates not."""
    circle = cao_table()
    kees = circle.people["kees"] = person(
        "kees", circle.organisations["bond-twee"], function=Function.MEMBER
    )
    Affiliation.objects.filter(person=kees).update(keeps_mandates=True)
    return circle


def climbed(subject):
    """The rungs in the chains of a subject: (rung, audience level)."""
    with acting_as(SYSTEM):
        rows = AuditEntry.objects.filter(subject_id=subject.pk, event="climb").order_by("id")
        return [(row.facts["rung"], row.audience.partition(":")[0]) for row in rows]


def agreed(circle):
    """Both sides agree that the liaison is told."""
    made = arrangements.propose(circle.table.pk, "liaison", None, actor=circle.actor("wil"))
    return arrangements.agree(made, actor=circle.actor("vera"), expected_version=None)


class TestADeliveryThatNobodyConfirms:
    @pytest.fixture
    def delivered(self, table):
        promise = a_commitment(table)
        engine.perform(
            promise, "deliver", actor=table.emma, data={"evidence": [DOCUMENT]}, now=at(REVIEW)
        )
        return promise

    def test_climbs_rung_by_rung(self, table, delivered):
        assert told("acceptance_due", REVIEW, REVIEW + days(40)) == {
            REVIEW + days(5): ["bram", "vera"],
            REVIEW + days(10): ["bram", "kees", "vera"],
            REVIEW + days(20): ["bram", "kees", "vera"],
            REVIEW + days(30): ["bram", "kees", "sanne", "vera"],
        }
        assert [rung for rung, _ in climbed(delivered)] == ["contacts", "side", "secretariat"]

    def test_says_to_the_secretariat_who_has_not_acted_and_not_why(self, table, delivered):
        ladder(REVIEW, REVIEW + days(30))
        (row,) = [each for each in written() if each.recipient.name == "Sanne"]
        assert "Nog niet gehandeld: Bond Een, Bond Twee." in row.status

    def test_stops_at_once_when_the_party_acts(self, table, delivered):
        ladder(REVIEW, REVIEW + days(12))
        engine.perform(delivered, "accept", actor=table.vera, now=at(REVIEW + days(13)))
        assert ladder(REVIEW + days(13), REVIEW + days(40)) == {}

    def test_is_not_mailed_to_the_secretariat_when_it_acted_meanwhile(self, table, delivered):
        ladder(REVIEW, REVIEW + days(30))
        engine.perform(delivered, "accept", actor=table.vera, now=at(REVIEW + days(30), 9))
        posted(at(REVIEW + days(45)))
        rows = [each for each in written() if each.recipient.name == "Sanne"]
        assert [each.mailed_at for each in rows] == [None]

    def test_is_recorded_once_however_often_the_clock_looks(self, table, delivered):
        for hour in (8, 9, 10):
            sweep(at(REVIEW + days(10), hour))
        assert climbed(delivered) == [("contacts", "parties")]

    def test_that_was_missed_for_a_month_makes_up_for_all_rungs_at_once(self, table, delivered):
        found = told("acceptance_due", REVIEW + days(35), REVIEW + days(35))
        assert found == {REVIEW + days(35): ["bram", "kees", "sanne", "vera"]}
        assert len(climbed(delivered)) == 3


class TestTheOwnSide:
    def test_hears_of_an_owner_that_stays_silent_and_the_other_side_does_not(self, circle):
        subject = initiative(circle, end_on=None)
        ladder(REVIEW - days(61), REVIEW)
        found = told("review_due", REVIEW + days(1), REVIEW + days(14))
        assert found == {REVIEW + days(14): ["bram", "sanne", "vera", "wil"]}
        (row,) = [each for each in written(offset_days=14) if each.recipient.name == "Bram"]
        assert "Nog niet gehandeld: Bond Een." in row.status
        assert "Werkgevers" not in row.status
        assert climbed(subject)[-1][0] == "side"

    def test_is_the_works_councils_own_one(self, circle):
        other = circle.organisations["raad-b"] = organisation(
            "raad-b", OrganisationKind.WORKS_COUNCIL
        )
        circle.people["olga"] = person("olga", other)
        seat(circle.table, other, Capacity.WORKS_COUNCIL)
        initiative(
            circle,
            state="in_consultation",
            next_review_on=None,
            works_council_role="consent",
            works_council_body=circle.organisations["raad"],
            works_council_answer_due_on=REVIEW,
            planned_on=REVIEW - days(60),
        )
        found = told("or_answer", REVIEW, REVIEW + days(20))
        assert found[REVIEW + days(7)] == ["olga", "otto", "wil"]
        assert found[REVIEW + days(14)] == ["olga", "otto", "sanne", "wil"]


class TestALocalReview:
    """It waits for an employer and a works council, each for its own yes."""

    @pytest.fixture
    def review(self, circle):
        mandate(circle.people["otto"], circle.organisations["raad"])
        return routine(
            circle,
            form="local_review",
            employer_owner=circle.organisations["werkgevers"],
            worker_owner=circle.organisations["raad"],
        )

    def test_climbs_to_their_sides_and_the_secretariat(self, circle, review):
        assert told("annual_local_review", REVIEW - days(31), REVIEW + days(50)) == {
            REVIEW - days(30): ["otto", "wil"],
            REVIEW: ["otto", "wil"],
            REVIEW + days(30): ["otto", "wil"],
            REVIEW + days(45): ["otto", "sanne", "wil"],
        }
        assert [rung for rung, _ in climbed(review)] == ["contacts", "side", "secretariat"]

    def test_waits_for_the_other_once_one_of_them_has_confirmed(self, circle, review):
        done = {"held_on": REVIEW.isoformat()}
        wil = circle.actor("wil")
        consenting.give(review, "complete", actor=wil, data=done, now=at(REVIEW + days(1)))
        found = told("annual_local_review", REVIEW + days(2), REVIEW + days(50))
        assert found[REVIEW + days(45)] == ["otto", "sanne"]
        (row,) = [each for each in written(offset_days=45) if each.recipient.name == "Sanne"]
        council = circle.organisations["raad"].name
        assert f"Nog niet gehandeld: {council}." in row.status


class TestTheEndOfGeneralBinding:
    def test_reaches_all_contacts_and_no_higher_rung(self, table):
        subject = agreement(table, binding_ends_on=REVIEW)
        everybody = ["bram", "sanne", "vera", "wil"]
        found = told("avv_end", REVIEW - days(130), REVIEW)
        assert found == {
            REVIEW - days(122): everybody,  # the 120th day before is a Sunday
            REVIEW - days(60): sorted([*everybody, "kees"]),
            REVIEW - days(40): sorted([*everybody, "kees"]),
        }
        assert [rung for rung, _ in climbed(subject)] == ["contacts"]

    def test_stops_when_an_extension_is_requested(self, table):
        subject = agreement(table, binding_ends_on=REVIEW)
        ladder(REVIEW - days(130), REVIEW - days(100))
        change(subject, binding_extension_on=REVIEW - days(99), on=REVIEW - days(99))
        assert told("avv_end", REVIEW - days(99), REVIEW) == {}


class TestTheLiaison:
    """It reads only what is public, and hears of nothing else."""

    def embedded(self, circle, visibility):
        subject = initiative(
            circle,
            state="embedded",
            next_review_on=None,
            closed_on=REVIEW - days(365),
            follow_up_on=REVIEW,
            planned_on=REVIEW - days(60),
            visibility=visibility,
        )
        return indicated(subject, baseline=Decimal(41))

    def test_is_not_told_unless_the_table_agreed(self, circle):
        subject = self.embedded(circle, "public")
        ladder(REVIEW - days(31), REVIEW + days(59))
        assert told("followup_embedded", REVIEW + days(60), REVIEW + days(60)) == {}
        assert "liaison" not in dict(climbed(subject))

    def test_is_told_without_a_name_where_both_sides_agreed(self, circle):
        agreed(circle)
        subject = self.embedded(circle, "public")
        ladder(REVIEW - days(31), REVIEW + days(59))
        found = told("followup_embedded", REVIEW + days(60), REVIEW + days(60))
        assert found == {REVIEW + days(60): ["bram", "lies", "sanne", "vera", "wil"]}
        (row,) = [each for each in written() if each.recipient.name == "Lies"]
        assert "Nog niet iedereen heeft gehandeld." in row.status
        for name in ("Werkgevers", "Bond"):
            assert name not in row.text
        assert "liaison" in dict(climbed(subject))

    def test_is_not_told_any_more_once_either_side_withdrew(self, circle):
        made = agreed(circle)
        arrangements.withdraw(made, actor=circle.actor("wil"), expected_version=None)
        self.embedded(circle, "public")
        ladder(REVIEW + days(44), REVIEW + days(61))
        assert [each for each in written() if each.recipient.name == "Lies"] == []

    def test_is_not_told_on_the_word_of_one_side(self, circle):
        arrangements.propose(circle.table.pk, "liaison", None, actor=circle.actor("vera"))
        subject = self.embedded(circle, "public")
        with acting_as(SYSTEM):
            assert arranging.liaison_is_told_of([subject]) == set()
        ladder(REVIEW + days(44), REVIEW + days(61))
        assert [each for each in written() if each.recipient.name == "Lies"] == []

    def test_is_never_told_of_what_it_may_not_read(self, circle):
        agreed(circle)
        subject = self.embedded(circle, "parties")
        ladder(REVIEW - days(31), REVIEW + days(61))
        assert [each for each in written() if each.recipient.name == "Lies"] == []
        assert "liaison" not in dict(climbed(subject))


class TestTheDayToGiveNotice:
    @pytest.fixture
    def ending(self, circle):
        subject = clause(circle, "in_force", clause_type="normative")
        return change(subject, ends_on=subject.agreement.end_on)

    def last(self, subject):
        (deadline,) = [d for d in subject.lifecycle.deadlines if d.name == "notice_deadline"]
        with acting_as(SYSTEM):
            return deadline.anchor(subject)

    def test_climbs_no_further_than_the_own_side(self, circle, ending):
        last = self.last(ending)
        ladder(last - days(91), last + days(40))
        assert {each.recipient.name for each in written(deadline="notice_deadline")} == {
            "Bram",
            "Vera",
            "Wil",
        }
        assert set(climbed(ending)) >= {("side", "side"), ("contacts", "side")}
        for who in ("wil", "vera", "sanne"):
            with acting_as(circle.actor(who)):
                rows = AuditEntry.objects.visible_to(circle.actor(who)).filter(event="climb")
                ours = [row for row in rows if row.facts["deadline"] == "notice_deadline"]
                words = {row.audience for row in ours}
            side = circle.actor(who).offices[0].side
            assert all(word.endswith(f":{side}") for word in words), who

    def test_cannot_be_given_a_longer_ladder(self):
        (row,) = [
            each
            for each in registry.lifecycle_of("clause").deadlines
            if each.name == "notice_deadline"
        ]
        for rung in (Rung.SECRETARIAT, Rung.LIAISON):
            with pytest.raises(ValueError, match="own business"):
                replace(row, rungs={0: rung})


def test_a_ladder_that_goes_down_is_refused():
    (row,) = [d for d in registry.lifecycle_of("clause").deadlines if d.name == "ballot_open"]
    with pytest.raises(ValueError, match="does not climb"):
        replace(row, rungs={0: Rung.SIDE, 3: Rung.CONTACTS})


def test_who_has_acted_is_on_nobodys_ladder(table):
    promise = a_commitment(table, owner_side="joint", owner=table.organisations["secretariaat"])
    engine.perform(promise, "deliver", actor=table.sanne, now=at(REVIEW))
    consenting.give(promise, "accept", actor=table.wil, now=at(REVIEW + days(1)))
    found = told("acceptance_due", REVIEW + days(1), REVIEW + days(20))
    assert found[REVIEW + days(20)] == ["bram", "kees", "vera"]
    with acting_as(CLOCK):
        dues.replan(promise, REVIEW + days(20))

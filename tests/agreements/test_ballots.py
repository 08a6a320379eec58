"""Members are asked: when an outcome counts, what is shown of it, and who stays a party."""

from datetime import datetime, time

import pytest
from django.utils import timezone

from backend.agreements.models import Ballot, Clause
from backend.confidentiality.context import acting_as
from backend.parties.models import Membership
from backend.reference.spoken import in_words
from backend.workflow import consenting, engine
from backend.workflow.clock import run_due_transitions
from backend.workflow.errors import InvalidData, Refused
from tests.agreements.scene import agreed, consultation, consulted, fresh, say, sees, take
from tests.api.clients import Api
from tests.people import days, mandate, organisation, person, seat

pytestmark = pytest.mark.django_db


@pytest.fixture
def clause(circle, agreement):
    return consulted(circle, agreement)


def noon(number):
    """The middle of a day from today."""
    return timezone.make_aware(datetime.combine(days(number), time(12)))


def at_table(circle):
    """The keys of the parties that sit at the table today."""
    seats = Membership.objects.valid_on(days(0)).filter(capacity="party")
    return set(seats.values_list("organisation__key", flat=True))


EVERYBODY = {"werkgevers", "bond-een", "bond-twee"}


class TestCounts:
    @pytest.mark.parametrize(
        ("cast", "shown"),
        [
            ({"votes_for": 10}, {"votes_for": 10}),
            ({"votes_for": 5, "votes_against": 5}, {"votes_for": 5, "votes_against": 5}),
            ({"votes_for": 5, "votes_against": 4}, None),
            ({"votes_for": 9}, None),
            ({}, None),
        ],
    )
    def test_are_shown_from_ten_voters(self, cast, shown):
        assert Ballot(**cast).counts == shown

    def test_of_a_few_voters_are_not_even_kept(self, circle, clause):
        for few in ({"votes_for": 9}, {"votes_for": 4, "votes_against": 4, "abstentions": 1}):
            with pytest.raises(InvalidData) as error:
                say(circle, clause, "wil", "accepted", **few)
            assert [fault.code for fault in error.value.faults] == ["too_few_votes"]
        say(circle, clause, "wil", "accepted", votes_for=9, votes_against=1)
        with acting_as(circle.vera):
            ballot = clause.ballots.get(organisation=circle.organisations["werkgevers"])
        assert ballot.counts == {"votes_for": 9, "votes_against": 1}


class TestRecording:
    def test_is_for_ones_own_members_and_once(self, circle, clause):
        say(circle, clause, "vera", "accepted")
        with pytest.raises(Refused) as error:
            say(circle, clause, "vera", "rejected")
        assert {no.code for no in error.value.refusals} == {"ballot-recorded"}
        with acting_as(circle.vera):
            said = dict(clause.ballots.values_list("organisation__key", "outcome"))
        assert said == {"werkgevers": "", "bond-een": "accepted", "bond-twee": ""}

    def test_is_possible_for_a_week_after_the_last_day_and_not_after(self, circle, clause):
        data = {"outcome": "accepted"}
        with pytest.raises(Refused) as error:
            engine.perform(clause, "record_ballot", actor=circle.vera, data=data, now=noon(15))
        (no,) = error.value.refusals
        assert no.code == "ballot-closed"
        assert f"tot en met {in_words(days(14)).nl}" in no.words.nl
        engine.perform(clause, "record_ballot", actor=circle.vera, data=data, now=noon(14))
        assert clause.state == "in_ratification"

    def test_does_not_end_when_ones_own_members_stop_voting(self, circle, agreement):
        """A party that closes first has as long to write it down as all others."""
        clause = agreed(circle, agreement)
        data = consultation(circle, closes=1, deadline=20)
        take(circle, clause, "sanne", "start_ratification", data=data)
        said = {"outcome": "accepted"}
        engine.perform(clause, "record_ballot", actor=circle.vera, data=said, now=noon(20))
        engine.perform(clause, "record_ballot", actor=circle.wil, data=said, now=noon(27))
        with acting_as(circle.vera):
            waits = set(clause.ballots.filter(outcome="").values_list("organisation__key"))
        assert waits == {("bond-twee",)}

    def test_says_until_when_it_can_be_done(self, circle, clause):
        answer = Api(circle.people["vera"]).get(f"/v1/clauses/{clause.pk}/ballots")
        found = [(row["closesOn"], row["recordUntilDate"]) for row in answer.json()["items"]]
        assert found == [(days(5).isoformat(), days(14).isoformat())] * 3

    def test_after_reopening_says_nothing_about_the_next_text(self, circle, clause, agreement):
        say(circle, clause, "vera", "accepted")
        for who in ("wil", "vera"):
            consenting.give(clause, "reopen", actor=circle.actor(who), data={})
        take(circle, clause, "wil", "reopen")
        assert clause.state == "in_negotiation"
        assert not Ballot.objects.filter(clause=clause, ended_at__isnull=True).exists()


class TestOneASide:
    """The law's rule: a union that rejects is no party, and does not block the others."""

    def test_is_enough_and_who_rejects_drops_out(self, circle, clause):
        say(circle, clause, "wil", "accepted")
        say(circle, clause, "bram", "rejected")
        assert clause.state == "in_ratification"
        say(circle, clause, "vera", "no_objection")
        assert clause.state == "ratified"
        assert at_table(circle) == EVERYBODY - {"bond-twee"}
        assert not sees(clause, circle.bram)
        with acting_as(circle.bram):
            assert not Clause.objects.exists()
            assert not Ballot.objects.exists()

    def test_fails_when_a_whole_side_rejects(self, circle, clause):
        say(circle, clause, "wil", "rejected")
        say(circle, clause, "vera", "accepted")
        say(circle, clause, "bram", "accepted")
        assert clause.state == "rejected"
        assert at_table(circle) == EVERYBODY

    def test_counts_who_stayed_silent_as_no_party_when_the_clock_closes(self, circle, clause):
        say(circle, clause, "wil", "accepted")
        say(circle, clause, "vera", "accepted")
        run_due_transitions(noon(14))
        assert fresh(clause).state == "in_ratification"
        run_due_transitions(noon(15))
        assert fresh(clause).state == "ratified"
        gone = Membership.objects.exclude(valid_until=None)
        assert [each.organisation.key for each in gone] == ["bond-twee"]

    def test_fails_by_the_clock_when_a_side_stayed_silent(self, circle, clause):
        say(circle, clause, "wil", "accepted")
        run_due_transitions(noon(15))
        assert fresh(clause).state == "rejected"


class TestAllParties:
    @pytest.fixture(autouse=True)
    def _rule(self, circle):
        circle.table.ratification_rule = "all_parties"
        circle.table.save()

    def test_is_ratified_when_everybody_accepts(self, circle, clause):
        for who in ("wil", "vera", "bram"):
            assert clause.state == "in_ratification"
            say(circle, clause, who, "accepted")
        assert clause.state == "ratified"
        assert at_table(circle) == EVERYBODY

    def test_fails_when_one_rejects(self, circle, clause):
        for who, outcome in (("wil", "accepted"), ("bram", "rejected"), ("vera", "accepted")):
            say(circle, clause, who, outcome)
        assert clause.state == "rejected"

    def test_fails_when_one_stayed_silent(self, circle, clause):
        say(circle, clause, "wil", "accepted")
        say(circle, clause, "vera", "accepted")
        run_due_transitions(noon(15))
        assert fresh(clause).state == "rejected"


class TestSeveralClauses:
    """Members are asked about a whole agreement; each clause has its own ballots."""

    @pytest.fixture
    def two(self, circle, agreement):
        return [consulted(circle, agreement, number) for number in ("1", "2")]

    def both_others_accept(self, circle, clause):
        say(circle, clause, "wil", "accepted")
        say(circle, clause, "vera", "accepted")

    def test_a_union_stays_until_it_has_voted_on_all(self, circle, two):
        first, second = two
        self.both_others_accept(circle, first)
        say(circle, first, "bram", "rejected")
        assert first.state == "ratified"
        assert at_table(circle) == EVERYBODY
        self.both_others_accept(circle, second)
        say(circle, second, "bram", "rejected")
        assert second.state == "ratified"
        assert at_table(circle) == EVERYBODY - {"bond-twee"}
        assert not sees(second, circle.bram)

    @pytest.mark.parametrize("outcomes", [("accepted", "rejected"), ("rejected", "accepted")])
    def test_who_accepted_one_of_them_stays_a_party_in_any_order(self, circle, two, outcomes):
        for clause, outcome in zip(two, outcomes, strict=True):
            self.both_others_accept(circle, clause)
            say(circle, clause, "bram", outcome)
            assert clause.state == "ratified"
        assert at_table(circle) == EVERYBODY

    def test_what_fails_keeps_nobody_at_the_table(self, circle, two):
        first, second = two
        self.both_others_accept(circle, first)
        say(circle, first, "bram", "rejected")
        say(circle, second, "wil", "rejected")
        say(circle, second, "vera", "accepted")
        say(circle, second, "bram", "accepted")
        assert (first.state, second.state) == ("ratified", "rejected")
        assert at_table(circle) == EVERYBODY - {"bond-twee"}


class TestOpening:
    def test_names_each_party_once_and_nobody_else(self, circle, agreement):
        clause = agreed(circle, agreement)
        firm = organisation("firma", "employer")
        seat(circle.table, firm, "participant")
        mandate(person("fenna", firm), firm)
        data = consultation(circle)
        data["periods"].append(data["periods"][0] | {"organisation": str(firm.pk)})
        with pytest.raises(InvalidData) as error:
            take(circle, clause, "sanne", "start_ratification", data=data)
        assert [fault.pointer for fault in error.value.faults] == ["/data/periods"]
        take(circle, clause, "sanne", "start_ratification", data=consultation(circle))
        assert clause.ratification_due_on == days(7)
        with acting_as(circle.bram):
            assert clause.ballots.count() == 3
        awaited = {circle.organisations[name].pk for name in EVERYBODY}
        with acting_as(circle.sanne):
            assert clause.circle("ballot_awaited") == awaited

    def test_reaches_the_members_of_the_parties(self, circle, clause):
        mia = person("mia", circle.organisations["bond-een"], function="member")
        circle.people["mia"] = mia
        assert sees(clause, circle.mia)
        assert not sees(clause, circle.otto)

"""What parties renew together: the agreement ends later too, and the law goes on from there."""

from datetime import timedelta

import pytest

from backend.agreements.models import Agreement
from backend.confidentiality.context import acting_as
from backend.parties.actors import SYSTEM
from backend.workflow import dues
from backend.workflow.clock import run_due_transitions
from backend.workflow.models import Due
from tests.agreements.scene import fresh, iso
from tests.ends.scene import codes
from tests.lifecycles.clause_arrangement import a_clause, an_agreement
from tests.people import days
from tests.reminders.scene import at

pytestmark = pytest.mark.django_db

# A cao of two years that ends in forty days; the parties go on for fifteen months.
START, END, AGREED = days(-690), days(40), days(497)


@pytest.fixture
def cao(ending):
    return an_agreement(ending.circle, start_on=START, end_on=END, original_end_on=END)


def of(ending, cao, number, state="in_force", **facts):
    """A clause with the agreement's own term, and its dates."""
    term = {"effective_on": START, "ends_on": END, "next_review_on": None, "ended_on": None}
    made = a_clause(ending.circle, state, agreement=cao, article_number=number, **(term | facts))
    with acting_as(SYSTEM):
        dues.replan(made)
    return made


def say_yes(ending, clause, until=AGREED):
    for who in ("wil", "vera", "bram"):
        ending.consent(who, clause, "renew", data={"endsOn": until.isoformat()})


def reloaded(cao):
    with acting_as(SYSTEM):
        return Agreement.objects.get(pk=cao.pk)


def planned(clause):
    """On which days the clock looks at a clause."""
    with acting_as(SYSTEM):
        rows = Due.objects.filter(subject_id=clause.pk).values_list("name", "anchor_on")
        return dict(rows)


def term_dates(ending, subject):
    items = ending.get(subject, "/term-dates")["items"]
    return {each["name"]: (each["fallsOn"], each["computation"]) for each in items}


class TestOfTheWholeAgreement:
    @pytest.fixture
    def clauses(self, ending, cao):
        made = [of(ending, cao, str(number)) for number in (1, 2)]
        for clause in made:
            say_yes(ending, clause)
        return made

    @pytest.fixture
    def renewed(self, ending, cao, clauses):
        ending.take("vera", cao, "renew")
        return [fresh(clause) for clause in clauses]

    def test_moves_its_end(self, ending, cao, renewed):
        assert {each.ends_on for each in renewed} == {AGREED}
        assert ending.get(cao)["endsOn"] == AGREED.isoformat()
        after = (AGREED + timedelta(days=1)).isoformat()
        for subject in (cao, *renewed):
            found = term_dates(ending, subject)
            assert found["end"][0] == AGREED.isoformat()
            assert found["renewal"][0] == after
            assert "after_effect" not in found

    def test_tells_of_the_last_day_to_give_notice_of_every_clause(self, ending, cao, renewed):
        last = reloaded(cao).notice_by
        for clause in renewed:
            dates = planned(clause)
            assert dates["notice_deadline"] == last
            assert dates["renew"] == AGREED + timedelta(days=1)
            assert not {"expiry", "expire_with_aftereffect"} & dates.keys()

    def test_counts_notice_by_the_time_for_which_it_was_first_concluded(self, ending, cao, renewed):
        found = reloaded(cao)
        assert found.original_end_on == END
        # not by the new whole, nor by what was added to it
        assert (AGREED - found.notice_by).days in range(59, 63)

    def test_leaves_tacit_renewal_to_every_clause_after_it(self, ending, cao, renewed):
        run_due_transitions(at(AGREED + timedelta(days=1), hour=12))
        found = {(each.state, each.ends_on) for each in map(fresh, renewed)}
        assert found == {("in_force", reloaded(cao).end_on)}
        # a year at most
        assert (reloaded(cao).end_on - AGREED).days in (365, 366)

    def test_is_in_the_log_of_the_agreement(self, ending, cao, renewed):
        entries = ending.get(cao, "/audit-entries")["items"]
        (found,) = [each for each in entries if each["event"] == "renew"]
        assert found["facts"]["ends_on"] == {
            "from": END.isoformat(),
            "to": AGREED.isoformat(),
        }
        assert found["organisation"]["name"]

    def test_asks_again_who_will_give_notice(self, ending, cao, clauses):
        address = f"/v1/agreements/{cao.pk}/notice-intentions"
        ending("vera").post(address, {"decision": "not"})
        party = ending.circle.organisations["bond-een"].pk

        def asked():
            with acting_as(SYSTEM):
                return party in fresh(clauses[0]).circle("notice_undecided")

        assert not asked()
        ending.take("vera", cao, "renew")
        assert asked()
        # what is said from now on is of the term that runs now, also before the old end
        ending("vera").post(address, {"decision": "not"})
        assert not asked()

    def test_takes_along_what_could_not_be_renewed_now(self, ending, cao, clauses):
        under_review = of(ending, cao, "3", "under_review")
        ending.take("vera", cao, "renew")
        assert reloaded(cao).end_on == AGREED
        found = term_dates(ending, under_review)
        assert "eerdere einddatum van de cao" in found["end"][1]
        assert "verlengd met de cao" in found["renewal"][1]
        run_due_transitions(at(END + timedelta(days=1), hour=12))
        assert fresh(under_review).ends_on == AGREED == reloaded(cao).end_on

    def test_never_makes_it_longer_than_five_years(self, ending, cao):
        late = of(ending, cao, "4", effective_on=days(-10))
        too_long = {"transition": "renew", "data": {"endsOn": iso(365 * 5 - 400)}}
        answer = ending.send("wil", late, "/consents", too_long, 400)
        assert codes(answer) == ["too_long"]


class TestOfOneClause:
    def test_gives_it_a_term_of_its_own(self, ending, cao):
        one, other = of(ending, cao, "1"), of(ending, cao, "2")
        say_yes(ending, one)
        ending.take("wil", one, "renew")
        assert reloaded(cao).end_on == END
        assert "eigen looptijd" in term_dates(ending, one)["renewal"][1]
        assert planned(other)["renew"] == END + timedelta(days=1)

    @pytest.mark.parametrize("besides", [{}, {"clause_type": "protocol"}])
    def test_that_is_the_last_with_the_old_end_takes_the_agreement_along(
        self, ending, cao, besides
    ):
        one, other = of(ending, cao, "1"), of(ending, cao, "2", **besides)
        for clause in (other, one) if not besides else (one,):
            say_yes(ending, clause)
            ending.take("wil", clause, "renew")
        assert reloaded(cao).end_on == AGREED
        renewed = (one,) if besides else (one, other)
        assert {planned(each)["notice_deadline"] for each in renewed} == {reloaded(cao).notice_by}


class TestAfterNotice:
    @pytest.fixture
    def noticed(self, ending, cao):
        made = [of(ending, cao, str(number), notice_given_on=days(-2)) for number in (1, 2)]
        with acting_as(SYSTEM):
            cao.plan()
        assert "notice_registration" in planned(cao)
        return made

    def test_takes_the_notice_back_and_the_law_renews_again(self, ending, cao, noticed):
        for clause in noticed:
            say_yes(ending, clause)
        ending.take("vera", cao, "renew")
        last = reloaded(cao).notice_by
        for clause in map(fresh, noticed):
            assert clause.notice_given_on is None
            assert planned(clause)["notice_deadline"] == last
            assert ending.option("vera", clause, "give_notice")["open"]
        assert "notice_registration" not in planned(cao)

    def test_one_clause_that_goes_on_leaves_the_notice_of_the_others(self, ending, cao, noticed):
        alone, other = noticed
        say_yes(ending, alone)
        ending.take("vera", alone, "renew")
        assert fresh(alone).notice_given_on is None
        assert fresh(other).notice_given_on == days(-2)
        assert "notice_registration" in planned(cao)

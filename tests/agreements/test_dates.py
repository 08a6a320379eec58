"""The terms of law: when notice ends, what renews by itself, and what a clause is in law."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.agreements import dates
from backend.agreements.models import Agreement, Clause
from backend.reference.periods import last_of_term

DAY = timedelta(days=1)
STARTS = st.dates(date(2000, 1, 1), date(2060, 12, 31))


def agreement(start, end, **facts):
    """An agreement that nobody saved: these rules are about dates only."""
    return Agreement(start_on=start, end_on=end, original_end_on=end, **facts)


def clause(start=date(2024, 1, 1), end=date(2025, 12, 31), *, of=None, **facts):
    """A normative clause with the same term as its agreement, unless it says otherwise."""
    facts = {
        "clause_type": "normative",
        "state": "in_force",
        "effective_on": start,
        "ends_on": end,
        "in_force_since": start,
    } | facts
    return Clause(agreement=of or agreement(start, end), **facts)


class TestNotice:
    @pytest.mark.parametrize(
        ("start", "end", "last"),
        [
            # a twelfth of two years is two months
            (date(2024, 1, 1), date(2025, 12, 31), date(2025, 10, 31)),
            # a twelfth of one year is one month, and 31 minus a month is the last of 30
            (date(2025, 1, 1), date(2025, 12, 31), date(2025, 11, 30)),
            # March has no 30 February before it
            (date(2025, 3, 31), date(2026, 3, 30), date(2026, 2, 28)),
            # a year and a half: a month, and of the 184 days that are left a twelfth: 15.3
            (date(2024, 7, 1), date(2025, 12, 31), date(2025, 11, 14)),
            # half a year: 15.1 days
            (date(2025, 1, 1), date(2025, 6, 30), date(2025, 6, 14)),
            # nine months: 22.9 days
            (date(2026, 4, 1), date(2026, 12, 31), date(2026, 12, 8)),
            # a year but a day: 30.3 days
            (date(2026, 1, 2), date(2026, 12, 31), date(2026, 11, 30)),
            # three years and 45 days: three months and 3.8 days
            (date(2024, 2, 15), date(2027, 3, 31), date(2026, 12, 27)),
            # ten days: a day
            (date(2026, 1, 1), date(2026, 1, 10), date(2026, 1, 9)),
        ],
    )
    def test_without_a_period_it_is_a_twelfth_of_the_term(self, start, end, last):
        assert dates.notice_deadline(clause(start, end)) == last

    @given(STARTS, st.integers(0, 2000))
    def test_it_is_never_shorter_than_a_twelfth_of_the_days(self, start, days):
        end = start + days * DAY
        of = agreement(start, end)
        months, rest = dates.notice_period(of)
        # so many days are months, each of which is a twelfth of a year of 365 or 366 days
        years = (last_of_term(start, months * 12) - start).days + 1 if months else 0
        assert rest * 12 >= days + 1 - years
        assert dates.notice_deadline(clause(of=of, end=end)) < end

    @given(STARTS, st.integers(0, 2000))
    def test_of_a_longer_term_it_is_never_shorter(self, start, days):
        terms = [agreement(start, start + (days + more) * DAY) for more in (0, 1)]
        shorter, longer = map(dates.notice_period, terms)
        assert shorter <= longer
        # nor is the last day earlier, but for a day that the month before does not have
        assert terms[0].notice_by - DAY <= terms[1].notice_by

    @pytest.mark.parametrize(
        ("period", "last"),
        [
            ("P1M", date(2025, 11, 30)),
            ("P3M", date(2025, 9, 30)),
            ("P14D", date(2025, 12, 17)),
            ("P2W", date(2025, 12, 17)),
            ("P1Y", date(2024, 12, 31)),
        ],
    )
    def test_a_period_that_was_agreed_goes_first(self, period, last):
        of = agreement(date(2024, 1, 1), date(2025, 12, 31), notice_period=period)
        assert dates.notice_deadline(clause(of=of)) == last
        assert of.notice_by == last

    def test_after_renewal_the_original_term_still_counts(self):
        of = agreement(date(2024, 1, 1), date(2025, 12, 31))
        of.end_on = date(2026, 12, 31)
        assert dates.notice_deadline(clause(of=of, end=of.end_on)) == date(2026, 10, 31)

    def test_a_clause_without_an_end_has_no_last_day(self):
        assert dates.notice_deadline(clause(end=None, of=clause().agreement)) is None


class TestTacitRenewal:
    def test_takes_the_same_term_again_but_a_year_at_most(self):
        assert dates.renewed_end(clause()) == date(2026, 12, 31)
        half = clause(date(2025, 1, 1), date(2025, 6, 30))
        assert dates.renewed_end(half) == date(2025, 12, 31)

    def test_is_for_the_same_time_to_the_day(self):
        odd = clause(date(2026, 1, 2), date(2026, 12, 31))  # eleven months and thirty days
        assert dates.renewed_end(odd) == date(2027, 12, 30)
        short = clause(date(2026, 1, 1), date(2026, 1, 10))
        assert dates.renewed_end(short) == date(2026, 1, 20)
        long = clause(date(2024, 1, 1), date(2026, 1, 10))
        assert dates.renewed_end(long) == date(2027, 1, 10)

    def test_happens_on_the_day_after_the_last(self):
        assert dates.renewal_on(clause()) == date(2026, 1, 1)
        assert dates.after_effect_on(clause()) is None

    @pytest.mark.parametrize(
        "facts",
        [
            {"notice_given_on": date(2025, 6, 1)},
            {"clause_type": "protocol"},
            {"end": date(2025, 6, 30), "of": agreement(date(2024, 1, 1), date(2025, 12, 31))},
            {"of": agreement(date(2024, 1, 1), date(2025, 12, 31), tacit_renewal=False)},
        ],
    )
    def test_does_not_happen_after_notice_nor_where_it_was_excluded(self, facts):
        assert dates.renewal_on(clause(**facts)) is None

    def test_never_makes_an_agreement_longer_than_five_years(self):
        of = agreement(date(2020, 1, 1), date(2021, 12, 31))
        of.end_on = date(2023, 12, 31)
        assert dates.renews_tacitly(clause(of=of, end=of.end_on))
        of.end_on = date(2024, 12, 31)
        assert not dates.renews_tacitly(clause(of=of, end=of.end_on))

    def test_what_does_not_renew_goes_into_after_effect_lapses_or_is_ended(self):
        given = {"notice_given_on": date(2025, 6, 1)}
        assert dates.after_effect_on(clause(**given)) == date(2026, 1, 1)
        assert dates.lapse_on(clause(**given)) is None
        assert dates.lapse_on(clause(clause_type="protocol")) == date(2026, 1, 1)
        for state in ("under_review", "in_amendment", "final_evaluation"):
            elsewhere = clause(clause_type="obligatory", state=state, **given)
            assert dates.termination_on(elsewhere) is None
            assert dates.lapse_on(elsewhere) == date(2026, 1, 1)
        ended = clause(clause_type="obligatory", **given)
        assert dates.termination_on(ended) == date(2026, 1, 1)
        assert dates.lapse_on(ended) is None


class TestEntryIntoForce:
    def test_waits_for_the_day_after_the_receipt_notice(self):
        waiting = clause(receipt_notice_on=None)
        assert dates.in_force_on(waiting) is None
        waiting.receipt_notice_on = date(2024, 3, 1)
        assert dates.in_force_on(waiting) == date(2024, 3, 2)
        waiting.receipt_notice_on = date(2023, 3, 1)
        assert dates.in_force_on(waiting) == date(2024, 1, 1)

    def test_of_what_is_no_provision_of_a_cao_waits_for_nothing(self):
        assert dates.in_force_on(clause(clause_type="protocol")) == date(2024, 1, 1)


class TestOtherDays:
    def test_the_final_evaluation_begins_six_months_before_the_end(self):
        assert dates.final_evaluation_from(clause()) == date(2025, 6, 30)
        assert dates.final_evaluation_from(clause(end=date(2025, 8, 31))) == date(2025, 2, 28)
        agreed = clause(final_evaluation_from=date(2025, 9, 1))
        assert dates.final_evaluation_from(agreed) == date(2025, 9, 1)

    def test_an_end_is_put_away_after_a_year(self):
        assert dates.archive_on(clause(ended_on=date(2024, 2, 29))) == date(2025, 2, 28)

    def test_an_amendment_and_an_answer_in_a_dispute_run_out(self):
        assert dates.amendment_ends_on(clause(amendment_since=date(2024, 1, 1))) == date(2024, 7, 2)
        asked = {"dispute_answer_due_on": date(2024, 1, 31)}
        low = clause(dispute_level="consultation", **asked)
        assert dates.dispute_escalates_on(low) == date(2024, 2, 2)
        answered = clause(dispute_level="consultation", dispute_answered=True, **asked)
        assert dates.dispute_escalates_on(answered) is None
        assert dates.dispute_escalates_on(clause(dispute_level="court", **asked)) is None


class TestLegalStatus:
    """On both sides of each day on which it changes, whatever the process does."""

    def test_begins_on_the_first_day(self):
        first = date(2024, 1, 1)
        assert clause().legal_status_on(first - DAY) == "not_yet"
        assert clause().legal_status_on(first) == "in_force"
        assert clause(in_force_since=None, state="ratified").legal_status_on(first) == "not_yet"

    def test_after_the_last_day_a_provision_lives_on_and_a_study_does_not(self):
        last = date(2025, 12, 31)
        noticed = clause(notice_given_on=date(2025, 1, 1))
        study = clause(clause_type="protocol")
        for each, after in ((noticed, "after_effect"), (study, "ended")):
            assert each.legal_status_on(last) == "in_force"
            assert each.legal_status_on(last + DAY) == after

    def test_what_the_law_renews_goes_on_before_the_clock_says_so(self):
        assert clause().legal_status_on(date(2026, 1, 1)) == "in_force"

    def test_a_dispute_a_review_and_an_amendment_change_nothing(self):
        for state in ("disputed", "under_review", "in_amendment", "final_evaluation"):
            assert clause(state=state).legal_status_on(date(2025, 1, 1)) == "in_force"

    def test_what_was_replaced_ends_on_that_day(self):
        replaced = clause(state="superseded", ended_on=date(2025, 5, 1))
        assert replaced.legal_status_on(date(2025, 4, 30)) == "in_force"
        assert replaced.legal_status_on(date(2025, 5, 1)) == "ended"

    def test_what_was_completed_is_in_force_to_its_last_day_and_then_lives_on(self):
        done = clause(state="completed", ended_on=date(2025, 11, 1))
        assert done.legal_status_on(date(2025, 12, 31)) == "in_force"
        assert done.legal_status_on(date(2026, 1, 1)) == "after_effect"

    @pytest.mark.parametrize("state", ["withdrawn", "rejected"])
    def test_what_was_never_agreed_is_never_in_force(self, state):
        assert clause(state=state).legal_status_on(date(2025, 1, 1)) == "not_yet"

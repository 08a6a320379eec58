"""The dates at the end of a term, with the sum in words and the rule of law beside them."""

from datetime import date

import pytest

from backend.agreements import dates, law
from backend.confidentiality.context import acting_as
from backend.parties.actors import SYSTEM
from tests.lifecycles.clause_arrangement import a_clause, an_agreement

pytestmark = pytest.mark.django_db

RENEWAL = (
    "de dag na 31-12-2027: zegt niemand op, dan verlengd met 12 maanden, tot en met 31-12-2028"
)
TERM = {"start_on": date(2026, 1, 1), "end_on": date(2027, 12, 31)}


def reckoned(ending, subject, language="nl", who="vera"):
    """Per date: which day, and how it was counted."""
    address = f"{ending.address(subject)}/term-dates"
    items = ending(who).get(address, accept_language=language).json()["items"]
    return {each["name"]: (each["fallsOn"], each["computation"]) for each in items}


def test_each_date_says_how_it_was_counted(ending):
    cao = an_agreement(ending.circle, **TERM, original_end_on=TERM["end_on"], notice_period="P3M")
    clause = a_clause(
        ending.circle, agreement=cao, effective_on=TERM["start_on"], ends_on=TERM["end_on"]
    )
    assert reckoned(ending, clause) == {
        "end": ("2027-12-31", "einddatum van de cao"),
        "notice": ("2027-09-30", "einddatum 31-12-2027 min 3 maanden (opzegtermijn in de cao)"),
        "renewal": (
            "2028-01-01",
            RENEWAL,
        ),
    }
    assert reckoned(ending, cao) == reckoned(ending, clause)
    assert reckoned(ending, clause, who="lies") == reckoned(ending, clause)  # what is public
    with acting_as(SYSTEM):
        type(cao).objects.filter(pk=cao.pk).update(notice_period="")
    english = reckoned(ending, clause, "en")["notice"]
    assert english == (
        "2027-10-31",
        "end date 31 December 2027 minus 2 months (1/12 of the term of 24 months)",
    )
    found = ending.get(clause, "/term-dates")["items"]
    rules = {each["name"]: (each["rule"], each["basis"]) for each in found}
    assert rules["notice"][1] == "Wet CAO art. 19 lid 1"
    assert rules["end"] == ("Een cao geldt ten hoogste 5 jaar", "Wet CAO art. 18")


def test_what_makes_no_whole_month_is_said_to_be_rounded_up(ending):
    term = {"start_on": date(2024, 2, 15), "end_on": date(2027, 3, 31)}
    cao = an_agreement(ending.circle, **term, original_end_on=term["end_on"])
    assert reckoned(ending, cao)["notice"] == (
        "2026-12-27",
        (
            "einddatum 31-3-2027 min 3 maanden en 4 dagen (1/12 van de looptijd van 37 maanden en"
            " 17 dagen; wat geen hele maand geeft in dagen, naar boven afgerond)"
        ),
    )
    assert reckoned(ending, cao, "en")["notice"][1] == (
        "end date 31 March 2027 minus 3 months and 4 days (1/12 of the term of 37 months and 17"
        " days; what makes no whole month in days, rounded up)"
    )


@pytest.mark.parametrize(
    ("facts", "tacit", "why", "after"),
    [
        ({"notice_given_on": date(2027, 6, 1)}, True, "er is opgezegd op 1-6-2027", "after_effect"),
        ({}, False, "uitgesloten in de cao", "after_effect"),
        ({"ends_on": date(2027, 6, 30)}, True, "eigen looptijd", "after_effect"),
        ({"clause_type": "protocol"}, True, "dit soort afspraak", "lapse"),
    ],
)
def test_what_is_not_renewed_says_why_and_what_comes_after(ending, facts, tacit, why, after):
    cao = an_agreement(ending.circle, **TERM, original_end_on=TERM["end_on"], tacit_renewal=tacit)
    term = {"agreement": cao, "effective_on": TERM["start_on"], "ends_on": TERM["end_on"]}
    found = reckoned(ending, a_clause(ending.circle, **(term | facts)))
    assert found["renewal"][0] is None
    assert why in found["renewal"][1]
    assert found[after][0] is not None


def test_the_numbers_of_law_are_those_of_the_list():
    numbers = (dates.LONGEST_TERM_MONTHS, dates.LONGEST_TACIT_MONTHS, dates.NOTICE_PART)
    assert numbers == (60, 12, 12)
    with pytest.raises(ValueError, match="no number"):
        law.months_in("registration")

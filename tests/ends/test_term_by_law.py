"""An agreement without an agreed term: the law makes it a year (Wet CAO art. 19 lid 2)."""

from datetime import date

import pytest

from tests.api.clients import Api
from tests.lifecycles.clause_arrangement import a_clause, an_agreement

pytestmark = pytest.mark.django_db

FIRST, LAST = "2027-03-01", "2028-02-29"
NO_TERM = {
    "end": ("2028-02-29", "geen looptijd afgesproken: 12 maanden vanaf 1-3-2027"),
    "notice": (
        "2028-01-29",
        "einddatum 29-2-2028 min 1 maand (geen looptijd afgesproken: Wet CAO art. 19 lid 2)",
    ),
}


@pytest.fixture
def wil(ending):
    return ending("wil")


def opened(ending, api: Api, **more):
    body = {
        "title": "Cao Zorg",
        "bargainingTable": str(ending.circle.table.pk),
        "type": "sector",
        "startsOn": FIRST,
        **more,
    }
    return api.post("/v1/agreements", body)


def dates_of(api: Api, made):
    items = api.get(f"/v1/agreements/{made['id']}/term-dates").json()["items"]
    return {each["name"]: each for each in items}


def counted(api: Api, made):
    found = dates_of(api, made)
    return {name: (found[name]["fallsOn"], found[name]["computation"]) for name in NO_TERM}


@pytest.mark.parametrize("without", [{}, {"endsOn": None}])
def test_holds_for_a_year_and_says_so(ending, wil, without):
    answer = opened(ending, wil, **without)
    assert answer.status_code == 201, answer.content
    made = answer.json()
    assert (made["endsOn"], made["termByLaw"], made["lastNoticeOn"]) == (LAST, True, "2028-01-29")
    assert counted(wil, made) == NO_TERM
    found = dates_of(wil, made)
    assert {found[each]["basis"] for each in NO_TERM} == {"Wet CAO art. 19 lid 2"}
    assert found["renewal"]["fallsOn"] == "2028-03-01"


def test_with_an_end_has_an_agreed_term(ending, wil):
    made = opened(ending, wil, endsOn=LAST).json()
    assert (made["endsOn"], made["termByLaw"]) == (LAST, False)
    assert dates_of(wil, made)["notice"]["basis"] == "Wet CAO art. 19 lid 1"


@pytest.mark.parametrize(
    ("period", "last"), [("P2M", "2027-12-29"), ("P1M", "2028-01-29"), ("P31D", "2028-01-29")]
)
def test_a_longer_notice_may_be_agreed(ending, wil, period, last):
    assert opened(ending, wil, noticePeriod=period).json()["lastNoticeOn"] == last


@pytest.mark.parametrize("period", ["P14D", "P4W", "P0D"])
def test_a_shorter_notice_may_not(ending, wil, period):
    answer = opened(ending, wil, noticePeriod=period)
    assert answer.status_code == 400
    (error,) = answer.json()["errors"]
    assert (error["pointer"], error["code"]) == ("/noticePeriod", "too_short")
    assert "ten minste een maand (Wet CAO artikel 19 lid 2)" in error["message"]
    assert opened(ending, wil, noticePeriod=period, endsOn=LAST).status_code == 201


def test_is_corrected_into_one_with_a_term_and_back(ending, wil):
    made = opened(ending, wil).json()
    address = f"/v1/agreements/{made['id']}"
    moved = wil.patch(address, {"startsOn": "2027-04-01"}, if_match=1).json()
    assert (moved["endsOn"], moved["termByLaw"]) == ("2028-03-31", True)
    # who sends what was there changes nothing
    same = wil.patch(address, {"endsOn": "2028-03-31"}, if_match=2).json()
    assert (same["endsOn"], same["termByLaw"]) == ("2028-03-31", True)
    agreed = wil.patch(address, {"endsOn": "2029-03-31"}, if_match=3).json()
    assert (agreed["endsOn"], agreed["termByLaw"]) == ("2029-03-31", False)
    assert agreed["lastNoticeOn"] == "2029-01-31"
    back = wil.patch(address, {"endsOn": None}, if_match=4).json()
    assert (back["endsOn"], back["termByLaw"]) == ("2028-03-31", True)


@pytest.mark.parametrize("by_law", [True, False])
def test_stays_as_it_is_once_a_clause_is_agreed(ending, wil, by_law):
    term = {"start_on": date(2027, 3, 1), "end_on": date(2028, 2, 29)}
    cao = an_agreement(ending.circle, **term, original_end_on=term["end_on"], term_by_law=by_law)
    a_clause(ending.circle, agreement=cao, effective_on=FIRST, ends_on=LAST)
    address = f"/v1/agreements/{cao.pk}"
    for change in ({"endsOn": "2029-02-28"}, {"startsOn": "2027-02-01"}):
        assert wil.patch(address, change, if_match=1).status_code == 409, change
    # what would change nothing is no other term
    assert wil.patch(address, {"endsOn": LAST}, if_match=1).status_code == 200
    again = wil.patch(address, {"endsOn": None}, if_match=2)
    assert again.status_code == (200 if by_law else 409)
    assert wil.get(address).json()["termByLaw"] is by_law


def test_a_renewed_term_stays_the_one_for_which_it_was_concluded(ending, wil):
    """Whoever sends the end that it has by now does not make that the original one."""
    cao = an_agreement(
        ending.circle,
        start_on=date(2025, 1, 1),
        original_end_on=date(2026, 12, 31),
        earlier_ends=[date(2026, 12, 31)],
        end_on=date(2027, 12, 31),
    )
    a_clause(ending.circle, agreement=cao, effective_on="2025-01-01", ends_on="2027-12-31")
    before = dates_of(wil, {"id": cao.pk})["notice"]["fallsOn"]
    address = f"/v1/agreements/{cao.pk}"
    assert wil.patch(address, {"endsOn": "2027-12-31"}, if_match=1).status_code == 200
    assert dates_of(wil, {"id": cao.pk})["notice"]["fallsOn"] == before == "2027-10-31"

"""The reference lists over HTTP: public, and strict about what is asked."""

import pytest

from backend.reference import catalogue
from backend.reference.lists import LISTS
from backend.reference.loading import load
from tests.api.clients import Api

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _loaded():
    catalogue.forget()
    load()
    yield
    catalogue.forget()


def get(address, **headers):
    return Api().get(f"/v1/reference{address}", **headers)


def test_everyone_can_see_which_lists_there_are():
    found = get("").json()

    assert [item["name"] for item in found["items"]] == [spec.slug for spec in LISTS]
    assert found["next"] is None
    assert found["previous"] is None


def test_a_list_tells_codes_names_and_attributes_in_its_order():
    items = get("/labour-market-regions").json()["items"]

    assert len(items) == 35
    assert items[0] == {
        "code": "AM01",
        "label": "Groningen",
        "nameNl": "Groningen",
        "nameEn": "Groningen",
        "attributes": {
            "displayAliasNl": None,
            "mainProvince": "PV20",
            "source": "CBS open data (code, name); names and borders change yearly",
        },
        "startsOn": None,
        "endsOn": None,
    }


def test_labels_are_in_the_language_that_was_asked_for():
    def aim(**headers):
        return get("/aims", **headers).json()["items"][2]["label"]

    assert aim() == "Wendbaarheid van organisaties"
    assert aim(accept_language="en") == "Organisational agility"


@pytest.mark.parametrize(
    ("day", "old", "new"), [("2024-12-31", 21, 0), ("2025-01-01", 0, 22), ("2030-06-01", 0, 22)]
)
def test_a_day_narrows_a_list_to_what_was_valid_then(day, old, new):
    assert len(get(f"/sbi-2008-sections?validOn={day}").json()["items"]) == old
    assert len(get(f"/sbi-2025-sections?validOn={day}").json()["items"]) == new


def test_without_a_day_everything_that_ever_was_valid_is_given():
    assert len(get("/sbi-2008-sections").json()["items"]) == 21


@pytest.mark.parametrize("day", ["soon", "2025-02-30", "20250101", "2025-01-01T00:00:00Z", ""])
def test_what_is_no_day_is_refused(day):
    answer = get(f"/aims?validOn={day}")

    assert answer.status_code == 400
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["errors"][0]["parameter"] == "validOn"


@pytest.mark.parametrize(
    ("address", "status"), [("/colours", 404), ("/aims/", 404), ("/aims?colour=red", 400)]
)
def test_what_is_not_there_is_not_found_and_what_is_unknown_is_refused(address, status):
    assert get(address).status_code == status


def test_the_lists_can_only_be_read():
    assert Api().post("/v1/reference/aims", {}).status_code in (401, 405)

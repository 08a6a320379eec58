"""The demo file as it is delivered: what a visitor is promised to find."""

from collections import Counter
from datetime import date

import pytest

from backend.demo.dates import Day
from backend.reference.periods import parse_period

DEMO_PEOPLE = {
    "werkgever": "wg_zorg",
    "vakbond": "v_zorg",
    "vakbond2": "v_werk",
    "or": "or_zh",
    "secretariaat": "s_zorg",
    "liaison": "g_min",
    "ser": "ser",
    "beheer": None,
    "buiten": None,
}


def test_the_set_has_its_size(demo):
    assert [len(part) for part in (demo.agreements, demo.clauses, demo.commitments)] == [12, 40, 37]
    assert len(demo.initiatives) == 25
    assert set(demo.clauses) == {f"c{number:02}" for number in range(1, 41)}
    assert set(demo.initiatives) == {f"i{number:02}" for number in range(1, 26)}


def test_the_states_are_spread(demo):
    assert Counter(clause["state"] for clause in demo.clauses.values()) == {
        "in_force": 17,
        "final_evaluation": 3,
        "in_ratification": 3,
        "ratified": 3,
        "under_review": 2,
        "in_negotiation": 2,
        "in_aftereffect": 2,
        "disputed": 1,
        "deadlocked": 1,
        "lapsed": 1,
        "in_amendment": 1,
        "superseded": 1,
        "completed": 1,
        "draft": 1,
        "withdrawn": 1,
    }
    assert Counter(record["state"] for record in demo.initiatives.values()) == {
        "running": 6,
        "embedded": 4,
        "evaluating": 2,
        "in_consultation": 2,
        "approved": 2,
        "embedding": 1,
        "under_review": 1,
        "baseline": 1,
        "proposed": 1,
        "idea": 1,
        "paused": 1,
        "escalated": 1,
        "discontinued": 1,
        "rejected": 1,
    }
    assert Counter(record["state"] for record in demo.commitments.values()) == {
        "open": 14,
        "in_progress": 9,
        "accepted": 8,
        "delivered": 3,
        "returned": 1,
        "deferred": 1,
        "justified": 1,
    }


@pytest.mark.parametrize(("name", "organisation"), DEMO_PEOPLE.items())
def test_the_demo_people_belong_where_they_should(demo, name, organisation):
    person = demo.people[name]

    assert person["email"] == f"{name}@demo.example"
    assert person["login"] is True
    ties = [(tie["organisation"], tie["function"]) for tie in person["affiliations"]]
    assert ties == ([(organisation, "negotiator")] if organisation else [])
    assert person.get("administrator", False) == (name == "beheer")


def test_only_the_demo_people_can_log_in(demo):
    assert {name for name, person in demo.people.items() if person["login"]} == set(DEMO_PEOPLE)


def test_every_organisation_has_a_negotiator_and_each_side_a_mandate(demo):
    negotiators = Counter(
        tie["organisation"]
        for person in demo.people.values()
        for tie in person["affiliations"]
        if tie["function"] == "negotiator"
    )
    assert set(negotiators) == set(demo.organisations)
    mandated = {mandate["organisation"] for mandate in demo.mandates}
    sided = {
        name
        for name, organisation in demo.organisations.items()
        if organisation["side"] in ("employer", "union", "workers")
    }
    assert mandated == sided


def test_every_employer_with_an_initiative_has_its_works_council_at_the_table(demo):
    for initiative in demo.initiatives.values():
        councils = [
            seat["organisation"]
            for seat in demo.members(initiative["bargaining_table"])
            if seat["capacity"] == "works_council"
        ]
        parents = {demo.organisations[council]["parent"] for council in councils}
        assert initiative["organisation"] in parents


def test_the_late_commitments_are_late_in_an_ordinary_state(demo):
    late = {
        name
        for name, record in demo.commitments.items()
        if record["due"] < Day(0) and record["state"] in ("open", "in_progress", "returned")
    }
    assert late == {"c01-t1", "c07-t1", "c19-t2", "c23-t1", "c27-t1"}


def test_a_union_that_rejected_dropped_out(demo):
    agreement = demo.agreements["cao-09"]
    assert demo.signatories(agreement) == ["wg_schoon", "v_schakel"]
    rejected = next(ballot for ballot in agreement["ballots"] if ballot["party"] == "v_werk")
    assert rejected["recorded"] < demo.ratified(agreement) == Day(-6)


@pytest.mark.parametrize("today", [date(2026, 1, 31), date(2028, 2, 29), date(2026, 11, 24)])
def test_notice_was_given_in_time_whenever_the_set_is_loaded(demo, today):
    for agreement in demo.agreements.values():
        if "notice_given" in agreement:
            last = parse_period(agreement["notice_period"]).before(agreement["end_date"].on(today))
            assert agreement["notice_given"]["on"].on(today) <= last


def test_every_clause_has_a_text_a_summary_and_an_author(demo):
    for clause in demo.clauses.values():
        sentences = clause["body"].count(". ") + 1
        assert 2 <= sentences <= 5, clause["id"]
        assert clause["summary"]
        assert demo.side_of(clause["proposed_by"]) in ("employer", "union")


def test_the_edge_cases_are_there(demo):
    assert demo.ends(demo.clauses["c31"]) > demo.agreements["cao-10"]["end_date"]
    assert demo.clauses["c34"]["successor_clause"] == "c36"
    assert demo.initiatives["i23"]["follow_up_due"] < Day(0)
    assert "baseline" not in demo.initiatives["i04"]["indicators"][0]
    assert demo.initiatives["i11"]["pause"]["resume"] < Day(0)
    assert demo.initiatives["i16"]["good_example"]["status"] == "consent_pending"
    for late in ("i11", "i20", "i21"):
        assert any(found["due"] < Day(0) for found in demo.initiatives[late]["bottlenecks"])
    assert demo.tables["cao-03"]["ratification_rule"] == "all_parties"

"""Organisations and tables are kept by date ranges; what they open follows from those alone."""

from datetime import datetime, time

import pytest
import time_machine
from django.utils import timezone

from backend.audit import seals
from backend.confidentiality.context import acting_as
from backend.copies.taking import keep_for_ended_seats
from backend.notes import actions as notes
from backend.parties.actors import SYSTEM
from backend.parties.models import Affiliation, Membership
from backend.workflow.models import Consent
from tests.administration.conftest import codes, told
from tests.administration.test_people import notices
from tests.api.clients import Api
from tests.lifecycles.clause_arrangement import a_clause
from tests.people import days

pytestmark = pytest.mark.django_db
UNION = {"name": "Bond Drie", "kind": "union"}


@pytest.fixture
def dossier(house):
    """A clause on the table, and a note of the unions about it."""
    with acting_as(SYSTEM):
        clause = a_clause(house, "in_negotiation")
    note = notes.write_note(clause, actor=house.vera, text="Van ons", reading="side")
    return {"clause": f"/v1/clauses/{clause.pk}", "note": f"/v1/notes/{note.pk}"}


def reads(house, name, dossier, day=0):
    """What of the dossier somebody reads at noon on another day."""
    with time_machine.travel(datetime.combine(days(day), time(12)), tick=False):
        api = Api(house.people[name])
        answers = {what: api.get(address).status_code for what, address in dossier.items()}
    assert set(answers.values()) <= {200, 404}
    return {what for what, status in answers.items() if status == 200}


def seat(house, organisation, **more):
    return {
        "bargainingTable": str(house.table.pk),
        "organisation": organisation,
        "capacity": "party",
        "startsOn": days(1).isoformat(),
        **more,
    }


def test_an_organisation_is_added_and_sits_where_everybody_knows_it(house, ada, dossier):
    made = told(ada.post("/v1/organisations", UNION), 201)
    assert (made["side"], made["version"]) == ("union", 1)
    again = ada.post("/v1/organisations", {**UNION, "name": "bond drie"})
    assert codes(again, 409) == {"name-taken"}
    assert codes(ada.post("/v1/organisations", {"name": "OR", "kind": "works_council"}), 400) == {
        "no-employer"
    }
    pim = told(ada.post("/v1/people", {"name": "Pim", "email": "pim@example.org"}), 201)
    here = {"person": pim["id"], "organisation": made["id"], "function": "negotiator"}
    told(ada.post("/v1/affiliations", {**here, "startsOn": days(0).isoformat()}), 201)

    early = seat(house, made["id"], startsOn=days(0).isoformat())
    assert codes(ada.post("/v1/memberships", early), 400) == {"too-early"}
    unfit = seat(house, made["id"], capacity="secretariat")
    assert codes(ada.post("/v1/memberships", unfit), 400) == {"unfit"}
    given = told(ada.post("/v1/memberships", seat(house, made["id"])), 201)
    assert codes(ada.post("/v1/memberships", seat(house, made["id"])), 409) == {"seat-taken"}
    for name in ("wil", "vera", "sanne", "otto"):
        assert "Bond Drie" in notices(house, name)[-1], name
        events = Api(house.people[name]).get(
            f"/v1/bargaining-tables/{house.table.pk}/audit-entries"
        )
        assert [e["event"] for e in told(events, 200)["items"]] == ["seat_given"], name
    house.people["pim"] = Affiliation.objects.get(organisation_id=made["id"]).person
    assert reads(house, "pim", dossier) == set()
    assert reads(house, "pim", dossier, 1) == {"clause", "note"}

    address = f"/v1/memberships/{given['id']}"
    assert Api(house.people["vera"]).delete(address, if_match=1).status_code == 403
    assert ada.delete(address, if_match=1).status_code == 204
    assert reads(house, "pim", dossier, 1) == set()
    renamed = told(
        ada.patch(f"/v1/organisations/{made['id']}", {"name": "Bond 3"}, if_match=1), 200
    )
    assert renamed["name"] == "Bond 3"
    assert seals.verify() == []


def test_a_member_who_leaves_reads_up_to_the_last_day(house, ada, dossier):
    kees = Affiliation.objects.get(person=house.people["kees"])
    ending = {"endsOn": days(3).isoformat(), "reason": "Andere baan"}
    told(ada.patch(f"/v1/affiliations/{kees.pk}", ending, if_match=1), 200)
    assert reads(house, "kees", dossier) == reads(house, "kees", dossier, 3) == {"clause", "note"}
    assert reads(house, "kees", dossier, 4) == set()
    assert reads(house, "vera", dossier, 4) == {"clause", "note"}
    # who comes back reads again, also what was written meanwhile; nothing was rewritten
    again = {
        "person": str(kees.person_id),
        "organisation": str(kees.organisation_id),
        "function": "member",
        "startsOn": days(6).isoformat(),
    }
    told(ada.post("/v1/affiliations", again), 201)
    assert reads(house, "kees", dossier, 5) == set()
    assert reads(house, "kees", dossier, 6) == set()  # a member reads no negotiation
    assert {str(row.valid_until) for row in Affiliation.objects.filter(person=kees.person)} == {
        days(3).isoformat(),
        "None",
    }


def test_a_party_that_drops_out_reads_up_to_the_last_day_and_the_others_go_on(house, ada, dossier):
    bond = house.organisations["bond-twee"]
    row = Membership.objects.get(organisation=bond)
    ending = {"endsOn": days(0).isoformat(), "reason": "Stapt op"}
    assert codes(ada.patch(f"/v1/memberships/{row.pk}", {**ending, "reason": ""}, if_match=1), 400)
    for left_out in ending:
        part = {name: value for name, value in ending.items() if name != left_out}
        assert codes(ada.patch(f"/v1/memberships/{row.pk}", part, if_match=1), 400) == {"required"}
    told(ada.patch(f"/v1/memberships/{row.pk}", ending, if_match=1), 200)
    assert "Bond Twee" in notices(house, "wil")[-1]
    assert reads(house, "bram", dossier) == {"clause", "note"}
    assert reads(house, "bram", dossier, 1) == set()
    assert reads(house, "vera", dossier, 1) == {"clause", "note"}
    # that the table closes later does not let them in again
    table = f"/v1/bargaining-tables/{house.table.pk}"
    told(ada.patch(table, {"closesOn": days(2).isoformat()}, if_match=1), 200)
    assert reads(house, "bram", dossier, 3) == set()


def test_a_table_that_closes_is_read_on_by_who_sat_there_and_changed_by_nobody(house, ada, dossier):
    table = f"/v1/bargaining-tables/{house.table.pk}"
    assert codes(ada.patch(table, {"closesOn": days(-1).isoformat()}, if_match=1), 400) == {
        "in-the-past"
    }
    told(ada.patch(table, {"closesOn": days(2).isoformat()}, if_match=1), 200)
    assert "sluit" in notices(house, "vera")[-1]
    later = {"closesOn": days(9).isoformat()}
    assert codes(ada.patch(table, later, if_match=2), 400) == {"later"}
    for day in (2, 3):
        assert reads(house, "vera", dossier, day) == {"clause", "note"}
        assert reads(house, "wil", dossier, day) == {"clause"}
        assert reads(house, "sanne", dossier, day) == {"clause"}
        assert reads(house, "nick", dossier, day) == set()
    with time_machine.travel(datetime.combine(days(3), time(12)), tick=False):
        assert keep_for_ended_seats(timezone.now()) == 0  # nobody lost anything
        vera = Api(house.people["vera"])
        assert told(vera.get("/v1/bargaining-tables"), 200)["items"] == []
        step = {"name": "deadlock", "data": {}}
        version = told(vera.get(dossier["clause"]), 200)["version"]
        step_taken = vera.post(f"{dossier['clause']}/transitions", step, if_match=version)
        assert step_taken.status_code in (403, 409)
        writing = vera.patch(dossier["clause"], {"title": "Anders"}, if_match=version)
        assert writing.status_code in (403, 409)
        afterwards = ada.patch(table, {"closesOn": None}, if_match=2)
        assert Api(house.people["ada"]).get(table).status_code == 200
        assert afterwards.status_code == 401  # the token has ended
        late = Api(house.people["ada"]).patch(table, {"closesOn": None}, if_match=2)
        assert codes(late, 409) == {"table-closed"}
        joins = seat(house, str(house.organisations["bedrijf"].pk), startsOn=days(4).isoformat())
        assert codes(Api(house.people["ada"]).post("/v1/memberships", joins), 409) == {
            "table-closed"
        }


def test_the_rule_of_consent_does_not_change_while_a_consent_counts(house, ada, dossier):
    table = f"/v1/bargaining-tables/{house.table.pk}"
    rule = {"ratificationRule": "all_parties"}
    with acting_as(SYSTEM):
        given = Consent.objects.create(
            subject_kind="clause",
            subject_id=dossier["clause"].rpartition("/")[2],
            audience=f"table:{house.table.pk}",
            transition="agree",
            digest="0" * 64,
            text_digest="0" * 64,
            organisation=house.organisations["bond-een"],
            side="union",
            person_name="Vera",
            mandate="",
            given_at="2026-01-01T00:00:00Z",
        )
    assert codes(ada.patch(table, rule, if_match=1), 409) == {"consents-live"}
    with acting_as(SYSTEM):
        Consent.objects.filter(pk=given.pk).update(ended_at="2026-01-02T00:00:00Z")
    changed = told(ada.patch(table, rule, if_match=1), 200)
    assert changed["ratificationRule"] == "all_parties"
    assert "alle partijen" in notices(house, "wil")[-1]
    assert Api(house.people["sanne"]).patch(table, rule, if_match=2).status_code == 403
    assert ada.patch(table, {"name": "Tafel"}, if_match=1).status_code == 412


def test_administrators_see_who_sits_where_and_none_of_what_lies_there(house, ada, dossier):
    assert reads(house, "ada", dossier) == set()
    (table,) = told(ada.get("/v1/bargaining-tables"), 200)["items"]
    assert {each["organisation"]["name"] for each in table["members"]} >= {"Bond Een", "Raad"}
    assert table["mayStart"] == []

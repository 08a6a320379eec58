"""People come, are corrected, invited and closed off; their organisation always hears of it."""

from io import StringIO

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from backend.api.models import ApiToken
from backend.audit import seals
from backend.confidentiality.context import acting_as
from backend.parties.actors import SYSTEM
from backend.parties.models import Affiliation, Person
from backend.reminders.models import Reminder
from tests.administration.conftest import codes, told
from tests.api.clients import Api
from tests.api.test_access import csrf
from tests.people import days

pytestmark = pytest.mark.django_db
JAN = {"name": "Jan Jansen", "email": "Jan@Example.org", "language": "en"}
PASSWORD = "een lang en goed wachtwoord"
RESET = "/_allauth/browser/v1/auth/password/reset"


def place(house, who, organisation="bond-een", **more):
    return {
        "person": who["id"],
        "organisation": str(house.organisations[organisation].pk),
        "function": "negotiator",
        "startsOn": days(1).isoformat(),
        **more,
    }


def notices(house, name):
    with acting_as(SYSTEM):
        rows = Reminder.objects.filter(recipient=house.people[name])
        return [row.text for row in rows.order_by("created_at")]


def key_in(message):
    return message.body.partition("/wachtwoord/")[2].split()[0]


def choose(browser, key, password):
    answer = browser.post(
        RESET,
        {"key": key, "password": password},
        content_type="application/json",
        headers=csrf(browser),
    )
    return answer.status_code


def log_in(browser, email, password):
    return browser.post(
        "/_allauth/browser/v1/auth/login",
        {"email": email, "password": password},
        content_type="application/json",
        headers=csrf(browser),
    )


def test_a_person_is_added_gets_a_place_is_invited_and_chooses_a_password_once(house, ada):
    jan = told(ada.post("/v1/people", JAN), 201)
    assert (jan["email"], jan["access"], jan["places"]) == ("jan@example.org", "not_invited", [])
    address = f"/v1/people/{jan['id']}"
    assert mail.outbox == []

    given = told(ada.post("/v1/affiliations", place(house, jan)), 201)
    assert (given["state"], given["mayEnd"]) == ("upcoming", True)
    assert "Jan Jansen" in notices(house, "vera")[0]
    assert len(notices(house, "kees")) == 1
    assert notices(house, "wil") == []

    invited = told(ada.patch(address, {"invited": True}, if_match=1), 200)
    assert (invited["access"], invited["invitedAt"] is None) == ("invited", False)
    (message,) = mail.outbox
    assert message.to == ["jan@example.org"]
    assert message.subject == "Choose your password for Polderspoor"
    assert "7 days" in message.body
    key = key_in(message)
    assert key not in str(invited)

    browser = Client(enforce_csrf_checks=True)
    assert choose(browser, key, "kort") == 400
    assert choose(browser, key[:-1], PASSWORD) == 400
    assert choose(browser, key, PASSWORD) == 401
    assert choose(browser, key, PASSWORD) == 400
    assert log_in(browser, "jan@example.org", PASSWORD).status_code == 200
    assert told(browser.get("/v1/me"), 200)["organisations"] == []  # it begins tomorrow
    found = told(ada.get("/v1/people?q=jansen"), 200)["items"]
    assert [(each["access"], each["places"][0]["startsOn"]) for each in found] == [
        ("active", days(1).isoformat())
    ]
    events = told(ada.get(f"{address}/audit-entries?ordering=at"), 200)["items"]
    assert [each["event"] for each in events] == ["add", "place_given", "invite"]
    assert "example.org" not in str(events)
    assert seals.verify() == []


def test_two_administrators_add_the_same_address(house, ada):
    told(ada.post("/v1/people", JAN), 201)
    again = {**JAN, "name": "Johan", "email": "jan@example.ORG"}
    assert codes(ada.post("/v1/people", again), 409) == {"address-taken"}
    vera = told(ada.get("/v1/people?q=vera"), 200)["items"][0]
    change = {"email": "JAN@example.org"}
    address = f"/v1/people/{vera['id']}"
    assert codes(ada.patch(address, change, if_match=1), 409) == {"address-taken"}
    assert Person.objects.filter(name="Johan").count() == 0


def test_a_closed_account_is_out_at_once_and_its_organisation_knows(house, ada):
    kees = house.people["kees"]
    kees.set_password(PASSWORD)
    kees.save()
    browser = Client()
    browser.force_login(kees, "allauth.account.auth_backends.AuthenticationBackend")
    token = Api(kees)
    assert browser.get("/v1/me").status_code == token.get("/v1/me").status_code == 200
    address = f"/v1/people/{kees.pk}"
    closed = told(ada.patch(address, {"isActive": False}, if_match=1), 200)
    assert (closed["access"], closed["places"][0]["endsOn"]) == (
        "inactive",
        timezone.localdate().isoformat(),
    )
    assert browser.get("/v1/me").status_code == token.get("/v1/me").status_code == 401
    assert not ApiToken.objects.filter(person=kees).exists()
    assert "gesloten" in notices(house, "vera")[0]
    assert mail.outbox[0].to == ["kees@example.org"]
    inviting = ada.patch(address, {"invited": True}, if_match=closed["version"])
    assert codes(inviting, 409) == {"inactive"}

    # opened again it is nobody's yet: no session, token or password of before counts
    opened = told(ada.patch(address, {"isActive": True}, if_match=closed["version"]), 200)
    assert opened["access"] == "not_invited"
    assert browser.get("/v1/me").status_code == token.get("/v1/me").status_code == 401
    self_ = f"/v1/people/{house.people['ada'].pk}"
    assert codes(ada.patch(self_, {"isActive": False}, if_match=1), 409) == {"own-account"}


def test_a_new_address_is_no_way_into_somebodys_organisation(house, ada):
    """The attack: make somebody's address one's own, and have a password sent to it."""
    kees = house.people["kees"]
    kees.set_password(PASSWORD)
    kees.save()
    token = Api(kees)
    address = f"/v1/people/{kees.pk}"
    moved = told(ada.patch(address, {"email": "ada2@example.org"}, if_match=1), 200)
    assert moved["access"] == "not_invited"
    assert token.get("/v1/me").status_code == 401
    assert [m.to for m in mail.outbox] == [["kees@example.org"]]
    assert "vandaag" in notices(house, "vera")[0]
    assert "ada2" not in notices(house, "vera")[0]
    inviting = ada.patch(address, {"invited": True}, if_match=moved["version"])
    assert codes(inviting, 409) == {"new-address"}
    assert len(mail.outbox) == 1
    Person.objects.filter(pk=kees.pk).update(address_since=days(-1))
    told(ada.patch(address, {"invited": True}, if_match=moved["version"]), 200)
    assert mail.outbox[1].to == ["ada2@example.org"]


def test_an_administrator_has_no_place_whatever_the_rows_say(house, ada):
    me = {"id": str(house.people["ada"].pk)}
    refused = ada.post("/v1/affiliations", place(house, me))
    assert codes(refused, 409) == {"administrator-has-no-place"}
    Affiliation.objects.create(
        person=house.people["ada"],
        organisation=house.organisations["bond-een"],
        function="negotiator",
        keeps_mandates=True,
        valid_from=days(-9),
    )
    assert told(ada.get("/v1/me"), 200)["organisations"] == []
    assert told(ada.get("/v1/mandates"), 200)["items"] == []
    granting = {
        "person": str(house.people["kees"].pk),
        "acts": ["consent"],
        "startsOn": days(1).isoformat(),
        "grantedBy": "Bestuur",
    }
    assert ada.post("/v1/mandates", granting).status_code == 403


def test_a_place_begins_tomorrow_and_its_organisation_can_stop_it_before(house, ada):
    """The attack: give a person of one's own a place, and read as them."""
    puppet = told(ada.post("/v1/people", {**JAN, "name": "Pop"}), 201)
    today = timezone.localdate().isoformat()
    assert codes(ada.post("/v1/affiliations", place(house, puppet, startsOn=today)), 400) == {
        "too-early"
    }
    past = place(house, puppet, startsOn=days(-3).isoformat(), endsOn=days(-4).isoformat())
    assert codes(ada.post("/v1/affiliations", past), 400) == {"too-early", "before-start"}
    given = told(ada.post("/v1/affiliations", place(house, puppet, keepsMandates=True)), 201)
    address = f"/v1/affiliations/{given['id']}"
    for name in ("wil", "sanne", "nick"):
        assert Api(house.people[name]).get(address).status_code == 404, name
    kees, vera = Api(house.people["kees"]), Api(house.people["vera"])
    assert told(kees.get(address), 200)["mayEnd"] is False
    assert kees.delete(address, if_match=1).status_code == 403
    assert told(vera.get(address), 200)["mayEnd"] is True
    assert vera.delete(address, if_match=2).status_code == 412
    assert vera.delete(address, if_match=1).status_code == 204
    assert "gaat niet in" in notices(house, "kees")[-1]
    home = f"/v1/organisations/{given['organisation']['id']}/audit-entries?ordering=at"
    entries = told(vera.get(home), 200)["items"]
    assert [e["event"] for e in entries] == ["place_given", "place_withdrawn"]
    assert [e["actor"]["name"] for e in entries] == ["Ada", "Vera"]
    assert {e["chain"].split(":")[-2] for e in entries} == {"organisation"}
    assert Api(house.people["wil"]).get(home).status_code == 404


def test_a_place_is_ended_and_replaced_never_rewritten(house, ada):
    kees = {"id": str(house.people["kees"].pk)}
    (held,) = told(ada.get(f"/v1/affiliations?person={kees['id']}"), 200)["items"]
    later = place(house, kees, keepsMandates=True, startsOn=days(5).isoformat())
    told(ada.post("/v1/affiliations", later), 201)
    assert codes(ada.post("/v1/affiliations", later), 409) == {"place-planned"}
    rows = told(ada.get(f"/v1/affiliations?person={kees['id']}&ordering=startsOn"), 200)["items"]
    assert [(r["endsOn"], r["keepsMandates"]) for r in rows] == [
        (days(4).isoformat(), False),
        (None, True),
    ]
    address = f"/v1/affiliations/{held['id']}"
    ending = {"endsOn": days(-1).isoformat(), "reason": "Weg"}
    assert codes(ada.patch(address, ending, if_match=2), 400) == {"in-the-past"}
    ending = {"endsOn": days(9).isoformat(), "reason": " "}
    assert codes(ada.patch(address, ending, if_match=2), 400) >= {"blank"}
    for part in ({"endsOn": days(9).isoformat()}, {"reason": "Weg"}):
        assert codes(ada.patch(address, part, if_match=2), 400) >= {"required"}
    ending["reason"] = "Weg"
    assert codes(ada.patch(address, ending, if_match=2), 400) == {"later"}
    ending["endsOn"] = days(0).isoformat()
    assert told(ada.patch(address, ending, if_match=2), 200)["endsOn"] == ending["endsOn"]
    assert codes(ada.delete(address, if_match=3), 409) == {"begun"}


def test_only_administrators_find_people(house, ada):
    somebody = f"/v1/people/{house.people['kees'].pk}"
    for name in ("vera", "wil", "sanne", "lies", "nick"):
        api = Api(house.people[name])
        assert told(api.get("/v1/people"), 200)["items"] == []
        assert api.get(somebody).status_code == 404
        assert api.post("/v1/people", JAN).status_code == 403
        body = place(house, {"id": str(house.people["nick"].pk)})
        assert api.post("/v1/affiliations", body).status_code == 403, name
    assert len(told(ada.get("/v1/people?pageSize=3"), 200)["items"]) == 3
    faults = told(ada.post("/v1/people", {"name": " ", "email": "geen", "age": 3}), 400)["errors"]
    assert {f["pointer"] for f in faults} == {"/name", "/email", "/age"}


def test_an_administrator_is_made_on_the_server_and_not_from_who_had_a_place(house, ada):
    call_command("make_administrator", "Bea@example.org", "Bea", stdout=StringIO())
    assert Person.objects.get(email="bea@example.org").is_administrator
    assert mail.outbox[0].to == ["bea@example.org"]
    with pytest.raises(CommandError):
        call_command("make_administrator", "kees@example.org", "Kees")
    bea = told(ada.get("/v1/people?q=bea"), 200)["items"][0]
    (entry,) = told(ada.get(f"/v1/people/{bea['id']}/audit-entries"), 200)["items"]
    assert (entry["event"], entry["actor"]["kind"]) == ("make_administrator", "system")

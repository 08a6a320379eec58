"""Subsidies: asked for before a window closes, accounted for before a day, and not a day longer."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from backend.audit.models import AuditEntry
from backend.confidentiality.context import acting_as
from backend.initiatives.models import Subsidy
from backend.parties.actors import SYSTEM
from backend.workflow import engine
from backend.workflow.models import Due
from tests.api.clients import Api
from tests.calendars.scene import Program
from tests.reminders.scene import change, days, initiative, ladder, written

pytestmark = pytest.mark.django_db
LIST = "/v1/subsidies"
OWNERS = ["vera", "wil"]


def today():
    return timezone.localdate()


@pytest.fixture
def pilot(circle):
    """Wil's and Vera's initiative, which is in consultation."""
    return initiative(circle, state="in_consultation", next_review_on=None, start_on=None)


@pytest.fixture
def wil(circle):
    return Api(circle.people["wil"])


def noted(api, pilot, closes, **more):
    """Write down a round that closes so many days from now."""
    body = {
        "initiative": str(pilot.pk),
        "programme": "slim",
        "opensOn": (today() + days(closes - 20)).isoformat(),
        "closesOn": (today() + days(closes)).isoformat(),
        "source": "Staatscourant, tijdvak voor mkb",
    } | more
    return api.post(LIST, body)


def follow(api, made, **fields):
    now = api.get(f"{LIST}/{made['id']}").json()["version"]
    return api.patch(f"{LIST}/{made['id']}", fields, if_match=now)


def climbed(name, first, last):
    """The rungs of a deadline between two days from today: {days from today: names}."""
    return {
        (day - today()).days: whom
        for day, rungs in ladder(today() + days(first), today() + days(last)).items()
        for rung, _, whom in rungs
        if rung == name
    }


def faults(answer):
    assert answer.status_code == 400, answer.content
    return {(each["pointer"], each["code"]) for each in answer.json()["errors"]}


class TestARound:
    def test_is_told_to_the_owners_before_it_closes(self, wil, pilot):
        assert noted(wil, pilot, 60).status_code == 201
        assert climbed("subsidy_round", 0, 70) == {30: OWNERS, 53: OWNERS}
        (first, *_) = written(deadline="subsidy_round")
        assert "Staatscourant, tijdvak voor mkb" in first.text
        assert first.link.endswith(f"/subsidies/{first.subject_id}")

    @pytest.mark.parametrize(
        "answer",
        [{"appliedOn": 0}, {"dismissedOn": 0, "dismissedBecause": "Te weinig deelnemers."}],
    )
    def test_stops_when_it_is_applied_for_or_dismissed(self, wil, pilot, answer):
        made = noted(wil, pilot, 60).json()
        climbed("subsidy_round", 0, 31)
        day = today().isoformat()
        done = follow(wil, made, **{k: day if v == 0 else v for k, v in answer.items()})
        assert done.status_code == 200, done.content
        assert climbed("subsidy_round", 31, 70) == {}

    def test_moves_with_its_window(self, wil, pilot):
        made = noted(wil, pilot, 60).json()
        climbed("subsidy_round", 0, 31)
        later = (today() + days(90)).isoformat()
        assert follow(wil, made, closesOn=later).status_code == 200
        assert climbed("subsidy_round", 31, 100) == {60: OWNERS, 83: OWNERS}

    def test_stands_beside_other_rounds(self, wil, pilot):
        noted(wil, pilot, 40)
        noted(wil, pilot, 60, programme="esf_plus")
        assert set(climbed("subsidy_round", 0, 70)) == {10, 33, 30, 53}

    def test_is_nothing_once_the_initiative_is_over(self, circle, wil, pilot):
        noted(wil, pilot, 60)
        engine.perform(pilot, "reject", actor=circle.actor("wil"), reason="Geen draagvlak.")
        with acting_as(SYSTEM):
            assert not Due.objects.filter(subject_kind="subsidy").exists()


class TestAnOpening:
    def test_is_told_to_the_owners_before_it(self, wil, pilot):
        noted(wil, pilot, 60)
        assert climbed("subsidy_opens", 0, 70) == {10: OWNERS, 33: OWNERS}
        (first, *_) = written(deadline="subsidy_opens")
        assert "Staatscourant, tijdvak voor mkb" in first.text
        assert first.link.endswith(f"/subsidies/{first.subject_id}")

    def test_is_a_date_with_how_it_was_counted_and_waits_for_nobody(self, wil, circle, pilot):
        noted(wil, pilot, 40)
        first, second = wil.get("/v1/deadlines?kind=subsidy").json()["items"]
        assert (first["name"], second["name"]) == ("subsidy_opens", "subsidy_round")
        assert first["dueOn"] == (today() + days(20)).isoformat()
        assert first["computation"] == second["computation"]
        assert first["computation"].startswith("aanvragen kan van ")
        assert first["rule"].startswith("De subsidiegever bepaalt het tijdvak")
        assert Program(circle.people["wil"]).named("Aanvraagtijdvak subsidie opent")
        waiting = wil.get("/v1/me/actions").json()["items"]
        assert [each["label"] for each in waiting] == []

    def test_passes_by_itself(self, wil, circle, pilot):
        noted(wil, pilot, 40)
        with time_machine.travel(timezone.now() + days(21), tick=False):
            items = Api(circle.people["wil"]).get("/v1/deadlines?kind=subsidy").json()["items"]
        assert [each["name"] for each in items] == ["subsidy_round"]

    def test_is_not_told_where_it_is_not_known_or_no_longer_matters(self, wil, pilot):
        noted(wil, pilot, 60, opensOn=None)
        made = noted(wil, pilot, 60, programme="esf_plus").json()
        day = today().isoformat()
        follow(wil, made, dismissedOn=day, dismissedBecause="Te weinig deelnemers.")
        assert climbed("subsidy_opens", 0, 70) == {}


class TestItsAccounting:
    @pytest.fixture
    def granted(self, wil, pilot):
        made = noted(wil, pilot, 10).json()
        due = (today() + days(100)).isoformat()
        answer = follow(wil, made, appliedOn=today().isoformat(), accountingDueOn=due)
        assert answer.status_code == 200, answer.content
        return answer.json()

    def test_is_asked_of_the_owners(self, granted):
        assert climbed("subsidy_accounting", 0, 120) == {
            40: OWNERS,
            70: OWNERS,
            86: OWNERS,
            93: OWNERS,
        }

    def test_that_was_handed_in_asks_no_more(self, wil, granted):
        climbed("subsidy_accounting", 0, 41)
        done = follow(wil, granted, handedInOn=today().isoformat())
        assert done.json()["state"] == "settled"
        assert climbed("subsidy_accounting", 41, 120) == {}

    def test_moves_with_its_day(self, wil, granted):
        climbed("subsidy_accounting", 0, 41)
        follow(wil, granted, accountingDueOn=(today() + days(130)).isoformat())
        assert list(climbed("subsidy_accounting", 41, 140)) == [70, 100, 116, 123]

    def test_is_asked_also_when_the_initiative_was_stopped(self, pilot, granted):
        change(pilot, state="discontinued")
        assert set(climbed("subsidy_accounting", 0, 120)) == {40, 70, 86, 93}


class TestWritingOneDown:
    def test_is_for_the_owners(self, circle, pilot):
        for who, status in (("vera", 201), ("sanne", 403), ("bram", 403), ("nick", 404)):
            answer = noted(Api(circle.people[who]), pilot, 60)
            assert answer.status_code == status, (who, answer.content)

    def test_is_in_the_chain_of_the_initiative(self, wil, pilot):
        made = noted(wil, pilot, 60).json()
        with acting_as(SYSTEM):
            entry = AuditEntry.objects.filter(subject_id=pilot.pk).latest("id")
        assert (entry.event, entry.facts["subsidy"]) == ("subsidy", made["id"])

    def test_names_what_is_wrong(self, wil, pilot):
        assert faults(noted(wil, pilot, 60, programme="own")) == {("/programme", "own_means")}
        assert faults(noted(wil, pilot, 60, programme="geen")) == {("/programme", "unknown_code")}
        late = (today() + days(61)).isoformat()
        assert faults(noted(wil, pilot, 60, opensOn=late)) == {("/closesOn", "closes_first")}
        made = noted(wil, pilot, 60).json()
        assert faults(follow(wil, made, appliedOn=late)) == {("/appliedOn", "future")}
        day = today().isoformat()
        assert faults(follow(wil, made, dismissedOn=day)) == {("/dismissedBecause", "required")}
        both = {"appliedOn": day, "dismissedOn": day, "dismissedBecause": "x"}
        assert faults(follow(wil, made, **both)) == {("/dismissedOn", "both")}
        assert faults(follow(wil, made, accountingDueOn=late)) == {
            ("/accountingDueOn", "not_applied")
        }
        follow(wil, made, appliedOn=day)
        before = (today() - timedelta(days=1)).isoformat()
        assert faults(follow(wil, made, accountingDueOn=before)) == {
            ("/accountingDueOn", "before_application")
        }

    def test_goes_by_its_own_version(self, wil, pilot):
        made = noted(wil, pilot, 60).json()
        address = f"{LIST}/{made['id']}"
        assert wil.patch(address, {"source": "Elders"}, if_match=1).status_code == 200
        assert wil.patch(address, {"source": "Ergens"}, if_match=1).status_code == 412
        offered = wil.get(f"{address}/available-changes").json()["items"]
        assert [each["name"] for each in offered] == ["subsidy"]

    def test_follows_who_may_read_the_initiative(self, circle):
        idea = initiative(
            circle,
            state="idea",
            visibility="side_private",
            side="employer",
            author_organisation=circle.organisations["werkgevers"],
            next_review_on=None,
        )
        wil, vera = Api(circle.people["wil"]), Api(circle.people["vera"])
        made = noted(wil, idea, 60).json()
        assert vera.get(f"{LIST}/{made['id']}").status_code == 404
        assert vera.get(LIST).json()["items"] == []
        assert climbed("subsidy_round", 0, 40) == {30: ["wil"]}
        with acting_as(SYSTEM):
            (due,) = Due.objects.filter(subject_kind="subsidy", name="subsidy_round")
            assert due.audience.startswith("side:")
            change(idea, visibility="parties", side="")
            idea = type(idea).objects.get(pk=idea.pk)
            idea.visibility_changed()
            (due,) = Due.objects.filter(subject_kind="subsidy", name="subsidy_round")
            assert due.audience == Subsidy.objects.get().word == f"parties:{circle.table.pk}"
        assert vera.get(f"{LIST}/{made['id']}").status_code == 200

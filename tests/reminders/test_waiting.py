"""What waits for somebody: all of it, a page at a time, and nothing that they have done."""

from datetime import timedelta

import pytest
from django.utils import timezone

from backend.confidentiality.context import acting_as
from backend.parties.actors import SYSTEM
from backend.reference.ids import new_id
from backend.reminders import pages, waiting
from backend.signals.models import Signal
from backend.workflow import consenting
from backend.workflow.models import Consent, Paper
from tests.api.clients import Api
from tests.lifecycles.clause_arrangement import a_clause
from tests.lifecycles.commitment_arrangement import a_commitment, cao_table
from tests.meetings.scene import Table
from tests.packages.scene import Bargain
from tests.people import days, mandate, person
from tests.reminders.scene import routine

pytestmark = pytest.mark.django_db
ACTIONS = "/v1/me/actions"


@pytest.fixture(autouse=True)
def _small(monkeypatch):
    """Pages of a few, so that a few more are too many."""
    monkeypatch.setattr(pages, "FIRST", 3)
    monkeypatch.setattr(pages, "LARGEST", 4)
    monkeypatch.setattr(waiting, "MOST", 3)


@pytest.fixture
def circle(db):
    return cao_table()


@pytest.fixture
def waits(circle):
    """`waits("vera")` is what waits for Vera: kind, id and step, page after page."""

    def read(name, *wanted):
        api, address, found = Api(circle.people[name]), ACTIONS, []
        while address:
            answer = api.get(address)
            assert answer.status_code == 200, answer.content
            body = answer.json()
            found += [(e["kind"], e["subject"]["id"], e["transition"]) for e in body["items"]]
            address = body["next"] and f"{ACTIONS}?part={body['next']}"
        return [each for each in found if not wanted or each[0] in wanted]

    return read


def ids(found):
    return [each[1] for each in found]


def a_signal(circle, clause, *kinds, **facts):
    """A signal to Sanne, with what was done with it so far."""
    said = [{"kind": kind, "text": "Zo.", "responded_on": "2026-01-01"} for kind in kinds]
    own = [kind for kind in kinds if kind != "handed_over"]
    with acting_as(SYSTEM):
        return Signal.objects.create(
            subject_kind="clause",
            subject_id=clause.pk,
            text="Het rooster komt nog steeds zonder overleg.",
            may_quote=False,
            secretariat=circle.organisations["secretariaat"],
            bargaining_table=circle.table,
            state=own[-1] if own else "received",
            responses=said,
            **{"received_on": days(0)} | facts,
        )


class TestOnesOwnIsFound:
    def test_a_signal_behind_those_that_were_handed_over_and_answered(self, circle, waits):
        clause = a_clause(circle, "under_review")
        for _ in range(9):
            a_signal(circle, clause, "handed_over", "answered", received_on=days(-30))
        assert waits("sanne", "signal") == []
        other = a_clause(circle, "under_review")
        a_signal(circle, other, "answered", "handed_over", received_on=days(-3))
        new = a_clause(circle, "under_review")
        a_signal(circle, new)
        assert ids(waits("sanne", "signal")) == [str(other.pk), str(new.pk)]

    def test_a_meeting_behind_those_that_were_answered(self, circle, waits):
        for day in range(1, 10):
            Table(circle, day=day).post("vera", "/answers", {"confirmed": True})
        last = Table(circle, day=20)
        assert ids(waits("vera", "meeting")) == [last.id]

    def test_a_package_behind_those_of_which_a_clause_has_left(self, circle, waits):
        for _ in range(5):
            gone = Bargain(circle)
            gone.propose("wil", *gone.clauses)
            gone.take("wil", gone.clauses[0], "withdraw", reason="Toch niet.")
        bargain = Bargain(circle)
        package = bargain.propose("wil", *bargain.clauses)
        assert ids(waits("vera", "consent")) == [package["id"]]

    def test_a_consent_on_paper_behind_those_of_what_has_moved_on(self, circle, waits):
        for _ in range(9):
            on_paper(circle, a_commitment(circle, "accepted"))
        last = on_paper(circle, a_commitment(circle))
        assert ids(waits("vera", "paper")) == [str(last.subject_id)]

    def test_consents_the_longest_awaited_first(self, circle, waits):
        made = [a_commitment(circle, due_on=days(90)) for _ in range(5)]
        for number, promise in enumerate(made):
            consent_to_cancel(promise, circle.vera)
            with acting_as(SYSTEM):
                given = timezone.now() - timedelta(days=number)
                Consent.objects.filter(subject_id=promise.pk).update(given_at=given)
        assert ids(waits("wil", "consent")) == [str(each.pk) for each in reversed(made)]


def on_paper(circle, promise):
    """A consent to cancel it, on paper, that waits for Vera."""
    with acting_as(SYSTEM):
        return Paper.objects.create(
            subject_kind="commitment",
            subject_id=promise.pk,
            audience=promise.word,
            transition="cancel",
            digest="0" * 64,
            text_digest="0" * 64,
            organisation=circle.organisations["bond-een"],
            side="union",
            signed_by="Vera",
            signed_on=days(-3),
            name="Brief",
            media_type="application/pdf",
            size=1,
            sha256="0" * 64,
            content=b"x",
            recorded_by="Sanne",
            recorded_for="Secretariaat",
        )


def consent_to_cancel(promise, actor):
    consenting.give(promise, "cancel", actor=actor, data={"reason": "Niet meer nodig."})


class TestAPage:
    def test_says_that_there_is_more_and_leads_to_it(self, circle, waits):
        made = [str(a_commitment(circle, "delivered").pk) for _ in range(7)]
        api = Api(circle.people["vera"])
        first = api.get(ACTIONS)
        assert (len(first.json()["items"]), first.json()["next"]) == (3, "2")
        assert first.json()["previous"] is None
        assert f'{ACTIONS}?part=2>; rel="next"' in first.headers["Link"]
        last = api.get(f"{ACTIONS}?part=3").json()
        assert (len(last["items"]), last["next"], last["previous"]) == (1, None, "2")
        assert ids(waits("vera")) == made
        behind = api.get(f"{ACTIONS}?part=9").json()
        assert (behind["items"], behind["next"], behind["previous"]) == ([], None, "8")

    def test_that_is_whole_says_so(self, circle):
        for _ in range(3):
            a_commitment(circle, "delivered")
        answer = Api(circle.people["vera"]).get(ACTIONS)
        assert (len(answer.json()["items"]), answer.json()["next"]) == (3, None)
        assert "Link" not in answer.headers

    @pytest.mark.parametrize("part", ["0", "-1", "two", "1001", ""])
    def test_that_cannot_be_is_refused(self, circle, part):
        assert Api(circle.people["vera"]).get(f"{ACTIONS}?part={part}").status_code == 400


class TestIsNoLongerAsked:
    def test_to_accept_a_joint_delivery(self, circle, waits):
        promise = a_commitment(circle, "delivered", owner_side="joint")
        pk = str(promise.pk)
        for name in ("wil", "vera", "bram"):
            assert waits(name) == [("transition", pk, "accept")], name
        consenting.give(promise, "accept", actor=circle.wil)
        assert waits("wil") == []
        # and who has not done it yet is asked once, not also for their consent
        for name in ("vera", "bram"):
            assert waits(name) == [("transition", pk, "accept")], name

    def test_to_say_what_became_of_it(self, circle, waits):
        promise = a_commitment(circle, term_ended_on=days(-3), due_on=days(-30))
        outcome = ("transition", str(promise.pk), "")
        for name in ("emma", "vera", "bram"):
            assert outcome in waits(name), name
        assert outcome not in waits("wil")
        consent_to_cancel(promise, circle.vera)
        assert waits("vera") == waits("bram") == []
        assert outcome in waits("emma")

    def test_to_consent_for_another_party_than_one_did(self, circle, waits):
        organisations = circle.organisations
        here = [organisations[key] for key in ("werkgevers", "bond-een", "bond-twee")]
        duo = circle.people["duo"] = person("duo", *here)
        for each in here:
            mandate(duo, each)
        promise, other = (a_commitment(circle, due_on=days(90)) for _ in range(2))
        consent_to_cancel(other, circle.vera)
        both = [("consent", str(other.pk), "cancel")]
        assert waits("duo", "consent") == both
        union = organisations["bond-een"].pk
        reason = {"reason": "Niet meer nodig."}
        actor = circle.actor("duo")
        consenting.give(promise, "cancel", actor=actor, data=reason, organisation_id=union)
        assert waits("duo", "consent") == both
        assert ("consent", str(promise.pk), "cancel") in waits("wil", "consent")
        # nor for another side once the first yes was taken back
        given = Consent.objects.get(subject_id=promise.pk)
        consenting.withdraw(given, promise, actor=actor)
        consent_to_cancel(promise, circle.vera)
        assert waits("duo", "consent") == both

    def test_to_record_what_only_the_sides_can(self, circle, waits):
        made = routine(circle, first_on=days(1), due_on=days(1))
        for name in ("wil", "vera"):
            assert waits(name) == [("deadline", str(made.pk), "complete")], name
        assert waits("sanne") == []

    def test_what_was_sent_back_waits_for_who_can_deliver_it(self, circle, waits):
        union = circle.organisations["bond-een"]
        facts = {"co_owner": union, "due_on": days(30)}
        alone, joint = (
            a_commitment(circle, "returned", owner_side=side, **facts)
            for side in ("employer", "joint")
        )
        again = [("transition", str(each.pk), "deliver") for each in (alone, joint)]
        assert waits("emma", "transition") == again
        assert waits("vera", "transition") == again[1:]

    def test_what_was_sent_back_after_the_term_is_asked_of_each_once(self, circle, waits):
        union = circle.organisations["bond-een"]
        over = {"term_ended_on": days(-3), "due_on": days(-30)}
        promise = a_commitment(circle, "returned", co_owner=union, **over)
        assert waits("emma") == [("transition", str(promise.pk), "deliver")]
        assert waits("vera") == [("transition", str(promise.pk), "")]
        assert waits("bram") == waits("wil") == []


def test_on_paper_is_asked_instead_of_as_a_step(circle, waits):
    promise = a_commitment(circle, "delivered", owner_side="joint")
    consenting.give(promise, "accept", actor=circle.wil)
    with acting_as(SYSTEM):
        Paper.objects.filter(pk=on_paper(circle, promise).pk).update(transition="accept")
    assert waits("vera") == [("paper", str(promise.pk), "accept")]


def test_a_signal_about_a_dossier_hides_no_date_of_it(circle, monkeypatch):
    about = {"id": new_id()}
    both = [waiting.Waiting(kind, about, waiting.CONSENT) for kind in ("signal", "deadline")]
    monkeypatch.setattr(waiting, "_SOURCES", [lambda _actor, _today: both])
    part = waiting.waiting_for(circle.actor("nick"), timezone.localdate())
    assert [each.kind for each in part.items] == ["deadline", "signal"]

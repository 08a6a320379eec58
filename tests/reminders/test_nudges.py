"""The secretariat asks once more who is awaited: once a day a person and subject."""

from datetime import timedelta

import pytest
from django.utils import timezone

from backend.audit.models import AuditEntry
from backend.confidentiality.context import acting_as
from backend.parties.actors import SYSTEM
from backend.parties.models import Affiliation
from backend.reference.ids import new_id
from backend.reminders import nudging
from backend.reminders.models import Preferences
from backend.workflow import consenting, engine
from tests.api.clients import Api
from tests.evaluations.scene import a_scene
from tests.lifecycles.commitment_arrangement import a_commitment, cao_table
from tests.meetings.scene import Table
from tests.people import days as in_days
from tests.reminders.scene import (
    change,
    clause,
    consulted,
    initiative,
    names,
    post,
    posted,
    written,
)

NUDGES = "/v1/nudges"


@pytest.fixture
def table(db):
    """The circle, with Emma's firm that carries out."""
    return cao_table()


@pytest.fixture
def delivered(table):
    """What Emma delivered and the unions have not confirmed."""
    return a_commitment(table, "delivered", delivered_on=timezone.localdate())


def awaits(circle, subject, who="sanne"):
    """What somebody reads of whom is awaited: {organisation: label}."""
    about = f"?subjectKind={subject.kind}&subjectId={subject.pk}"
    answer = Api(circle.people[who]).get(NUDGES + about)
    assert answer.status_code == 200, answer.content
    return {row["organisation"]["name"]: row["label"] for row in answer.json()["items"]}


def nudge(circle, subject, organisation, who="sanne", status=201):
    """Nudge as somebody; the answer's JSON."""
    body = {
        "subjectKind": subject.kind,
        "subjectId": str(subject.pk),
        "organisation": str(circle.organisations[organisation].pk),
    }
    answer = Api(circle.people[who]).post(NUDGES, body)
    assert answer.status_code == status, answer.content
    return answer.json()


def entries(subject):
    """The nudges in the chain of the subject."""
    with acting_as(SYSTEM):
        return list(AuditEntry.objects.filter(subject_id=subject.pk, event="nudge"))


class TestANudge:
    def test_lands_in_the_inbox_and_in_a_mail_of_everybody_who_acts(self, table, delivered):
        answer = nudge(table, delivered, "bond-een")
        assert answer["organisation"]["name"] == "Bond Een"
        assert answer["mayNudge"] is False
        (row,) = written(event="nudge")
        assert names([row]) == ["vera"]
        assert row.headline == "Het secretariaat vraagt uw reactie"
        assert "Secretariaat vraagt Bond Een om: Oplevering bevestigen" in row.status
        assert row.link.endswith(f"/toezeggingen/{delivered.pk}/stap/accept")
        posted(timezone.now())
        assert [mail.sent_at is not None for mail in post()] == [True]

    def test_is_recorded_with_who_asked_whom_for_what(self, table, delivered):
        nudge(table, delivered, "bond-een")
        (entry,) = entries(delivered)
        assert (entry.actor_name, entry.organisation_name) == ("Sanne", "Secretariaat")
        assert entry.facts["name"] == "Bond Een"
        assert entry.facts["what"] == "Oplevering bevestigen of terugsturen"

    def test_changes_nothing_about_the_subject(self, table, delivered):
        version = delivered.version
        nudge(table, delivered, "bond-een")
        with acting_as(SYSTEM):
            assert type(delivered).objects.get(pk=delivered.pk).version == version

    def test_is_refused_the_second_time_that_day_with_a_clear_sentence(self, table, delivered):
        nudge(table, delivered, "bond-een")
        answer = nudge(table, delivered, "bond-een", status=409)
        assert "vandaag al herinnerd" in str(answer)
        assert len(written(event="nudge")) == len(entries(delivered)) == 1

    def test_can_be_given_again_the_next_day(self, table, delivered):
        nudge(table, delivered, "bond-een")
        tomorrow = timezone.now() + timedelta(days=1)
        bond = table.organisations["bond-een"].pk
        nudging.nudge(delivered, bond, actor=table.sanne, now=tomorrow)
        assert len(written(event="nudge")) == 2

    def test_counts_a_person_who_acts_for_two_organisations_once(self, table, delivered):
        Affiliation.objects.create(
            person=table.people["vera"],
            organisation=table.organisations["bond-twee"],
            function="negotiator",
            valid_from=in_days(-9),
        )
        nudge(table, delivered, "bond-een")
        nudge(table, delivered, "bond-twee")
        assert names(written(event="nudge")) == ["bram", "vera"]

    def test_goes_on_another_subject_the_same_day(self, table, delivered):
        other = a_commitment(table, "delivered", delivered_on=timezone.localdate())
        nudge(table, delivered, "bond-een")
        nudge(table, other, "bond-een")
        assert len(written(event="nudge")) == 2

    def test_is_not_mailed_any_more_once_the_party_has_acted(self, table, delivered):
        nudge(table, delivered, "bond-een")
        engine.perform(delivered, "accept", actor=table.bram)
        posted(timezone.now())
        (mail,) = post()
        assert mail.sent_at is None
        assert mail.withheld_at is not None

    def test_goes_to_the_inbox_only_of_who_wants_no_mail_of_it(self, table, delivered):
        vera = table.people["vera"]
        with acting_as(SYSTEM):
            Preferences.objects.create(person=vera, channels={"event.nudge": "inbox"})
        nudge(table, delivered, "bond-een")
        assert [row.mail_id for row in written(event="nudge")] == [None]


class TestWhoMayNot:
    @pytest.mark.parametrize("who", ["wil", "vera", "otto", "emma"])
    def test_nudge_without_keeping_the_table(self, table, delivered, who):
        nudge(table, delivered, "bond-een", who, status=403)
        assert awaits(table, delivered, who) == {}
        assert written(event="nudge") == []

    @pytest.mark.parametrize("who", ["lies", "ada", "nick", "mia"])
    def test_see_the_subject_hears_what_is_said_of_one_that_is_not_there(self, table, who):
        hidden = a_commitment(table, "delivered", visibility="table")
        here = nudge(table, hidden, "bond-een", who, status=404)
        hidden.pk = new_id()
        assert here == nudge(table, hidden, "bond-een", who, status=404)
        assert awaits(table, hidden, who) == {}

    def test_be_nudged_when_nothing_is_awaited_of_them(self, table, delivered):
        answer = nudge(table, delivered, "bedrijf", status=409)
        assert "niets verwacht" in str(answer)

    def test_name_an_organisation_or_kind_that_is_not_there(self, table, delivered):
        body = {"subjectKind": "clause", "subjectId": str(delivered.pk)}
        answer = Api(table.people["sanne"]).post(NUDGES, body)
        assert answer.status_code == 400
        assert answer.json()["errors"][0]["pointer"] == "/organisation"
        body["organisation"] = str(delivered.pk)
        assert Api(table.people["sanne"]).post(NUDGES, body).status_code == 404
        body["subjectKind"] = "commitment"
        assert Api(table.people["sanne"]).post(NUDGES, body).status_code == 409

    def test_learn_of_notice_from_who_is_awaited(self, circle):
        subject = clause(circle, "in_force", clause_type="normative")
        with acting_as(SYSTEM):
            agreement = subject.agreement
            ends = in_days(60)
            agreement.change(start_on=in_days(-300), end_on=ends, original_end_on=ends)
            subject = change(subject, ends_on=ends)
            names_of = {d.name for d in subject.lifecycle.deadlines if d.anchor(subject)}
        assert "notice_deadline" in names_of
        said = set(awaits(circle, subject).values())
        assert said == {"Eindevaluatie"}


class TestWhoIsAwaited:
    def test_has_not_recorded_a_ballot(self, circle):
        subject = consulted(circle, in_days(30), planned_on=timezone.localdate())
        assert list(awaits(circle, subject)) == ["Bond Een", "Bond Twee", "Werkgevers"]
        vote = {"outcome": "accepted", "votes_for": 9, "votes_against": 1, "abstentions": 0}
        engine.perform(subject, "record_ballot", actor=circle.actor("vera"), data=vote)
        assert list(awaits(circle, subject)) == ["Bond Twee", "Werkgevers"]
        nudge(circle, subject, "werkgevers")
        nudge(circle, subject, "bond-een", status=409)

    def test_has_not_consented_to_what_another_has(self, table):
        promise = a_commitment(table)
        later = {"due_on": in_days(90).isoformat(), "reason": "Ziekte."}
        assert awaits(table, promise) == {"Bedrijf": "Toezegging te laat"}
        consenting.give(promise, "defer", actor=table.wil, data=later)
        assert awaits(table, promise)["Bond Een"] == "Instemming: Uitstellen"

    def test_has_not_judged(self, circle):
        subject = initiative(circle, state="under_review", next_review_on=timezone.localdate())
        scene = a_scene(circle=circle, subject=subject)
        label = "Evaluatie: oordeel geven of afsluiten"
        assert awaits(circle, subject)["Werkgevers"].startswith(label)
        scene.judge("wil")
        assert set(awaits(circle, subject)) == {"Bond Een"}

    def test_has_not_answered_the_works_council_question(self, circle):
        council = circle.organisations["raad"]
        subject = initiative(circle, state="in_consultation", works_council_body=council)
        assert awaits(circle, subject) == {"Raad": "Advies of besluit vastleggen"}
        assert nudge(circle, subject, "raad")["mayNudge"] is False
        assert names(written(event="nudge")) == ["otto"]

    def test_has_not_said_whether_a_day_suits_them(self, circle):
        meeting = Table(circle, day=10).row()
        label = "Datum van het overleg bevestigen"
        assert awaits(circle, meeting) == dict.fromkeys(
            ["Bond Een", "Bond Twee", "Werkgevers"], label
        )

    def test_has_to_answer_a_dispute(self, circle):
        subject = clause(
            circle,
            "disputed",
            dispute_by=circle.organisations["bond-een"],
            dispute_answer_due_on=in_days(20),
        )
        assert awaits(circle, subject) == {"Werkgevers": "Antwoord op het geschil"}

    def test_is_told_in_the_readers_language(self, table, delivered):
        about = f"?subjectKind=commitment&subjectId={delivered.pk}"
        answer = Api(table.people["sanne"]).get(NUDGES + about, accept_language="en")
        assert answer.json()["items"][0]["label"] == "Confirm or return what was delivered"

"""What one does is told at once to those it concerns: once, and to nobody else."""

import pytest
import time_machine
from django.db import transaction
from django.utils import timezone

from backend.agreements import correcting
from backend.confidentiality.context import acting_as
from backend.initiatives.models import Initiative
from backend.outbox import relay
from backend.outbox.models import OutboxMessage
from backend.parties.actors import SYSTEM
from backend.parties.models import Affiliation
from backend.reference.ids import new_id
from backend.reminders import notices
from backend.reminders.addresses import page_of
from backend.workflow import consenting, engine, registry
from backend.workflow.records import record
from tests import people
from tests.lifecycles.commitment_arrangement import DOCUMENT, a_commitment, cao_table
from tests.reminders.scene import REVIEW, days, initiative, names, written


def relayed():
    """Everything in the outbox is delivered."""
    with acting_as(SYSTEM):
        OutboxMessage.objects.update(due_at=timezone.now() - days(1))
    while relay.deliver_one((notices.consume,)):
        pass
    with acting_as(SYSTEM):
        errors = set(OutboxMessage.objects.values_list("error", flat=True))
    assert errors <= {""}


def happens(subject, event, actor, **facts):
    """An event on a subject, recorded by the engine's own means."""
    office = actor.offices[0] if actor.offices else None
    with acting_as(SYSTEM):
        subject.refresh_from_db()
        return record(subject, event, actor=actor, office=office, facts=facts)


class TestToTheOtherSide:
    @pytest.mark.parametrize(
        ("who", "told"),
        [
            ("wil", ["bram", "otto", "vera"]),
            ("vera", ["wil"]),
            ("otto", ["wil"]),
            ("sanne", ["bram", "otto", "vera", "wil"]),
        ],
    )
    def test_goes_what_one_side_did(self, circle, who, told):
        subject = initiative(circle)
        happens(subject, "pause", circle.actor(who))
        relayed()
        assert names(written(event="pause")) == told

    def test_goes_a_proposal_that_was_submitted(self, circle):
        subject = initiative(circle, state="proposed")
        happens(subject, "submit", circle.actor("wil"))
        relayed()
        row = written(recipient=circle.people["vera"])[0]
        assert row.headline == "Voorstel ingebracht"
        assert "Stand: Voorgesteld." in row.text
        assert row.deadline == ""
        assert row.anchor_on is None

    def test_goes_nothing_that_they_may_not_read(self, circle):
        subject = initiative(circle, visibility="side_private", side="employer")
        happens(subject, "pause", circle.actor("wil"))
        relayed()
        assert written() == []

    def test_goes_nothing_that_was_recorded_for_fewer_eyes_than_the_subject_has_now(self, circle):
        subject = initiative(circle, visibility="table")
        happens(subject, "pause", circle.actor("wil"))
        with acting_as(SYSTEM):
            Initiative.objects.filter(pk=subject.pk).update(visibility="public")
        relayed()
        assert names(written()) == ["bram", "vera"]  # Otto does not read what lies on the table

    def test_goes_no_word_of_an_ordinary_event(self, circle):
        happens(initiative(circle), "edit", circle.actor("wil"))
        relayed()
        assert written() == []

    def test_goes_no_word_of_what_was_written_down_long_after_it_happened(self, circle):
        actor = circle.actor("wil")
        with acting_as(SYSTEM):
            record(
                initiative(circle),
                "pause",
                actor=actor,
                office=actor.offices[0],
                facts={},
                at=timezone.now() - days(400),
            )
        relayed()
        assert written() == []

    def test_goes_late_what_the_worker_could_not_tell_in_time(self, circle):
        happens(initiative(circle), "pause", circle.actor("wil"))
        with time_machine.travel(timezone.now() + days(30)):
            relayed()
        assert names(written()) == ["bram", "otto", "vera"]


class TestACommitment:
    def test_that_was_delivered_is_told_to_those_who_must_confirm_it(self, db):
        circle = cao_table()
        promise = a_commitment(circle)
        engine.perform(promise, "deliver", actor=circle.emma, data={"evidence": [DOCUMENT]})
        relayed()
        assert names(written(event="deliver")) == ["bram", "vera"]
        engine.perform(promise, "return", actor=circle.vera, reason="Onvolledig")
        relayed()
        assert names(written(event="return")) == ["emma"]


class TestVoidedConsents:
    def test_are_told_to_the_parties_that_gave_them_but_not_to_who_changed_the_text(self, circle):
        subject = initiative(circle)
        Affiliation.objects.create(
            person=people.person("walter"),
            organisation=circle.organisations["werkgevers"],
            function="negotiator",
            valid_from=people.LONG_AGO,
        )
        tell = [str(circle.organisations[key].pk) for key in ("werkgevers", "bond-een")]
        happens(
            subject,
            "consents_voided",
            circle.actor("wil"),
            organisations=["Werkgevers", "Bond Een"],
            tell=tell,
        )
        relayed()
        assert names(written()) == ["vera", "walter"]
        assert "de instemming van Werkgevers, Bond Een geldt niet meer" in written()[0].text


class TestAnAwaitedConsent:
    @pytest.fixture
    def paused(self, circle):
        """An initiative that both owners can resume; Wil's and Vera's organisations own it."""
        return initiative(circle, state="paused", resume_on=REVIEW)

    def test_is_asked_of_the_party_that_is_awaited_with_a_link_to_the_very_step(
        self, circle, paused
    ):
        consenting.give(paused, "resume", actor=circle.actor("wil"))
        relayed()
        (row,) = written(event="consent_given")
        assert names([row]) == ["vera"]
        assert row.headline == "Uw instemming wordt gevraagd"
        assert "Werkgevers heeft ingestemd met: Hervatten." in row.text
        assert row.link.endswith(f"/initiatieven/{paused.pk}/stap/resume")

    def test_is_asked_once_for_one_text(self, circle, paused):
        consent = consenting.give(paused, "resume", actor=circle.actor("wil"))
        consenting.withdraw(consent, paused, actor=circle.actor("wil"))
        consenting.give(paused, "resume", actor=circle.actor("wil"))
        relayed()
        assert names(written(event="consent_given")) == ["vera"]

    def test_is_not_asked_any_more_when_it_was_given(self, circle, paused):
        consenting.give(paused, "resume", actor=circle.actor("wil"))
        consenting.give(paused, "resume", actor=circle.actor("vera"))
        relayed()
        assert written(event="consent_given") == []

    def test_is_not_asked_for_a_text_that_has_changed_since(self, circle, paused):
        consenting.give(paused, "resume", actor=circle.actor("wil"))
        with acting_as(SYSTEM):
            Initiative.objects.filter(pk=paused.pk).update(plan="Een ander plan")
        relayed()
        assert written(event="consent_given") == []


class TestOnce:
    def test_is_enough_however_often_the_message_comes(self, circle):
        happens(initiative(circle), "pause", circle.actor("wil"))
        relayed()
        before = written()
        with acting_as(SYSTEM):
            OutboxMessage.objects.update(delivered_at=None)
        relayed()
        assert [row.pk for row in written()] == [row.pk for row in before]

    def test_each_time_that_it_happens(self, circle):
        subject = initiative(circle)
        happens(subject, "pause", circle.actor("wil"))
        happens(subject, "pause", circle.actor("wil"))
        relayed()
        assert len(written(recipient=circle.people["vera"])) == 2

    def test_nothing_is_told_when_the_delivery_is_undone(self, circle):
        happens(initiative(circle), "pause", circle.actor("wil"))

        def fails(message):
            raise ValueError("another consumer")

        relay.deliver_one((notices.consume, fails))
        assert written() == []
        relayed()
        assert names(written()) == ["bram", "otto", "vera"]


class TestWhatCannotBeTold:
    def test_about_a_subject_that_is_gone_is_no_error(self, circle):
        subject = initiative(circle)
        happens(subject, "pause", circle.actor("wil"))
        with acting_as(SYSTEM), transaction.atomic():
            Initiative.objects.filter(pk=subject.pk).delete()
        relayed()
        assert written() == []

    def test_about_a_kind_that_nobody_knows_is_no_error(self, circle):
        with acting_as(SYSTEM):
            relay.publish(
                topic="comet.pause",
                subject_kind="comet",
                subject_id=new_id(),
                sequence=1,
                audience="public",
                body={},
            )
        relayed()
        assert written() == []


def test_every_event_that_is_told_stands_in_some_table():
    known = {name for kind in registry.kinds() for name in registry.lifecycle_of(kind).names}
    assert set(notices.TOLD) <= known | {correcting.EVENT}


@pytest.mark.parametrize(
    ("kind", "page"), [("meeting", "overleg"), ("comment", "opmerkingen"), ("comet", "")]
)
def test_the_letter_leads_to_the_page_of_what_it_is_about(settings, kind, page):
    key = new_id()
    wanted = f"{page}/{key}" if page else "herinneringen"
    assert page_of(kind, key) == f"{settings.PUBLIC_URL}/{wanted}"

"""Notice is registered with the ministry: who is asked to, until it is, and who reads of that."""

from datetime import timedelta
from typing import Any

import pytest

from backend.confidentiality.context import acting_as
from backend.parties.actors import SYSTEM
from backend.reminders.models import Reminder
from backend.reminders.sweep import sweep
from backend.workflow import dues
from backend.workflow.models import Due
from tests.agreements.scene import fresh, iso
from tests.ends.scene import codes
from tests.ends.test_notice import DIGEST, file_letter, others, say
from tests.lifecycles.clause_arrangement import a_clause, an_agreement
from tests.people import days
from tests.reminders.scene import at

pytestmark = pytest.mark.django_db

NAME = "notice_registration"


@pytest.fixture
def running(ending):
    """Two clauses of a cao, and a study that no ministry has to know of."""
    end = days(300)
    start = end - timedelta(days=730)
    cao = an_agreement(ending.circle, start_on=start, end_on=end, original_end_on=end)
    term: dict[str, Any] = {"agreement": cao, "effective_on": start, "ends_on": end}
    term |= {"next_review_on": None, "ended_on": None}
    types = {"1": "normative", "2": "obligatory", "3": "study"}
    ending.agreement = cao
    ending.clauses = [
        a_clause(ending.circle, article_number=number, clause_type=kind, **term)
        for number, kind in types.items()
    ]
    with acting_as(SYSTEM):
        for subject in (cao, *ending.clauses):
            dues.replan(subject)
    return ending


def waiting(running):
    """Since when something is to be registered, and whom the database lets read that."""
    with acting_as(SYSTEM):
        rows = Due.objects.filter(name=NAME, subject_id=running.agreement.pk)
        return [(row.anchor_on, row.audience.split(":")[0]) for row in rows]


def give_notice(running, subject, who="vera", given=0):
    office = {"vera": "bond-een", "wil": "werkgevers"}[who]
    notice = {"givenOn": iso(given), "recipients": others(running, office), "proof": DIGEST}
    running.take(who, subject, "give_notice", data=notice)


def register(running, subject, status=201, on=0):
    data = {"submittedOn": iso(on)}
    return running.take("sanne", subject, "register_notice", status, data=data)


def test_is_asked_of_the_secretariat_until_it_is_recorded(running):
    file_letter(running, "vera")
    give_notice(running, running.agreement, given=-2)
    assert waiting(running) == [(days(-2), "parties")]
    sweep(at(days(5)))
    with acting_as(SYSTEM):
        told = Reminder.objects.filter(deadline=NAME, subject_id=running.agreement.pk)
        told = told.select_related("recipient")
        assert [(each.recipient.name, each.offset_days) for each in told] == [("Sanne", 7)]
        assert "nog niet aangemeld" in told[0].text
        assert "Besluit aanmelding" in told[0].text
    offered = running.get(running.agreement, "/available-transitions", "sanne")["items"]
    assert [each["clauses"] for each in offered if each["name"] == "register_notice"] == [2]
    register(running, running.agreement, on=-1)
    days_of = [running.get(each)["noticeRegisteredOn"] for each in running.clauses]
    assert days_of == [iso(-1), iso(-1), None]
    assert waiting(running) == []
    assert codes(register(running, running.agreement, 409)) == ["no-notice-to-register"]


def test_counts_from_the_first_clause_that_waits(running):
    one, other, study = running.clauses
    file_letter(running, "vera")
    give_notice(running, study, given=-3)
    assert waiting(running) == []
    give_notice(running, other, given=-1)
    give_notice(running, one, given=-2)
    assert waiting(running) == [(days(-2), "parties")]
    register(running, one)
    assert waiting(running) == [(days(-1), "parties")]
    assert running.option("sanne", study, "register_notice") is None
    assert running.option("vera", other, "register_notice") is None


def test_is_nothing_of_what_one_side_keeps_to_itself(running):
    say(running, "vera", "give")
    file_letter(running, "vera")
    assert waiting(running) == []
    assert running.option("sanne", running.clauses[0], "register_notice") is None


def test_waits_also_for_what_lives_on_after_the_term(running):
    file_letter(running, "vera")
    one = running.clauses[0]
    give_notice(running, one)
    with acting_as(SYSTEM):
        type(one).objects.filter(pk=one.pk).update(state="in_aftereffect")
        dues.replan(running.agreement)
    assert waiting(running) == [(days(0), "parties")]
    register(running, one)
    assert fresh(one).notice_registered_on == days(0)
    assert waiting(running) == []

"""What is one's own is found behind however much of others', by a bounded number of questions."""

from itertools import islice

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from backend.commitments import waiting as deliveries
from backend.commitments.models import Commitment
from backend.confidentiality.context import acting_as
from backend.parties.actors import SYSTEM
from backend.reminders import contents, pages, waiting
from backend.reminders.pages import pages_of
from backend.reminders.sweep import sweep
from backend.workflow import consenting, dues
from tests.lifecycles.commitment_arrangement import a_commitment, cao_table
from tests.reminders.scene import REVIEW, at, days, initiative, post, posted

TODAY = timezone.localdate


@pytest.fixture(autouse=True)
def _small(monkeypatch):
    """Pages and lists of a few, so that a few more are too many."""
    monkeypatch.setattr(pages, "FIRST", 3)
    monkeypatch.setattr(pages, "LARGEST", 4)
    monkeypatch.setattr(waiting, "MOST", 3)
    monkeypatch.setattr(contents, "MOST_DATES", 3)


def asked(source, actor, most=None):
    """What a source says waits for somebody, as far as it is asked to read on."""
    with acting_as(actor):
        return [each.subject["id"] for each in islice(source(actor, TODAY()), most)]


def overdue(circle, number, **facts):
    """A promise that is so many days too late, its dates planned."""
    made = a_commitment(circle, due_on=TODAY() - days(number), **facts)
    with acting_as(SYSTEM):
        dues.replan(made, TODAY() - days(number + 200))
    return made


class TestDates:
    def test_of_ones_own_are_found_behind_those_of_others(self, db):
        circle = cao_table()
        for number in range(20):
            overdue(circle, 40 + number)
        other = circle.organisations["werkgevers"]
        own = [overdue(circle, number, owner=other).pk for number in (9, 8, 7, 6)]
        actor = circle.actor("wil")
        assert asked(waiting.asking_dates, actor) == own

    def test_of_others_are_not_among_what_waits(self, db):
        circle = cao_table()
        late = overdue(circle, 40)  # by now Vera, Sanne and all parties are told of it
        assert asked(waiting.asking_dates, circle.actor("emma")) == [late.pk]
        for name in ("vera", "wil", "sanne"):
            assert asked(waiting.asking_dates, circle.actor(name)) == []

    def test_take_a_few_questions_for_each_page(self, db):
        circle = cao_table()
        actor = circle.actor("wil")

        def questions():
            with CaptureQueriesContext(connection) as captured:
                asked(waiting.asking_dates, actor)
            return len(captured)

        for number in range(3):
            overdue(circle, 40 + number)
        before = questions()
        for number in range(4):
            overdue(circle, 50 + number)
        one_more = questions()
        for number in range(8):
            overdue(circle, 60 + number)
        assert questions() - one_more == 2 * (one_more - before)

    def test_that_come_are_in_a_digest_behind_those_of_others(self, circle):
        for number in range(9):
            others = f"Van de andere bond {number}"
            initiative(circle, title=others, next_review_on=REVIEW + days(2))
        own = {"worker_owner": circle.organisations["bond-twee"]}
        for number in (3, 4, 5, 6):
            facts = own | {"title": f"Van Bram {number}", "next_review_on": REVIEW + days(number)}
            initiative(circle, **facts)
        sweep(at(REVIEW - days(23)))
        posted(at(REVIEW - days(7)))
        sweep(at(REVIEW - days(5)))  # no reminder comes on a day until the next digest
        posted(at(REVIEW))
        (digest,) = (m for m in post(recipient__name="Bram") if m.due_at == at(REVIEW))
        found = [anchor for _, _, anchor in digest.covers]
        assert found == [(REVIEW + days(number)).isoformat() for number in (3, 4, 5)]


class TestDeliveries:
    def test_that_wait_for_ones_own_side_are_found_behind_the_others(self, db):
        circle = cao_table()
        delivered = {"state": "delivered", "delivered_on": TODAY() - days(9)}
        for _ in range(9):
            a_commitment(circle, **delivered)
        union, earlier = circle.organisations["bond-een"], TODAY() - days(3)
        facts = delivered | {"owner": union, "owner_side": "union", "delivered_on": earlier}
        own = [a_commitment(circle, **facts).pk for _ in range(4)]
        assert asked(deliveries.awaited_confirmations, circle.wil) == own

    def test_whose_term_is_over_are_found_too(self, db):
        circle = cao_table()
        firm = circle.organisations["bedrijf"]
        ended = {"state": "returned", "term_ended_on": TODAY() - days(9)}
        for _ in range(9):
            a_commitment(circle, **ended)
        own = a_commitment(circle, term_ended_on=TODAY() - days(3), owner=firm).pk
        assert asked(deliveries.awaited_outcomes, circle.emma) == [own]


class TestConsents:
    def test_that_are_awaited_are_found_behind_what_waits_for_others(self, db):
        circle = cao_table()
        for _ in range(9):
            offered(circle, circle.wil)
        own = [offered(circle, circle.vera) for _ in range(4)]
        assert asked(waiting.awaited_consents, circle.wil) == own

    def test_that_the_rest_of_ones_side_gave_are_not_awaited(self, db):
        circle = cao_table()
        for _ in range(5):
            offered(circle, circle.bram)
        last = offered(circle, circle.wil)
        assert asked(waiting.awaited_consents, circle.vera) == [last]


def offered(circle, actor):
    """The id of a promise that one party wants to cancel."""
    promise = a_commitment(circle, "open", due_on=TODAY() + days(90))
    consenting.give(promise, "cancel", actor=actor, data={"reason": "Niet meer nodig."})
    return promise.pk


def test_a_page_goes_on_behind_the_last_row_and_ends_with_what_has_nothing(db):
    circle = cao_table()
    made = [a_commitment(circle, delivered_on=day) for day in (None, *[TODAY()] * 6, None)]
    with acting_as(SYSTEM):
        rows = Commitment.objects.filter(pk__in=[each.pk for each in made])
        found = [[row.pk for row in page] for page in pages_of(rows, "delivered_on")]
    assert [len(page) for page in found] == [3, 4, 1]
    assert [pk for page in found for pk in page] == [
        each.pk for each in (*made[1:7], made[0], made[7])
    ]

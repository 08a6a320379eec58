"""Two last ballots at one moment: nobody waits for ever, and who is in the way hears what to do."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import timedelta
from threading import Barrier, BrokenBarrierError, current_thread, main_thread

import psycopg
import pytest
from django.db import connection, connections, transaction
from django.utils import timezone

from backend.agreements import parting
from backend.agreements.models import Agreement, Clause
from backend.audit.models import AuditEntry
from backend.audit.seals import verify
from backend.confidentiality.context import acting_as
from backend.parties.actors import SYSTEM
from backend.workflow.clock import run_due_transitions
from backend.workflow.models import Due
from tests.agreements.scene import consulted, open_agreement, say
from tests.api.clients import Api
from tests.people import a_circle

BALLOT = {"name": "record_ballot", "data": {"outcome": "accepted"}}


class Ballots:
    """Two clauses of one agreement, each a ballot short; one union has rejected both of them."""

    def __init__(self) -> None:
        with transaction.atomic():
            circle = self.circle = a_circle()
            earlier = open_agreement(circle, title="Cao van vroeger")
            kept = consulted(circle, earlier, "1.1")
            for who in ("wil", "vera", "bram"):
                say(circle, kept, who, "accepted")
            self.agreement = open_agreement(circle, title="Cao van nu")
            self.first, self.second = (
                consulted(circle, self.agreement, number) for number in ("2.1", "2.2")
            )
            for clause, other in ((self.first, "wil"), (self.second, "vera")):
                say(circle, clause, "bram", "rejected")
                say(circle, clause, other, "accepted")
            self.apis = {who: Api(circle.people[who]) for who in ("wil", "vera", "bram")}

    def last(self, who: str, clause: Clause, language: str = "nl"):
        """The last ballot on a clause, over HTTP; the answer."""
        address, version = f"/v1/clauses/{clause.pk}/transitions", clause.version
        try:
            return self.apis[who].post(address, BALLOT, if_match=version, accept_language=language)
        finally:
            if current_thread() is not main_thread():
                connections["default"].close()

    def states(self) -> list[str]:
        with acting_as(SYSTEM):
            return [Clause.objects.get(pk=each.pk).state for each in (self.first, self.second)]

    def moved(self) -> int:
        with acting_as(SYSTEM):
            about = AuditEntry.objects.filter(subject_id=self.agreement.pk)
            return about.filter(event="moved_table").count()


def test_two_last_ballots_on_two_clauses_at_one_moment_wait_for_each_other_in_turn(
    committed_database, monkeypatch
):
    """Both want every clause of the agreement; one goes first, and the other hears what changed."""
    ballots, part, meet = Ballots(), parting.part, Barrier(2)
    _the_clock_gives_way(ballots, committed_database)

    def together(*deed):
        """Part when both have come as far as this, or when it is clear that one of them waits."""
        with suppress(BrokenBarrierError):
            meet.wait(0.5)
        part(*deed)

    monkeypatch.setattr(parting, "part", together)
    deeds = {"vera": ballots.first, "wil": ballots.second}
    with ThreadPoolExecutor(2) as pool:
        asked = {who: pool.submit(ballots.last, who, clause) for who, clause in deeds.items()}
    answers = {who: answer.result() for who, answer in asked.items()}
    assert sorted(answer.status_code for answer in answers.values()) == [201, 412]
    (late,) = [who for who, answer in answers.items() if answer.status_code == 412]
    assert sorted(ballots.states()) == ["in_ratification", "ratified"]
    # whoever came second reads that the agreement went on without one of them, and says it again
    read = ballots.apis[late].get(f"/v1/clauses/{deeds[late].pk}")
    assert read["ETag"] == answers[late]["ETag"]
    deeds[late].version = read.json()["version"]
    assert ballots.last(late, deeds[late]).status_code == 201
    assert (ballots.states(), ballots.moved()) == (["ratified", "ratified"], 1)
    with acting_as(SYSTEM):
        table = Agreement.objects.get(pk=ballots.agreement.pk).bargaining_table
        tables = {clause.bargaining_table_id for clause in ballots.agreement.clauses.all()}
    assert table is not None
    assert (table.stems_from, tables) == ([ballots.circle.table.pk], {table.pk})
    address = f"/v1/clauses/{ballots.first.pk}"
    assert [ballots.apis[who].get(address).status_code for who in ("wil", "bram")] == [200, 404]
    assert verify() == []


def _the_clock_gives_way(ballots, database):
    """It waits for nobody for long, and comes back in the next round."""
    with acting_as(SYSTEM):
        Due.objects.exclude(subject_id=ballots.first.pk).filter(is_transition=True).delete()
    with psycopg.connect(database.url("owner")) as other:
        sql = "select from agreements_clause where id = %s for update"
        other.execute(sql, [ballots.second.pk])
        assert run_due_transitions(timezone.now() + timedelta(days=9)) == 0
    assert ballots.states() == ["in_ratification"] * 2
    with acting_as(SYSTEM):
        assert Due.objects.filter(subject_id=ballots.first.pk, is_transition=True).exists()


@pytest.mark.django_db
def test_a_conflict_with_somebody_else_says_that_nothing_was_recorded(monkeypatch):
    ballots, part = Ballots(), parting.part
    said = {"nl": "Van uw aanvraag is niets vastgelegd", "en": "Nothing of your request"}
    for code, language in (("40P01", "nl"), ("55P03", "en"), ("40001", "nl")):

        def conflict(*_, code=code):
            connection.cursor().execute(f"do $$ begin raise sqlstate '{code}'; end $$")

        monkeypatch.setattr(parting, "part", conflict)
        answer = ballots.last("vera", ballots.first, language)
        body = answer.json()
        assert (answer.status_code, answer["Retry-After"]) == (503, "1")
        assert (body["type"], body["status"]) == ("/problems/busy", 503)
        assert said[language] in body["detail"]
        assert ballots.states() == ["in_ratification"] * 2
    monkeypatch.setattr(parting, "part", part)
    assert ballots.last("vera", ballots.first).status_code == 201
    assert ballots.states() == ["ratified", "in_ratification"]

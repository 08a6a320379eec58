"""What happens to an agreement happens to all its clauses, or to none."""

import pytest

from backend.agreements import actions
from backend.agreements.models import Agreement, Clause
from backend.audit.models import AuditEntry
from backend.confidentiality.context import acting_as
from backend.outbox.models import OutboxMessage
from backend.parties.actors import SYSTEM
from backend.workflow.errors import InvalidData, NoSuchTransition, NotAllowed, Refused, Stale
from tests.agreements.scene import agreed, consultation, draft, fresh, iso, open_agreement, take
from tests.api.clients import Api
from tests.people import days

pytestmark = pytest.mark.django_db


@pytest.fixture
def clauses(circle, agreement):
    """Three that are agreed, and one that is still a draft of the other side."""
    made = [agreed(circle, agreement, number) for number in ("1", "2", "3")]
    draft(circle, agreement, "4", who="vera")
    return made


def perform(circle, agreement, who, name, **fields):
    return actions.perform_on_agreement(agreement, name, actor=circle.actor(who), **fields)


def states():
    with acting_as(SYSTEM):
        return dict(
            Clause.objects.order_by("article_number").values_list("article_number", "state")
        )


def written():
    """How much there is: entries, messages."""
    with acting_as(SYSTEM):
        return AuditEntry.objects.count(), OutboxMessage.objects.count()


def version(agreement):
    with acting_as(SYSTEM):
        return Agreement.objects.get(pk=agreement.pk).version


def test_one_transition_is_taken_on_every_clause_that_can(circle, agreement, clauses):
    before = version(agreement)
    entries = perform(circle, agreement, "sanne", "start_ratification", data=consultation(circle))
    assert [entry.subject_id for entry in entries] == [clause.pk for clause in clauses]
    assert states() == {**dict.fromkeys("123", "in_ratification"), "4": "draft"}
    assert version(agreement) == before + 1


def test_when_one_is_refused_none_is_taken(circle, agreement, clauses):
    last = clauses[-1]
    perform(circle, agreement, "sanne", "start_ratification", data=consultation(circle))
    take(circle, fresh(last), "vera", "record_ballot", data={"outcome": "accepted"})
    before, entries = version(agreement), written()
    with pytest.raises(Refused):
        perform(circle, agreement, "vera", "record_ballot", data={"outcome": "accepted"})
    assert written() == entries
    assert version(agreement) == before
    assert states() == {**dict.fromkeys("123", "in_ratification"), "4": "draft"}


def test_wrong_data_changes_none(circle, agreement, clauses):
    before = written()
    with pytest.raises(InvalidData):
        perform(circle, agreement, "sanne", "start_ratification", data={"deadline_on": iso(1)})
    assert written() == before


def test_a_stale_version_of_the_agreement_changes_none(circle, agreement, clauses):
    data, now = consultation(circle), version(agreement)
    with pytest.raises(Stale) as error:
        perform(
            circle, agreement, "sanne", "start_ratification", data=data, expected_version=now - 1
        )
    assert error.value.current_version == now
    perform(circle, agreement, "sanne", "start_ratification", data=data, expected_version=now)
    with pytest.raises(Stale):
        perform(circle, agreement, "sanne", "start_ratification", data=data, expected_version=now)


def test_only_the_clauses_that_somebody_sees_take_part(circle, agreement):
    mine, theirs = draft(circle, agreement, "1"), draft(circle, agreement, "2", who="vera")
    perform(circle, agreement, "wil", "submit")
    assert (fresh(mine).state, fresh(theirs).state) == ("proposed", "draft")
    with pytest.raises(NoSuchTransition):
        perform(circle, agreement, "wil", "submit")


def test_whoever_may_not_do_it_to_a_clause_may_not_do_it_to_all(circle, agreement, clauses):
    before = written()
    with pytest.raises(NotAllowed):
        perform(circle, agreement, "sanne", "reopen")
    assert written() == before


def test_somebody_without_a_seat_does_not_find_the_agreement(circle, agreement, clauses):
    hidden = open_agreement(circle, title="Andere cao")
    with pytest.raises(Agreement.DoesNotExist):
        perform(circle, hidden, "nick", "submit")


class TestOverHttp:
    def post(self, circle, agreement, who, body, if_match):
        address = f"/v1/agreements/{agreement.pk}/transitions"
        return Api(circle.people[who]).post(address, body, if_match=if_match)

    def test_it_asks_for_the_version_of_the_agreement(self, circle, agreement, clauses):
        data = {
            "deadlineOn": iso(7),
            "periods": [
                {"organisation": p["organisation"], "closesOn": iso(5), "advice": "neutral"}
                for p in consultation(circle)["periods"]
            ],
        }
        body, now = {"name": "start_ratification", "data": data}, version(agreement)
        assert self.post(circle, agreement, "sanne", body, None).status_code == 428
        assert self.post(circle, agreement, "sanne", body, now + 1).status_code == 412
        answer = self.post(circle, agreement, "sanne", body, now)
        assert answer.status_code == 201, answer.content
        assert len(answer.json()["items"]) == 3
        again = self.post(circle, agreement, "sanne", body, version(agreement))
        assert again.status_code == 409

    def test_it_shows_what_can_be_done_to_all(self, circle, agreement, clauses):
        address = f"/v1/agreements/{agreement.pk}/available-transitions"
        shown = {o["name"]: o for o in Api(circle.people["sanne"]).get(address).json()["items"]}
        assert shown["start_ratification"]["clauses"] == 3
        assert shown["start_ratification"]["open"] is True
        assert "submit" not in shown
        assert Api(circle.people["nick"]).get(address).status_code == 404


class TestTheAgreementItself:
    def test_is_corrected_by_its_keepers_and_keeps_count(self, circle, agreement):
        changed = actions.edit_agreement(agreement, {"title": "Cao Ziekenhuizen"}, actor=circle.wil)
        assert (changed.title, changed.version) == ("Cao Ziekenhuizen", 2)
        with pytest.raises(Agreement.DoesNotExist):
            actions.edit_agreement(agreement, {"title": "Anders"}, actor=circle.otto)

    def test_counts_notice_from_the_term_as_it_was_corrected(self, circle, agreement):
        actions.edit_agreement(agreement, {"end_on": days(800)}, actor=circle.sanne)
        with acting_as(SYSTEM):
            agreement.refresh_from_db()
        assert agreement.original_end_on == days(800)

    def test_its_agreed_term_is_not_corrected_any_more(self, circle, agreement, clauses):
        for change in (
            {"end_on": days(800)},
            {"notice_period": "P3M"},
            {"tacit_renewal": False},
        ):
            with pytest.raises(Refused):
                actions.edit_agreement(agreement, change, actor=circle.sanne)
        actions.edit_agreement(agreement, {"title": "Cao Zorg 2"}, actor=circle.sanne)

    def test_all_its_faults_are_named_at_once(self, circle):
        with pytest.raises(InvalidData) as error:
            open_agreement(circle, end_on=days(-1), notice_period="een maand")
        assert {f.pointer for f in error.value.faults} == {"/end_on", "/notice_period"}

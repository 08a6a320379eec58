"""What is arranged for one agreement holds for that and what belongs to it, and goes first."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import IntegrityError, connections, transaction
from django.utils import timezone

from backend.agreements import parting
from backend.agreements.models import Agreement, Clause
from backend.audit.models import AuditEntry
from backend.confidentiality.context import acting_as
from backend.parties.actors import SYSTEM
from backend.reference.ids import new_id
from backend.reminders import arranging
from backend.reminders.sweep import sweep
from backend.workflow import dues
from backend.workflow.models import Arrangement, Due
from tests.agreements.test_locks import Ballots
from tests.agreements.test_parting import Scene
from tests.api.clients import Api
from tests.lifecycles.commitment_arrangement import a_commitment, cao_table
from tests.people import a_circle
from tests.reminders.scene import (
    REVIEW,
    agreement,
    at,
    clause,
    days,
    initiative,
    names,
    routine,
    written,
)
from tests.reminders.test_arrangements import ADDRESS, SOONER, decide, send
from tests.reminders.test_climbing import agreed
from tests.reminders.test_notices import relayed

TABLES = {"rule": "review_due", "offsets": [-5]}


def planned(subject, rule="review_due"):
    """How many days from the date the clock looks at it next."""
    with acting_as(SYSTEM):
        due = Due.objects.get(subject_id=subject.pk, name=rule, is_transition=False)
    assert due.wake_on is not None
    return (due.wake_on - due.anchor_on).days


def reviewed(circle, **facts):
    """A clause in force with a review, in an agreement of its own."""
    return clause(circle, "in_force", next_review_on=REVIEW, **facts)


def of(subject):
    """The agreement of a clause, as a proposal names it."""
    return {"agreement": str(subject.agreement_id)}


def still_negotiated(circle):
    """An agreement that only the table reads: no works council, and no members."""
    subject = reviewed(circle, visibility="table")
    with acting_as(SYSTEM):
        Agreement.objects.filter(pk=subject.agreement_id).update(visibility="table")
    return subject


class TestItsDays:
    def test_go_before_those_of_the_table_and_these_before_the_standard(self, circle):
        own, other, apart = reviewed(circle), reviewed(circle), initiative(circle)
        assert {planned(each) for each in (own, other, apart)} == {-60}
        send(circle, "sanne", {**SOONER, **of(own)})
        assert [planned(each) for each in (own, other, apart)] == [-90, -60, -60]
        send(circle, "sanne", TABLES)
        assert [planned(each) for each in (own, other, apart)] == [-90, -5, -5]

    def test_are_those_on_which_people_are_reminded(self, circle):
        own, other = reviewed(circle), reviewed(circle)
        send(circle, "sanne", TABLES)
        send(circle, "sanne", {**SOONER, **of(own)})
        sweep(at(REVIEW - days(90)))
        assert {row.subject_id for row in written(deadline="review_due")} == {own.pk}
        assert planned(own) == -7
        sweep(at(REVIEW - days(5)))
        assert {row.subject_id for row in written(offset_days=-5)} == {other.pk}

    def test_hold_for_all_that_belongs_to_it(self, circle):
        own = reviewed(circle)
        theirs = [
            own,
            routine(circle, about_kind="agreement", about_id=own.agreement_id),
            routine(circle, about_kind="clause", about_id=own.pk),
        ]
        others = [initiative(circle), routine(circle)]
        others.append(routine(circle, about_kind="initiative", about_id=others[0].pk))
        send(circle, "sanne", {**SOONER, **of(own)})
        assert [planned(each) for each in theirs] == [-90] * 3
        assert [planned(each) for each in others] == [-60] * 3

    def test_hold_for_a_promise_in_a_clause_of_it(self, db):
        circle = cao_table()
        own = reviewed(circle)
        promises = [
            a_commitment(circle, subject_id=subject, due_on=REVIEW, original_due_on=REVIEW)
            for subject in (own.pk, new_id())
        ]
        with acting_as(SYSTEM):
            for promise in promises:
                dues.replan(promise, REVIEW - days(300))
        send(circle, "sanne", {"rule": "commitment_due", "offsets": [-45], **of(own)})
        assert [planned(each, "commitment_due") for each in promises] == [-45, -30]

    def test_hold_for_the_agreement_itself(self, circle):
        made = agreement(circle, binding_ends_on=REVIEW)
        days_of = [-200, -120, -60, -40]
        send(circle, "sanne", {"rule": "avv_end", "offsets": days_of, "agreement": str(made.pk)})
        with acting_as(SYSTEM):
            due = Due.objects.get(subject_id=made.pk, name="avv_end")
        # a legal date: on the workday before
        assert due.wake_on == dues.reminded_on(REVIEW, -200, at_work=True)

    def test_give_way_to_those_of_the_table_again_when_they_end(self, circle):
        own = reviewed(circle)
        send(circle, "sanne", TABLES)
        made = send(circle, "sanne", {**SOONER, **of(own)})
        decide(circle, "wil", made, "withdraw")
        assert planned(own) == -5

    def test_hold_for_what_is_planned_afterwards(self, circle):
        own = reviewed(circle)
        send(circle, "sanne", {**SOONER, **of(own)})
        with acting_as(SYSTEM):
            later = Clause.objects.create(
                agreement=own.agreement,
                state="in_force",
                article_number="5.3",
                title="Pauzes",
                bargaining_table=circle.table,
                visibility="parties",
                author_side="union",
                next_review_on=REVIEW,
            )
            dues.replan(later, REVIEW - days(200))
        sweep(at(REVIEW - days(200)))
        assert planned(later) == -90

    def test_do_not_pass_to_the_agreement_that_follows(self, circle):
        own, after = reviewed(circle), reviewed(circle)
        send(circle, "sanne", {**SOONER, **of(own)})
        with acting_as(SYSTEM):
            Agreement.objects.filter(pk=own.agreement_id).update(successor=after.agreement)
            dues.replan(after, REVIEW - days(200))
        sweep(at(REVIEW - days(200)))
        assert planned(after) == -60

    def test_the_liaison_is_told_of_that_agreement_only(self, circle):
        own, other = reviewed(circle), reviewed(circle)
        made = send(circle, "wil", {"rule": "liaison", **of(own)})
        decide(circle, "vera", made, "agree")
        with acting_as(SYSTEM):
            assert arranging.liaison_is_told_of([own, other]) == {own.pk}
        agreed(circle)
        with acting_as(SYSTEM):
            assert arranging.liaison_is_told_of([own, other]) == {own.pk, other.pk}


class TestAProposal:
    def test_names_the_agreement_and_is_found_by_it(self, circle):
        own = reviewed(circle)
        made = send(circle, "vera", {**SOONER, **of(own)})
        assert made["agreement"] == {"id": str(own.agreement_id), "name": "Cao Zorg"}
        assert send(circle, "vera", SOONER)["agreement"] is None
        api = Api(circle.people["wil"])
        (found,) = api.get(f"{ADDRESS}?agreement={own.agreement_id}").json()["items"]
        assert found["id"] == made["id"]
        assert api.get(f"{ADDRESS}?agreement={new_id()}").json()["items"] == []

    def test_lies_there_once_for_each_agreement_and_once_for_the_table(self, circle):
        own, other = reviewed(circle), reviewed(circle)
        choices: tuple[dict[str, str], ...] = ({}, of(own), of(other))
        for about in choices:
            send(circle, "vera", {**SOONER, **about})
            answer = send(circle, "wil", {**SOONER, **about}, 409)
            assert "al een voorstel" in str(answer)

    def test_goes_by_the_same_limits(self, circle):
        own = reviewed(circle)
        body = {"rule": "ballot_open", "offsets": [-7], **of(own)}
        assert "-7, -2, 0, 3" in str(send(circle, "sanne", body, 400)["errors"])

    def test_takes_the_yes_of_the_other_side(self, circle):
        own = reviewed(circle)
        made = send(circle, "vera", {**SOONER, **of(own)})
        assert planned(own) == -60
        after = decide(circle, "wil", made, "agree")
        assert (after["standing"], planned(own)) == ("agreed", -90)

    def test_about_an_agreement_of_another_table_is_refused(self, circle):
        elsewhere = agreement(a_circle("elders"))
        answer = send(circle, "sanne", {**SOONER, "agreement": str(elsewhere.pk)}, 400)
        assert answer["errors"][0]["pointer"] == "/agreement"
        assert "andere tafel" in str(answer)

    def test_about_one_that_who_proposes_may_not_read_is_as_about_none(self, circle):
        hidden = agreement(a_circle("elders"), visibility="table")
        answers = [
            send(circle, "sanne", {**SOONER, "agreement": str(key)}, 400)
            for key in (hidden.pk, new_id())
        ]
        assert answers[0] == answers[1]
        assert answers[0]["errors"][0]["pointer"] == "/agreement"
        assert "bestaat niet" in str(answers[0])

    @pytest.mark.parametrize("agreed_at", [None, "now"])
    def test_the_database_keeps_one_of_each(self, circle, agreed_at):
        facts = {
            "bargaining_table": circle.table,
            "visibility": "parties",
            "rule": "review_due",
            "offsets": [-5],
            "proposed_at": timezone.now(),
            "agreed_at": timezone.now() if agreed_at else None,
        }
        for about in (None, new_id()):
            with acting_as(SYSTEM):
                Arrangement.objects.create(agreement_id=about, **facts)
                with pytest.raises(IntegrityError), transaction.atomic():
                    Arrangement.objects.create(agreement_id=about, **facts)


class TestWhoReadsIt:
    def test_is_who_reads_the_agreement_and_nobody_else(self, circle):
        own = still_negotiated(circle)
        made = send(circle, "sanne", {**SOONER, **of(own)})
        for who, reads in (("wil", True), ("bram", True), ("sanne", True), ("otto", False)):
            api = Api(circle.people[who])
            assert [each["id"] for each in api.get(ADDRESS).json()["items"]] == [made["id"]] * reads
            assert api.get(f"{ADDRESS}/{made['id']}").status_code == (200 if reads else 404)
            actor = circle.actor(who)
            with acting_as(actor):
                rows = AuditEntry.objects.visible_to(actor).filter(event="reminding_arranged")
                assert rows.exists() is reads

    def test_grows_with_the_agreement(self, circle):
        own = still_negotiated(circle)
        made = send(circle, "sanne", {**SOONER, **of(own)})
        with acting_as(SYSTEM):
            Agreement.objects.get(pk=own.agreement_id).widen("public")
        assert Api(circle.people["otto"]).get(f"{ADDRESS}/{made['id']}").status_code == 200
        assert Api(circle.people["nick"]).get(f"{ADDRESS}/{made['id']}").status_code == 404

    def test_are_told_what_it_is_about(self, circle):
        own = still_negotiated(circle)
        made = send(circle, "vera", {**SOONER, **of(own)})
        relayed()
        assert names(written(event="reminding_proposed")) == ["bram", "sanne", "wil"]
        decide(circle, "wil", made, "agree")
        relayed()
        told = written(event="reminding_arranged")
        assert names(told) == ["bram", "sanne", "vera"]
        assert {row.subject_title for row in told} == {"Cao Zorg"}
        assert all("Alleen voor deze cao" in row.status for row in told)
        assert all(row.link.endswith("/herinneringen/tafels") for row in told)

    def test_find_it_in_the_log_of_the_agreement(self, circle):
        own = reviewed(circle)
        decide(circle, "wil", send(circle, "vera", {**SOONER, **of(own)}), "agree")
        with acting_as(circle.actor("bram")):
            rows = AuditEntry.objects.visible_to(circle.actor("bram")).filter(
                subject_id=own.agreement_id, event__startswith="reminding_"
            )
            assert [(row.event, row.organisation_name) for row in rows.order_by("id")] == [
                ("reminding_proposed", "Bond Een"),
                ("reminding_arranged", "Werkgevers"),
            ]

    def test_no_outsider_learns_the_day_from_the_dates(self, circle):
        own = reviewed(circle, visibility="public")
        send(circle, "sanne", {**SOONER, **of(own)})
        for who, seen in (("wil", True), ("nick", False)):
            items = Api(circle.people[who]).get("/v1/deadlines?scope=all").json()["items"]
            (found,) = [each for each in items if each["name"] == "review_due"]
            assert (found["nextReminderOn"] is not None) is seen


class TestAPlan:
    def test_is_the_same_whoever_takes_the_step(self, circle):
        """Nick sits nowhere, and reads of the table what everybody does."""
        send(circle, "sanne", SOONER)
        subjects = [initiative(circle, visibility="public") for _ in range(2)]
        for subject, actor in zip(subjects, (SYSTEM, circle.actor("nick")), strict=True):
            with acting_as(SYSTEM):
                Due.objects.filter(subject_id=subject.pk).delete()
            with acting_as(actor):
                dues.replan(subject, REVIEW - days(200))
        with acting_as(SYSTEM):
            rows = Due.objects.filter(subject_id__in=[each.pk for each in subjects])
            wakes = {
                subject.pk: sorted(
                    rows.filter(subject_id=subject.pk).values_list("name", "wake_on")
                )
                for subject in subjects
            }
        assert wakes[subjects[0].pk] == wakes[subjects[1].pk]
        assert ("review_due", REVIEW - days(200)) in wakes[subjects[1].pk]
        sweep(at(REVIEW - days(200)))
        assert [planned(each) for each in subjects] == [-90, -90]

    def test_goes_along_with_an_agreement_that_goes_on_at_a_table_of_its_own(self, db):
        scene = Scene(a_circle())
        duty = routine(
            scene.circle,
            about_kind="agreement",
            about_id=scene.later.pk,
            due_on=timezone.localdate() + days(100),
        )
        about = {"agreement": str(scene.later.pk)}
        made = send(scene.circle, "sanne", {**SOONER, **about})
        todo = {"rule": "registration_todo", "offsets": [2, 7, 14, 28], **about}
        send(scene.circle, "sanne", todo)
        scene.without_bram()
        table = scene.table()
        assert table.pk != scene.circle.table.pk
        found = scene("vera").get(f"{ADDRESS}/{made['id']}").json()
        assert (found["standing"], found["bargainingTable"]["id"]) == ("agreed", str(table.pk))
        assert scene("bram").get(f"{ADDRESS}/{made['id']}").status_code == 404
        assert scene("bram").get(ADDRESS).json()["items"] == []
        assert planned(duty) == -90
        sweep()
        assert planned(scene.clause, "registration_todo") == 2


def test_who_proposes_while_the_agreement_moves_waits_and_hears_where_it_lies(
    committed_database, monkeypatch
):
    ballots, part, asked = Ballots(), parting.part, []
    body = {
        "bargainingTable": str(ballots.circle.table.pk),
        "agreement": str(ballots.agreement.pk),
        **SOONER,
    }

    def propose():
        try:
            return Api(ballots.circle.people["vera"]).post(ADDRESS, body)
        finally:
            connections["default"].close()

    with ThreadPoolExecutor(1) as pool:

        def meanwhile(*deed):
            asked.append(pool.submit(propose))
            with pytest.raises(TimeoutError):
                asked[0].result(0.5)
            part(*deed)

        monkeypatch.setattr(parting, "part", meanwhile)
        assert ballots.last("wil", ballots.second).status_code == 201
        answer = asked[0].result(20)
    assert answer.status_code == 400, answer.content
    assert answer.json()["errors"][0]["pointer"] == "/agreement"
    with acting_as(SYSTEM):
        assert not Arrangement.objects.exists()

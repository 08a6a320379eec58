"""A table arranges how it is reminded: both sides together, or its secretariat with both told."""

import pytest
from django.utils import timezone

from backend.audit.models import AuditEntry
from backend.confidentiality.context import acting_as
from backend.parties.actors import SYSTEM
from backend.parties.models import Mandate
from backend.reminders.sweep import sweep
from backend.workflow.models import Due
from tests.api.clients import Api
from tests.people import a_circle
from tests.reminders.scene import (
    REVIEW,
    at,
    change,
    consulted,
    days,
    initiative,
    names,
    written,
)
from tests.reminders.test_notices import relayed
from tests.reminders.test_rules import climbed

ADDRESS = "/v1/reminding-arrangements"


def send(circle, who, body, status=201):
    """Propose as somebody; the answer's JSON."""
    body = {"bargainingTable": str(circle.table.pk), **body}
    answer = Api(circle.people[who]).post(ADDRESS, body)
    assert answer.status_code == status, answer.content
    return answer.json()


def decide(circle, who, made, decision, status=200, version=None):
    """Agree or withdraw as somebody; the answer's JSON."""
    answer = Api(circle.people[who]).patch(
        f"{ADDRESS}/{made['id']}",
        {"decision": decision},
        if_match=version or made["version"],
    )
    assert answer.status_code == status, answer.content
    return answer.json()


LIAISON = {"rule": "liaison"}
SOONER = {"rule": "review_due", "offsets": [-90, -7, 14]}


class TestTheLiaison:
    def test_is_told_once_both_sides_have_agreed(self, circle):
        made = send(circle, "wil", LIAISON)
        assert (made["standing"], made["rights"]) == ("proposed", ["withdraw"])
        assert [each["name"] for each in made["agreedBy"]] == ["Werkgevers"]
        seen = Api(circle.people["vera"]).get(ADDRESS).json()["items"]
        assert [each["rights"] for each in seen] == [["agree", "withdraw"]]
        after = decide(circle, "vera", made, "agree")
        assert after["standing"] == "agreed"

    @pytest.mark.parametrize("who", ["wil", "vera", "bram"])
    def test_is_told_no_more_when_either_side_withdraws(self, circle, who):
        made = decide(circle, "vera", send(circle, "wil", LIAISON), "agree")
        after = decide(circle, who, made, "withdraw")
        assert (after["standing"], after["rights"]) == ("ended", [])

    def test_is_not_for_the_secretariat_to_decide(self, circle):
        send(circle, "sanne", LIAISON, 403)
        made = send(circle, "wil", LIAISON)
        decide(circle, "sanne", made, "agree", 403)
        decide(circle, "sanne", made, "withdraw", 403)

    def test_needs_a_mandate_that_is_valid_today(self, circle):
        with acting_as(SYSTEM):
            Mandate.objects.filter(person=circle.people["wil"]).update(revoked_at=timezone.now())
        answer = send(circle, "wil", LIAISON, 409)
        assert "geen mandaat" in str(answer)

    def test_is_not_agreed_to_twice_by_one_side(self, circle):
        made = send(circle, "vera", LIAISON)
        assert "al mee ingestemd" in str(decide(circle, "vera", made, "agree", 409))
        after = decide(circle, "bram", made, "agree")  # the same side
        assert after["standing"] == "proposed"

    def test_needs_every_party_where_the_table_says_so(self, circle):
        circle.table.ratification_rule = "all_parties"
        circle.table.save()
        made = decide(circle, "vera", send(circle, "wil", LIAISON), "agree")
        assert made["standing"] == "proposed"
        assert decide(circle, "bram", made, "agree")["standing"] == "agreed"

    def test_has_one_proposal_at_a_time(self, circle):
        send(circle, "wil", LIAISON)
        assert "al een voorstel" in str(send(circle, "vera", LIAISON, 409))

    def test_is_decided_on_the_version_that_one_saw(self, circle):
        made = send(circle, "wil", LIAISON)
        decide(circle, "vera", made, "agree", 412, version=made["version"] + 7)

    def test_has_no_days(self, circle):
        answer = send(circle, "wil", {**LIAISON, "offsets": [1]}, 400)
        assert answer["errors"][0]["pointer"] == "/offsets"


class TestDaysOfARule:
    def test_that_the_secretariat_sets_hold_at_once_and_are_told_to_both_sides(self, circle):
        made = send(circle, "sanne", SOONER)
        assert (made["standing"], made["offsets"]) == ("agreed", [-90, -7, 14])
        relayed()
        assert names(written(event="reminding_arranged")) == ["bram", "vera", "wil"]
        (row,) = {each.status for each in written(event="reminding_arranged")}
        assert "herinneren 90 en 7 dagen ervoor en 14 dagen erna" in row

    def test_that_one_side_wants_hold_when_the_other_agrees(self, circle):
        subject = initiative(circle)
        made = send(circle, "vera", SOONER)
        relayed()
        assert names(written(event="reminding_proposed")) == ["bram", "sanne", "wil"]
        decide(circle, "wil", made, "agree")
        found = climbed("review_due", REVIEW - days(100), REVIEW + days(20))
        assert list(found) == [-90, -7, 0, 14]  # the day itself is a rung of the ladder
        assert subject.pk

    def test_go_back_to_the_standard_when_it_is_withdrawn(self, circle):
        initiative(circle)
        made = send(circle, "sanne", SOONER)
        decide(circle, "wil", made, "withdraw")
        found = climbed("review_due", REVIEW - days(100), REVIEW + days(20))
        assert list(found) == [-60, -30, -7, 0, 14]

    def test_hold_for_a_date_that_is_moved_afterwards(self, circle):
        subject = initiative(circle)
        send(circle, "sanne", SOONER)
        later = REVIEW + days(100)
        change(subject, next_review_on=later, on=REVIEW - days(150))
        sweep(at(REVIEW - days(150)))
        with acting_as(SYSTEM):
            due = Due.objects.get(subject_id=subject.pk, name="review_due", is_transition=False)
        assert due.wake_on == later - days(90)

    def test_hold_at_that_table_only(self, circle):
        other = a_circle("elders")
        send(circle, "sanne", SOONER)
        subject = initiative(other)
        with acting_as(SYSTEM):
            due = Due.objects.get(subject_id=subject.pk, name="review_due", is_transition=False)
        assert due.wake_on == REVIEW - days(60)

    def test_take_the_place_of_what_was_arranged_before(self, circle):
        send(circle, "sanne", SOONER)
        send(circle, "sanne", {"rule": "review_due", "offsets": [-5]})
        items = Api(circle.people["vera"]).get(ADDRESS).json()["items"]
        assert sorted((each["standing"], each["offsets"]) for each in items) == [
            ("agreed", [-5]),
            ("ended", [-90, -7, 14]),
        ]

    def test_are_in_the_log_of_the_table(self, circle):
        made = send(circle, "vera", SOONER)
        decide(circle, "wil", made, "agree")
        with acting_as(circle.actor("bram")):
            rows = AuditEntry.objects.visible_to(circle.actor("bram")).filter(
                subject_id=circle.table.pk, event__startswith="reminding_"
            )
            assert [(row.event, row.organisation_name) for row in rows.order_by("id")] == [
                ("reminding_proposed", "Bond Een"),
                ("reminding_arranged", "Werkgevers"),
            ]

    def test_of_a_legal_rule_may_be_more_and_never_fewer(self, circle):
        consulted(circle, REVIEW)
        legal = {"rule": "ballot_open", "offsets": [-7, -2]}
        answer = send(circle, "sanne", legal, 400)
        assert "-7, -2, 0, 3" in str(answer["errors"])
        send(circle, "sanne", {"rule": "ballot_open", "offsets": [-14, -7, -2, 0, 3]})
        with acting_as(SYSTEM):
            assert Due.objects.get(name="ballot_open").wake_on == REVIEW - days(14)

    def test_of_a_legal_rule_on_a_weekend_are_told_on_the_workday_before(self, circle):
        consulted(circle, REVIEW)
        saturday = {"rule": "ballot_open", "offsets": [-16, -7, -2, 0, 3]}
        send(circle, "sanne", saturday)
        with acting_as(SYSTEM):
            assert Due.objects.get(name="ballot_open").wake_on == REVIEW - days(17)

    def test_do_not_make_up_for_a_day_that_went_by_before(self, circle):
        soon = timezone.localdate() + days(20)
        initiative(circle, next_review_on=soon, planned_on=timezone.localdate())
        sweep()
        send(circle, "sanne", {"rule": "review_due", "offsets": [-25, -3]})
        with acting_as(SYSTEM):
            due = Due.objects.get(name="review_due", is_transition=False)
        assert due.wake_on == soon - days(3)


class TestWhatIsRefused:
    @pytest.mark.parametrize(
        "offsets",
        [
            [],
            None,
            [1.5],
            ["morgen"],
            [0, 0],
            [-367],
            [367],
            list(range(9)),
            "7",
            [True, None],
            [10**30],
        ],
    )
    def test_broken_days(self, circle, offsets):
        answer = send(circle, "sanne", {"rule": "review_due", "offsets": offsets}, 400)
        assert answer["errors"][0]["pointer"].startswith("/offsets")

    @pytest.mark.parametrize(
        ("rule", "offsets"),
        [
            ("commitment_due", [-3, 1]),
            ("commitment_overdue", [-1, 7]),
            ("acceptance_due", [0, 5]),
        ],
    )
    def test_days_on_the_other_side_of_the_date(self, circle, rule, offsets):
        answer = send(circle, "sanne", {"rule": rule, "offsets": offsets}, 400)
        assert answer["errors"][0]["pointer"] == "/offsets"

    def test_a_rule_that_does_not_exist(self, circle):
        answer = send(circle, "sanne", {"rule": "comet", "offsets": [1]}, 400)
        assert answer["errors"][0]["pointer"] == "/rule"

    @pytest.mark.parametrize("who", ["otto", "lies", "nick", "ada"])
    def test_from_who_is_no_party_there(self, circle, who):
        send(circle, who, SOONER, 403 if who == "otto" else 404)

    @pytest.mark.parametrize("who", ["lies", "nick", "ada"])
    def test_to_let_outsiders_read_it(self, circle, who):
        made = send(circle, "sanne", SOONER)
        api = Api(circle.people[who])
        assert api.get(ADDRESS).json()["items"] == []
        assert api.get(f"{ADDRESS}/{made['id']}").status_code == 404

    def test_a_decision_about_what_is_over(self, circle):
        made = decide(circle, "wil", send(circle, "wil", LIAISON), "withdraw")
        decide(circle, "vera", made, "agree", 409)
        decide(circle, "vera", made, "withdraw", 409)

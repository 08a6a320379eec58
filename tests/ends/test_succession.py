"""What replaces a clause or an agreement: chosen, seen by who may see it, and in force at once."""

from typing import Any

import pytest

from backend.confidentiality.context import acting_as
from backend.parties.actors import SYSTEM
from backend.parties.kinds import Capacity
from backend.reference.ids import new_id
from backend.workflow import dues
from backend.workflow.models import Consent, Due
from tests.agreements.scene import fresh, iso
from tests.ends.scene import codes
from tests.lifecycles.clause_arrangement import a_clause, an_agreement
from tests.people import a_circle, days, mandate, seat

pytestmark = pytest.mark.django_db


def link(ending, who, successor, status=200, **more):
    pk = str(successor.pk) if successor is not None else None
    return ending.send(who, ending.clause, "", {"successor": pk, **more}, status, "PATCH")


def lineage(ending, subject, who="vera"):
    items = ending.get(subject, "/lineage", who=who)["items"]
    return {(each["relation"], each["id"]) for each in items}


def test_a_successor_is_chosen_from_the_list_and_seen_by_who_sees_it(ending):
    running = a_clause(ending.circle, "in_force", ends_on=days(90), ended_on=None)
    ending.clause = running
    after, tabled = ending.successor(), ending.successor(state="in_negotiation")
    draft = ending.successor(state="draft")
    elsewhere = a_clause(a_circle("elders"), "ratified")
    found = ending.get(running, "/possible-successors", who="wil")["items"]
    assert {str(after.pk), str(tabled.pk)} <= {each["id"] for each in found}
    assert not {str(p.pk) for p in (draft, elsewhere, running)} & {each["id"] for each in found}
    changes = ending.get(running, "/available-changes", who="wil")["items"]
    assert "link_successor" in {each["name"] for each in changes}

    # hidden, absent, a private draft or itself: one and the same answer
    answers = [link(ending, "wil", wrong, 400) for wrong in (elsewhere, draft, running)]
    body = {"successor": str(new_id())}
    answers.append(ending.send("wil", running, "", body, 400, "PATCH"))
    assert [codes(each) for each in answers] == [["not-possible"]] * 4
    assert all(each == answers[0] for each in answers)
    assert codes(link(ending, "wil", after, 400, title="Anders")) == ["alone"]
    assert ending("otto").patch(ending.address(running), body, if_match=1).status_code == 403

    link(ending, "wil", tabled)
    assert lineage(ending, running) == {("successor", str(tabled.pk))}
    assert lineage(ending, tabled) == {("predecessor", str(running.pk))}
    assert lineage(ending, running, "otto") == set()  # he does not read what is at the table
    assert fresh(running).state == "in_force"
    assert codes(link_back(ending, tabled, running)) == ["not-possible"]
    link(ending, "sanne", None)
    assert lineage(ending, running) == set()


def link_back(ending, clause, successor):
    """What comes before cannot come after."""
    with acting_as(SYSTEM):
        type(clause).objects.filter(pk=clause.pk).update(state="agreed_in_principle")
    body = {"successor": str(successor.pk)}
    return ending.send("wil", clause, "", body, 400, "PATCH")


def test_what_is_in_force_already_supersedes_at_once_and_asks_for_outcomes(ending):
    late = ending.promise("Een raad instellen")
    ending.expire()
    one, other = ending.successor(), ending.successor()
    link(ending, "wil", one)
    ending.consent("emma", late, "carry_over", data={"dueOn": iso(90)})
    link(ending, "wil", other)  # that consent was about another clause
    with acting_as(SYSTEM):
        ended = Consent.objects.get(subject_id=late.pk, transition="carry_over")
    assert ended.ended_because == "voided"
    assert [no["code"] for no in ending.option("vera", late, "carry_over")["refusals"]] == [
        "consent-missing",
        "consent-missing",
    ]

    link(ending, "sanne", ending.successor(state="in_force", in_force_since=days(-3)))
    assert fresh(ending.clause).state == "superseded"
    assert ending.get(late)["awaitsOutcome"] is True
    ending.consent("emma", late, "carry_over", data={"dueOn": iso(90)})
    ending.consent("bram", late, "carry_over")
    assert ending.get(late)["outcome"] == "carried_over"


def test_a_promise_goes_to_another_table_only_with_its_people(ending):
    late = ending.promise("Een raad instellen")
    ending.expire()
    new = a_circle("nieuw")
    after = a_clause(new, "in_force", article_number="8.8", ended_on=None)
    with acting_as(SYSTEM):
        type(after).objects.filter(pk=ending.clause.pk).update(successor=after)
    assert "successor-elsewhere" in codes(ending.option("vera", late, "carry_over"))
    for name, who in (("bedrijf", "emma"), ("bond-een", "vera")):
        seat(new.table, ending.circle.organisations[name], Capacity.PARTY)
        mandate(ending.circle.people[who], ending.circle.organisations[name])
    ending.apis.clear()
    ending.consent("emma", late, "carry_over", data={"dueOn": iso(90)})
    ending.consent("vera", late, "carry_over")
    following = ending.get(late)["carriedTo"]
    assert following["subject"]["id"] == str(after.pk)
    assert ending.get(late, who="bram")["carriedTo"] is None  # he has no seat there
    address = f"/v1/commitments/{following['id']}"
    assert ending("bram").get(address).status_code == 404
    shown = ending("vera").get(f"{address}/audit-entries").content.decode()
    assert str(late.pk) not in shown  # nor does everybody there know the old one


def test_an_agreement_has_a_successor_too(ending):
    older = an_agreement(ending.circle, visibility="table")
    newer = an_agreement(
        ending.circle, title="Cao Zorg (nieuw)", start_on=days(10), end_on=days(99)
    )
    hidden = an_agreement(
        a_circle("elders"), start_on=days(10), end_on=days(99), visibility="table"
    )
    found = ending.get(older, "/possible-successors", who="wil")["items"]
    assert [each["id"] for each in found] == [str(newer.pk)]
    for wrong in (hidden, older):
        body = {"successor": str(wrong.pk)}
        assert codes(ending.send("wil", older, "", body, 400, "PATCH")) == ["not-possible"]
    ending.send("wil", older, "", {"successor": str(newer.pk)}, 200, "PATCH")
    assert lineage(ending, older) == {("successor", str(newer.pk))}
    assert lineage(ending, newer) == {("predecessor", str(older.pk))}
    assert lineage(ending, newer, "otto") == set()


def test_what_ends_with_an_agreement_that_is_followed_is_announced_no_more(ending):
    term = {"start_on": days(-300), "end_on": days(60), "original_end_on": days(60)}
    older = an_agreement(ending.circle, **term, tacit_renewal=False)
    newer = an_agreement(ending.circle, title="Cao Zorg II", start_on=days(61), end_on=days(400))
    facts: dict[str, Any] = {"agreement": older, "effective_on": days(-300), "ended_on": None}
    with_it = a_clause(ending.circle, ends_on=days(60), **facts)
    own = a_clause(ending.circle, ends_on=days(50), article_number="7", **facts)

    def expiries():
        with acting_as(SYSTEM):
            rows = Due.objects.filter(subject_id__in=(with_it.pk, own.pk), name="expiry")
            return dict(rows.values_list("subject_id", "anchor_on"))

    with acting_as(SYSTEM):
        for clause in (with_it, own):
            dues.replan(clause)
    both = {with_it.pk: days(60), own.pk: days(50)}
    assert expiries() == both
    ending.send("wil", older, "", {"successor": str(newer.pk)}, 200, "PATCH")
    assert expiries() == {own.pk: days(50)}  # it ends by itself, whatever follows the agreement
    ending.send("sanne", older, "", {"successor": None}, 200, "PATCH")
    assert expiries() == both

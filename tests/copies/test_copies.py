"""Who leaves a table keeps what it could read there, and reads nothing of what follows."""

import json
from datetime import datetime, time, timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from backend.agreements import actions
from backend.agreements.models import Clause
from backend.audit.verifier import breaks, records_in
from backend.confidentiality.context import acting_as
from backend.copies.models import DossierCopy
from backend.copies.taking import keep
from backend.parties.actors import ANONYMOUS, SYSTEM
from backend.parties.models import Affiliation, Membership, Person
from backend.reminders.sweep import sweep
from tests.agreements.scene import consulted, fresh, negotiated, open_agreement, say, take
from tests.api.clients import Api
from tests.disputes.scene import CLAIM, Quarrel
from tests.lifecycles.clause_arrangement import a_clause
from tests.people import Circle, a_circle, days

pytestmark = pytest.mark.django_db


@pytest.fixture
def circle() -> Circle:
    return a_circle()


@pytest.fixture
def clause(circle):
    return consulted(circle, open_agreement(circle))


def api(circle, name):
    return Api(circle.people[name])


def comment(circle, clause, who, text):
    body = {"subjectKind": "clause", "subjectId": str(clause.pk), "text": text}
    answer = api(circle, who).post("/v1/comments", body)
    assert answer.status_code == 201, answer.content


def copies(circle, name):
    answer = api(circle, name).get("/v1/copies")
    assert answer.status_code == 200
    return answer.json()["items"]


def ratify_without_bram(circle, clause):
    for who, outcome in (("wil", "accepted"), ("vera", "accepted"), ("bram", "rejected")):
        say(circle, clause, who, outcome)
    assert fresh(clause).state == "ratified"


def test_a_union_that_rejects_keeps_what_it_could_read_and_reads_no_further(circle, clause):
    comment(circle, clause, "bram", "Dit gaat ons te ver.")
    before = api(circle, "bram").get(f"/v1/clauses/{clause.pk}/versions").json()["items"]
    assert copies(circle, "bram") == []
    ratify_without_bram(circle, clause)
    comment(circle, clause, "vera", "Nu wij samen verder gaan.")
    assert api(circle, "bram").get(f"/v1/clauses/{clause.pk}").status_code == 404
    (listed,) = copies(circle, "bram")
    assert listed["subject"]["title"] == clause.caption
    assert listed["subject"]["state"] == "in_ratification"
    answer = api(circle, "bram").get(f"/v1/copies/{listed['id']}")
    kept = answer.json()
    assert [text["body"] for text in kept["texts"]] == [each["body"] for each in reversed(before)]
    assert [said["text"] for said in kept["comments"]] == ["Dit gaat ons te ver."]
    assert kept["entries"][-1]["organisation"]["name"] == "Bond Twee"
    assert "samen verder" not in answer.content.decode()
    assert {entry["event"] for entry in kept["entries"]}.isdisjoint({"ratify"})
    page = {"items": kept["entries"]}
    assert list(breaks(records_in(page), whole=False)) == []


def test_a_copy_is_read_by_the_negotiators_of_its_organisation_only(circle, clause):
    ratify_without_bram(circle, clause)
    (listed,) = copies(circle, "bram")
    keeper = Person.objects.create_user("griet@example.org", name="Griet")
    of_bram = circle.organisations["bond-twee"]
    Affiliation.objects.create(
        person=keeper,
        organisation=of_bram,
        function="member",
        keeps_mandates=True,
        valid_from=days(-9),
    )
    absent = Api(keeper).get("/v1/copies/0191b2c4-0000-7000-8000-000000000000")
    for who in (keeper, *(circle.people[name] for name in ("wil", "vera", "sanne", "ada", "otto"))):
        hidden = Api(who).get(f"/v1/copies/{listed['id']}")
        assert (hidden.status_code, hidden.content) == (404, absent.content)
        assert Api(who).get("/v1/copies").json()["items"] == []
    with acting_as(circle.actor("vera")):  # the second wall alone
        assert not DossierCopy.objects.exists()
    with acting_as(ANONYMOUS):
        assert not DossierCopy.objects.exists()
    # who leaves the organisation leaves its copies too
    Affiliation.objects.filter(person=circle.people["bram"]).update(valid_until=days(-1))
    assert copies(circle, "bram") == []


def test_nobody_changes_or_removes_a_copy(circle, clause):
    ratify_without_bram(circle, clause)
    for sql in ("update copies_dossiercopy set title = ''", "delete from copies_dossiercopy"):
        with acting_as(SYSTEM), pytest.raises(DatabaseError), transaction.atomic():
            connection.cursor().execute(sql)
    assert len(copies(circle, "bram")) == 1


def test_a_seat_that_ends_on_its_day_leaves_a_copy_without_what_came_after(circle, clause):
    comment(circle, clause, "vera", "Voor het einde.")
    seat = Membership.objects.get(organisation=circle.organisations["bond-twee"])
    Membership.objects.filter(pk=seat.pk).update(valid_until=days(0))
    sweep()
    assert copies(circle, "bram") == []  # today it still sits there
    tomorrow = timezone.make_aware(datetime.combine(days(1), time(9)))
    take(circle, clause, "wil", "record_ballot", data={"outcome": "accepted"}, now=tomorrow)
    for _ in range(2):
        sweep(tomorrow + timedelta(hours=1))
    Membership.objects.filter(pk=seat.pk).update(valid_until=days(-1))
    (listed,) = copies(circle, "bram")
    assert listed["endedOn"] == days(0).isoformat()
    kept = api(circle, "bram").get(f"/v1/copies/{listed['id']}").json()
    assert [said["text"] for said in kept["comments"]] == ["Voor het einde."]
    assert "record_ballot" not in {entry["event"] for entry in kept["entries"]}
    assert kept["texts"]
    assert json.dumps(kept).count("Voor het einde.") == 1


def test_a_copy_keeps_what_was_said_in_a_dispute(circle):
    quarrel = Quarrel(circle)
    address = quarrel.raised()
    quarrel.take("wil", "answer_dispute", {"answer": "Zo is het bedoeld.", "requested": "Niets."})
    piece = {"title": "Rooster van mei", "url": "https://rooster.example/mei"}
    quarrel.send("vera", f"{address}/evidence", piece)
    seat = Membership.objects.filter(organisation=circle.organisations["bond-twee"])
    seat.update(valid_until=days(-1))
    keep(seat.get(), timezone.now() + timedelta(seconds=1))
    (listed,) = copies(circle, "bram")
    texts = api(circle, "bram").get(f"/v1/copies/{listed['id']}").json()["texts"]
    said = {text["field"]: (text["side"], text["body"]) for text in texts}
    assert said["claim"] == ("union", f"{CLAIM['facts']}\n\n{CLAIM['requested']}")
    assert said["answer"] == ("employer", "Zo is het bedoeld.\n\nNiets.")
    assert said["evidence"] == ("union", "Rooster van mei\n\nhttps://rooster.example/mei")


def test_a_late_copy_says_where_it_stood_by_its_lines_and_not_where_it_stands_by_now(circle):
    clause = a_clause(circle, "under_review")
    comment(circle, clause, "vera", "Dit gaat goed.")
    seat = Membership.objects.filter(organisation=circle.organisations["bond-twee"])
    seat.update(valid_until=days(-1))
    with acting_as(SYSTEM):
        Clause.objects.filter(pk=clause.pk).update(state="in_force")
    keep(seat.get(), timezone.now() + timedelta(seconds=1))
    (listed,) = copies(circle, "bram")
    assert listed["subject"]["state"] == "under_review"
    kept = api(circle, "bram").get(f"/v1/copies/{listed['id']}").json()
    assert [entry["event"] for entry in kept["entries"]] == ["comment_added"]


def test_a_late_copy_is_called_what_the_dossier_was_called_on_the_last_day(circle):
    agreement = open_agreement(circle, title="Cao Zorg")
    clause = negotiated(circle, agreement)
    was = clause.caption
    seat = Membership.objects.filter(organisation=circle.organisations["bond-twee"])
    seat.update(valid_until=days(-1))
    ended = timezone.now() + timedelta(seconds=1)  # from here on it sits there no longer
    later = ended + timedelta(minutes=1)
    for number, title in enumerate(("Roosteren zonder bond", "Roosteren met opslag")):
        at = later + timedelta(minutes=number)
        actions.edit_clause(fresh(clause), {"title": title}, actor=circle.wil, now=at)
        actions.edit_agreement(agreement, {"title": f"Cao {title}"}, actor=circle.sanne, now=at)
    keep(seat.get(), ended)
    (listed,) = copies(circle, "bram")
    assert (listed["subject"]["title"], listed["subject"]["partOf"]) == (was, "Cao Zorg")
    answer = api(circle, "bram").get(f"/v1/copies/{listed['id']}").content.decode()
    assert was in answer
    assert "Roosteren" not in answer
    # who stays reads the new name, and in the chain from which to which
    address = f"/v1/clauses/{clause.pk}"
    assert api(circle, "vera").get(address).json()["title"] == "Roosteren met opslag"
    entries = api(circle, "vera").get(f"{address}/audit-entries").json()["items"]
    assert entries[-1]["facts"]["caption"]["to"].endswith("Roosteren met opslag")


def test_who_sat_there_until_the_table_closed_reads_on_without_a_copy(circle, clause):
    circle.table.closes_on = days(-1)
    circle.table.save()
    Membership.objects.filter(bargaining_table=circle.table).update(valid_until=days(-1))
    sweep()
    assert copies(circle, "bram") == []
    assert api(circle, "bram").get(f"/v1/clauses/{clause.pk}").status_code == 200


def test_who_takes_another_seat_at_the_table_is_left_alone(circle, clause):
    rows = Membership.objects.filter(organisation=circle.organisations["bond-twee"])
    rows.update(valid_until=days(-1))
    Membership.objects.create(
        organisation=circle.organisations["bond-twee"],
        bargaining_table=circle.table,
        capacity="party",
        valid_from=days(0),
    )
    sweep()
    with acting_as(SYSTEM):
        assert not DossierCopy.objects.exists()

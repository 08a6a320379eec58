"""A union that rejects one agreement keeps its place in another one at the same table."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from backend.agreements.models import Agreement, Clause
from backend.audit.models import AuditEntry
from backend.audit.seals import verify
from backend.confidentiality.context import acting_as
from backend.copies.models import DossierCopy
from backend.parties.actors import SYSTEM
from backend.parties.models import BargainingTable, Mandate, Membership
from backend.reminders.sweep import sweep
from backend.workflow import consenting
from tests.agreements.scene import agreed, consulted, fresh, iso, open_agreement, say, take
from tests.api.clients import Api
from tests.disputes.scene import CLAIM
from tests.people import Circle, a_circle, days
from tests.reminders.scene import names, written

pytestmark = pytest.mark.django_db

EVERYBODY = ("wil", "vera", "bram", "otto", "sanne", "lies", "ada", "nick")


class Scene:
    """An agreement that binds all three parties, and a later one at the same table."""

    def __init__(self, circle: Circle) -> None:
        self.circle = circle
        self.earlier = open_agreement(circle, title="Cao van vroeger")
        self.kept = consulted(circle, self.earlier, "1.1")
        for who in ("wil", "vera", "bram"):
            say(circle, self.kept, who, "accepted")
        self.later = open_agreement(circle, title="Cao van nu")
        self.clause = consulted(circle, self.later, "2.1")
        self.other = agreed(circle, self.later, "2.2")

    def __call__(self, name: str) -> Api:
        return Api(self.circle.people[name])

    def comment(self, who: str, clause: Clause, text: str) -> Any:
        body = {"subjectKind": "clause", "subjectId": str(clause.pk), "text": text}
        return self(who).post("/v1/comments", body)

    def without_bram(self) -> None:
        """The members of one union reject the later agreement; the others ratify it."""
        for who, outcome in (("wil", "accepted"), ("bram", "rejected"), ("vera", "accepted")):
            say(self.circle, self.clause, who, outcome)
        assert fresh(self.clause).state == "ratified"

    def table(self) -> Any:
        with acting_as(SYSTEM):
            return Agreement.objects.get(pk=self.later.pk).bargaining_table

    def seats(self, table: BargainingTable) -> set[str]:
        rows = Membership.objects.valid_on(days(0)).filter(bargaining_table=table)
        return set(rows.values_list("organisation__key", flat=True))


@pytest.fixture
def scene(db: None) -> Scene:
    return Scene(a_circle())


def statuses(scene, who, *addresses):
    return [scene(who).get(address).status_code for address in addresses]


def addresses_of(agreement, *clauses):
    below = ("", "/versions", "/audit-entries", "/available-transitions", "/consents")
    return [
        f"/v1/agreements/{agreement.pk}",
        *(f"/v1/clauses/{clause.pk}{each}" for clause in clauses for each in below),
    ]


def test_its_place_in_the_earlier_agreement_stays_as_it_was(scene):
    scene.comment("bram", scene.kept, "Dit geldt voor ons.")
    before = {name: _everything(scene, name, scene.earlier, scene.kept) for name in EVERYBODY}
    scene.without_bram()
    for name in EVERYBODY:
        assert _everything(scene, name, scene.earlier, scene.kept) == before[name], name
    # and it still acts there: it speaks, consents, disputes, and is told
    assert scene.comment("bram", scene.kept, "Nog steeds.").status_code == 201
    assert scene.seats(scene.circle.table) >= {"bond-twee", "bond-een", "werkgevers"}
    letter = {"decision": "give", "explanation": "Wij beraden ons."}
    address = f"/v1/agreements/{scene.earlier.pk}/notice-intentions"
    assert scene("bram").post(address, letter).status_code == 201
    take(
        scene.circle,
        scene.kept,
        "sanne",
        "register",
        data={"submitted_on": iso(0), "agreement_number": "123"},
    )
    with acting_as(SYSTEM):
        Clause.objects.filter(pk=scene.kept.pk).update(state="in_force")
    quarrel = {"name": "raise_dispute", "data": CLAIM}
    address = f"/v1/clauses/{scene.kept.pk}"
    version = scene("bram").get(address).json()["version"]
    raised = scene("bram").post(f"{address}/transitions", quarrel, if_match=version)
    assert raised.status_code == 201, raised.content
    for who in ("bram", "wil"):
        found = scene(who).get(f"/v1/disputes?subjectKind=clause&subjectId={scene.kept.pk}")
        (dispute,) = found.json()["items"]
        assert dispute["organisation"]["name"] == "Bond Twee"


def _everything(scene, name, agreement, *clauses):
    """What somebody gets of an agreement and its clauses, but for the moment."""
    answers = [scene(name).get(address) for address in addresses_of(agreement, *clauses)]
    return [(answer.status_code, answer.content) for answer in answers]


def test_it_reads_nothing_more_of_the_one_it_rejected(scene):
    scene.comment("bram", scene.clause, "Dit gaat ons te ver.")
    found = addresses_of(scene.later, scene.clause, scene.other)
    assert set(statuses(scene, "bram", *found)) == {200}
    entries = len(scene("vera").get(f"/v1/clauses/{scene.clause.pk}/audit-entries").json()["items"])
    scene.without_bram()
    absent = scene("bram").get("/v1/clauses/0191b2c4-0000-7000-8000-000000000000")
    for address in found:
        hidden = scene("bram").get(address)
        assert hidden.status_code == 404, address
        if address.count("/") == 3 and "/clauses/" in address:
            assert hidden.content == absent.content
    for listing in ("clauses", "agreements", "comments", "commitments", "packages"):
        text = scene("bram").get(f"/v1/{listing}").content.decode()
        for hidden in (scene.later, scene.clause, scene.other):
            assert str(hidden.pk) not in text, listing
    # the others go on as before, with all that was written until now
    for who in ("wil", "vera", "sanne"):
        assert set(statuses(scene, who, *found)) == {200}, who
        text = scene(who).get(f"/v1/comments?subjectId={scene.clause.pk}").content.decode()
        assert "gaat ons te ver" in text
        seen = scene(who).get(f"/v1/clauses/{scene.clause.pk}/audit-entries").json()["items"]
        assert len(seen) > entries
        assert {"ratify", "moved_table"} <= {entry["event"] for entry in seen}
    assert scene.comment("vera", scene.clause, "Zonder hen.").status_code == 201
    assert scene.comment("bram", scene.clause, "Met ons.").status_code == 404
    assert verify() == []


def test_it_keeps_a_copy_of_that_one_alone_and_is_told(scene):
    scene.without_bram()
    items = scene("bram").get("/v1/copies").json()["items"]
    assert {each["subject"]["id"] for each in items} == {
        str(scene.clause.pk),
        str(scene.other.pk),
    }
    assert {each["subject"]["partOf"] for each in items} == {"Cao van nu"}
    told = written(event="left_agreement")
    assert names(told) == ["bram"]
    assert "Uw plaats aan Cao-tafel tafel blijft" in told[0].text
    others = written(event="moved_table")
    assert names(others) == ["otto", "sanne", "vera", "wil"]
    assert "zonder Bond Twee" in others[0].text


def test_the_others_go_on_at_a_table_of_its_own_on_the_same_mandates(scene):
    scene.without_bram()
    table = scene.table()
    assert (table.name, table.stems_from) == ("Cao-tafel tafel (2)", [scene.circle.table.pk])
    assert scene.seats(table) == scene.seats(scene.circle.table) - {"bond-twee"}
    with acting_as(SYSTEM):
        assert {row.bargaining_table_id for row in scene.later.clauses.all()} == {table.pk}
    # a mandate for the former table, and for no other, holds here as well
    with acting_as(SYSTEM):
        Mandate.objects.update(bargaining_table=scene.circle.table)
    take(
        scene.circle,
        scene.clause,
        "sanne",
        "register",
        data={"submitted_on": iso(0), "agreement_number": "124"},
    )
    for who in ("wil", "vera"):
        consenting.give(scene.other, "reopen", actor=scene.circle.actor(who))
    take(scene.circle, scene.other, "vera", "reopen", reason="Toch nog eens.")
    assert fresh(scene.other).state == "in_negotiation"
    shown = scene("vera").get(f"/v1/agreements/{scene.later.pk}").json()
    assert shown["bargainingTable"]["name"] == table.name
    listed = scene("bram").get("/v1/bargaining-tables").json()["items"]
    assert [each["id"] for each in listed] == [str(scene.circle.table.pk)]


def test_a_second_rejection_moves_what_is_left_and_the_seat_that_ends_later_leaves_its_copies(
    scene,
):
    scene.without_bram()
    with acting_as(SYSTEM):
        assert DossierCopy.objects.count() == 2
    Membership.objects.filter(
        organisation=scene.circle.organisations["bond-twee"],
        bargaining_table=scene.circle.table,
    ).update(valid_until=days(0))
    sweep(timezone.now() + timedelta(days=1))
    items = scene("bram").get("/v1/copies").json()["items"]
    ended = {each["subject"]["partOf"]: each["seatEnded"] for each in items}
    assert ended == {"Cao van nu": False, "Cao van vroeger": True}


def test_where_nothing_else_binds_it_the_seat_ends(scene):
    with acting_as(SYSTEM):
        Clause.objects.filter(pk=scene.kept.pk).update(state="rejected")
    scene.without_bram()
    assert scene.table().pk == scene.circle.table.pk
    assert "bond-twee" not in scene.seats(scene.circle.table)
    assert "U zit niet meer aan" in written(event="left_agreement")[0].text


def test_neither_wall_shows_it_anything_that_was_written_since(scene):
    scene.comment("bram", scene.clause, "Toen.")
    scene.without_bram()
    scene.comment("vera", scene.clause, "Daarna.")
    with acting_as(SYSTEM):
        last = AuditEntry.objects.filter(event="record_ballot").latest("id").pk
    bram = scene.circle.actor("bram")
    with acting_as(bram):
        about = [scene.clause.pk, scene.other.pk, scene.later.pk]
        assert not AuditEntry.objects.filter(subject_id__in=about, pk__gt=last).exists()
        with connection.cursor() as cursor:
            for name, column in _about_subjects():
                if name not in {"audit_auditentry", "audit_audithead", "outbox_outboxmessage"}:
                    cursor.execute(f"select count(*) from {name} where {column} = any(%s)", [about])
                    found = cursor.fetchone()[0]
                    mine = 2 if name == "copies_dossiercopy" else 0
                    assert found == mine, name


def _about_subjects():
    """Every table of ours that names a subject, a clause or an agreement, by which column."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select table_name, column_name from information_schema.columns"
            " where table_schema = 'public'"
            " and column_name in ('subject_id', 'clause_id', 'agreement_id')"
        )
        return cursor.fetchall()

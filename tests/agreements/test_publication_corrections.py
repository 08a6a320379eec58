"""A name was left in what is public: from its correction on nobody else reads it any more."""

import pytest
from django.db import DatabaseError, connection, transaction

from backend.agreements.models import PublishedText
from backend.audit.models import AuditEntry
from backend.confidentiality.context import acting_as
from backend.outbox import relay
from backend.parties.actors import ANONYMOUS, CLOCK, SYSTEM
from backend.reminders.models import Reminder
from backend.workflow import consenting, engine
from tests.agreements.scene import iso
from tests.agreements.test_publication import NAME, SHOWN, SIGNED, TERM, WORDS, amend, register
from tests.api.clients import Api
from tests.lifecycles.clause_arrangement import a_clause
from tests.people import days

pytestmark = pytest.mark.django_db

WHY = "De naam van de ondertekenaar stond er nog in."
OUTSIDE = ("nick", "lies", "ada")


@pytest.fixture
def clause(circle):
    """A clause that was published with a signature in it, and again under another number."""
    made = a_clause(
        circle,
        "ratified",
        **TERM,
        receipt_notice_on=days(-31),
        in_force_since=None,
        ended_on=None,
        body=SIGNED,
    )
    engine.perform(made, "enter_into_force", actor=CLOCK)
    return made


def correct(circle, clause, passages, who="sanne", reason=WHY, version=None):
    address = f"/v1/clauses/{clause.pk}/publication-corrections"
    body = {"passages": passages, "reason": reason}
    return Api(circle.people[who]).post(address, body, if_match=version or clause.version)


def bodies(clause, day=0):
    answer = Api().get(f"/v1/published-texts?clause={clause.pk}&on={iso(day)}")
    return [(each["body"], each["withheld"]) for each in answer.json()["items"]]


class TestTheSecretariat:
    def test_sees_what_is_public_and_withholds_what_was_left_in(self, circle, clause):
        api = Api(circle.people["sanne"])
        offered = api.get(f"/v1/clauses/{clause.pk}/available-changes").json()["items"]
        assert "correct_publication" in {each["name"] for each in offered}
        made = correct(circle, clause, [f" {NAME} "])
        assert made.status_code == 201, made.content
        assert (made.json()["passages"], made.json()["reason"]) == ([NAME], WHY)
        assert made.headers["ETag"] == f'"{clause.version + 1}"'
        assert Api(circle.people["vera"]).get(made.headers["Location"]).json() == made.json()
        shown = api.get(f"/v1/clauses/{clause.pk}/publication-preview").json()
        (public,) = shown["published"]
        gone = [each["text"] for each in public["pieces"] if each["change"] == "removed"]
        assert (public["passages"], "".join(gone), public["sinceOn"]) == ([NAME], NAME, iso(-30))
        assert shown["text"] is None

    def test_shows_again_what_was_withheld_for_nothing(self, circle, clause):
        before = Api().get(f"/v1/published-texts?clause={clause.pk}").json()["items"][0]
        correct(circle, clause, [NAME, "rooster"])
        assert bodies(clause) == [(SHOWN.replace("rooster", "[…]"), 2)]
        back = correct(circle, clause, [], version=clause.version + 1)
        assert back.status_code == 201
        (after,) = Api().get(f"/v1/published-texts?clause={clause.pk}").json()["items"]
        assert after | {"id": ""} == before | {"id": ""}

    def test_corrects_the_texts_of_all_days_and_of_those_to_come(self, circle, clause):
        amend(circle, clause, f"{SIGNED} Ook planners.", effective=10)
        register(circle, clause, submitted_on=iso(-1), receipt_on=iso(0))
        number = {"articleNumber": "6.5"}
        address = f"/v1/clauses/{clause.pk}"
        api = Api(circle.people["sanne"])
        assert api.patch(address, number, if_match=clause.version).status_code == 200
        made = correct(circle, clause, [NAME], version=clause.version + 1)
        assert made.status_code == 201
        for day, later in (
            (-5, ""),
            (0, ""),
            (9, ""),
            (10, " Ook planners."),
            (700, " Ook planners."),
        ):
            assert bodies(clause, day) == [(f"{SHOWN}{later}", 1)]
        with acting_as(ANONYMOUS):
            assert not PublishedText.objects.filter(body__contains="Zwarts").exists()
        with acting_as(SYSTEM):
            clause.refresh_from_db()
        amend(circle, clause, f"{SIGNED} Anders.", effective=20)
        register(circle, clause, submitted_on=iso(-1), receipt_on=iso(0))
        assert bodies(clause, 20) == [(f"{SHOWN} Anders.", 1)]

    def test_is_told_what_it_cannot(self, circle, clause):
        for who, status in (("vera", 403), ("wil", 403), ("otto", 403), ("nick", 403)):
            assert correct(circle, clause, [NAME], who).status_code == status, who
        for passages, reason, pointer in (
            (["Niemand"], WHY, "/passages/0"),
            ([], WHY, "/passages"),
            ([NAME], " ", "/reason"),
        ):
            answer = correct(circle, clause, passages, reason=reason)
            assert answer.status_code == 400
            assert [each["pointer"] for each in answer.json()["errors"]] == [pointer]
        assert correct(circle, clause, [NAME], version=clause.version + 7).status_code == 412
        assert bodies(clause) == [(SIGNED, 0)]
        waits = a_clause(circle, "ratified", **TERM, in_force_since=None, body=SIGNED)
        assert correct(circle, waits, [NAME]).status_code == 409

    def test_leaves_consents_as_they_are_and_tells_both_sides(self, circle, clause):
        terms = {"ends_on": iso(900)}
        consenting.give(clause, "renew", actor=circle.wil, data=terms)
        relay.deliver_due(1000)
        with acting_as(SYSTEM):
            Reminder.objects.all().delete()
        assert correct(circle, clause, [NAME]).status_code == 201
        relay.deliver_due(1000)
        given = Api(circle.people["vera"]).get(f"/v1/clauses/{clause.pk}/consents").json()["items"]
        assert [each["endedAt"] for each in given] == [None]
        with acting_as(SYSTEM):
            entry = AuditEntry.objects.get(subject_id=clause.pk, event="correct_publication")
            told = set(Reminder.objects.values_list("recipient__email", flat=True))
        assert (entry.reason, entry.audience) == (WHY, f"parties:{circle.table.pk}")
        assert "Zwarts" not in str(entry.facts)
        assert told >= {circle.people[each].email for each in ("wil", "vera", "bram")}
        assert not told & {circle.people[each].email for each in OUTSIDE}


class TestEverybodyElse:
    def test_reads_no_old_word_anywhere_and_sees_that_it_changed(self, circle, clause):
        address = f"/v1/clauses/{clause.pk}"
        nick = Api(circle.people["nick"])
        before = nick.get(address)
        assert correct(circle, clause, [NAME]).status_code == 201
        after = nick.get(address)
        assert before.headers["ETag"] != after.headers["ETag"]
        assert before.json()["updatedAt"] < after.json()["updatedAt"]
        assert before.json()["text"]["digest"] != after.json()["text"]["digest"]
        below = ("", "/text", f"/text?on={iso(-5)}", "/versions", "/publication-texts")
        more = ("/publication-corrections", "/publication-preview", "/audit-entries")
        pages = ("/v1/clauses", f"/v1/clauses?q={NAME}", "/v1/published-texts")
        for who in OUTSIDE:
            api = Api(circle.people[who])
            told = [api.get(each) for each in pages]
            told += [api.get(f"{address}{each}") for each in (*below, *more)]
            for answer in told:
                assert answer.status_code == 200
                assert not [word for word in (*WORDS, WHY) if word in answer.content.decode()]
            assert api.get(f"/v1/clauses?q={NAME}").json()["items"] == []
            assert len(api.get("/v1/clauses?q=rooster").json()["items"]) == 1
        (row,) = (
            Api(circle.people["vera"]).get(f"{address}/publication-corrections").json()["items"]
        )
        assert nick.get(f"{address}/publication-corrections/{row['id']}").status_code == 404

    def test_finds_no_row_of_it_past_the_first_wall(self, circle, clause):
        correct(circle, clause, [NAME])
        for who in (ANONYMOUS, circle.nick, circle.lies, circle.ada):
            with acting_as(who), connection.cursor() as cursor:
                cursor.execute("select body, text_id from agreements_publishedtext")
                assert [body for body, _ in cursor.fetchall()] == [SHOWN]

    def test_finds_none_behind_the_first_wall_when_the_second_is_down(
        self, circle, clause, monkeypatch
    ):
        from backend.confidentiality.context import enter  # noqa: PLC0415

        correct(circle, clause, [NAME])
        monkeypatch.setattr("backend.api.views.enter", lambda _: enter(SYSTEM))
        api, address = Api(circle.people["nick"]), f"/v1/clauses/{clause.pk}"
        below = ("", "/text", "/publication-preview", "/publication-corrections")
        for each in (*(f"{address}{each}" for each in below), "/v1/published-texts"):
            answer = api.get(each)
            assert answer.status_code == 200
            assert "Zwarts" not in answer.content.decode()

    def test_never_reads_it_again_because_a_row_says_so(self, circle, clause):
        correct(circle, clause, [NAME])
        with acting_as(SYSTEM):
            old = PublishedText.objects.filter(clause=clause, replaced_at__isnull=False)
            for change in (
                {"visibility": "public", "replaced_at": None},
                {"visibility": "public"},
                {"body": SHOWN},
            ):
                with pytest.raises(DatabaseError), transaction.atomic():
                    old.update(**change)

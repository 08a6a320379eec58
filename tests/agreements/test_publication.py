"""What goes public: without what is withheld, not before it is registered, and no word more."""

from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from backend.agreements import withholding
from backend.agreements.models import ClauseVersion, PublishedText
from backend.agreements.publication_rows import PublicationText
from backend.audit.models import AuditEntry
from backend.confidentiality.context import acting_as
from backend.parties.actors import ANONYMOUS, CLOCK, SYSTEM
from backend.workflow import consenting, engine
from tests.agreements.scene import iso, take
from tests.api.clients import Api
from tests.lifecycles.clause_arrangement import a_clause
from tests.people import days

pytestmark = pytest.mark.django_db

SIGNED = "Teams maken het rooster. Getekend: Jannie de Wit-Zwarts, voorzitter."
SHOWN = "Teams maken het rooster. Getekend: […], voorzitter."
NAME = "Jannie de Wit-Zwarts"
WORDS = ("Zwarts", "Wit-Zwarts", NAME)
TERM = {"effective_on": days(-30), "ends_on": days(800), "next_review_on": days(100)}


@pytest.fixture
def clause(circle):
    """A clause with a signature in its text, about to enter into force."""
    return a_clause(
        circle,
        "ratified",
        **TERM,
        receipt_notice_on=days(-31),
        in_force_since=None,
        ended_on=None,
        body=SIGNED,
    )


def prepare(circle, clause, passages, who="sanne"):
    address = f"/v1/clauses/{clause.pk}/publication-texts"
    return Api(circle.people[who]).post(address, {"passages": passages})


def preview(circle, clause, who="sanne"):
    answer = Api(circle.people[who]).get(f"/v1/clauses/{clause.pk}/publication-preview")
    assert answer.status_code == 200
    return answer.json()["text"]


def begin(clause):
    engine.perform(clause, "enter_into_force", actor=CLOCK)


def amend(circle, clause, body, effective=10):
    change = {"body": body}
    take(circle, clause, "vera", "propose_amendment", data=change, reason="Uit de praktijk.")
    terms = {"effective_on": iso(effective)}
    consenting.give(clause, "accept_amendment", actor=circle.vera, data=terms)
    consenting.give(clause, "accept_amendment", actor=circle.wil)


def register(circle, clause, **data):
    take(circle, clause, "sanne", "register_amendment", data=data)


def registering(api, place):
    """What is offered there to record the registration of an amendment."""
    items = api.get(f"{place}/available-transitions").json()["items"]
    return [offer for offer in items if offer["name"] == "register_amendment"]


def public(clause, day=0, who=None):
    answer = (who or Api()).get(f"/v1/published-texts?clause={clause.pk}&on={iso(day)}")
    return answer.json()["items"]


class TestWhoeverRegisters:
    def test_sees_word_by_word_what_will_be_withheld(self, circle, clause):
        assert preview(circle, clause)["prepared"] is False
        made = prepare(circle, clause, [f" {NAME} "])
        assert made.status_code == 201, made.content
        assert made.json()["passages"] == [NAME]
        shown = preview(circle, clause)
        assert (shown["body"], shown["withheld"], shown["prepared"]) == (SHOWN, 1, True)
        gone = [each["text"] for each in shown["pieces"] if each["change"] == "removed"]
        assert "".join(gone) == NAME
        one = Api(circle.people["vera"]).get(made.headers["Location"])
        assert one.json() == made.json()

    def test_can_say_it_anew_and_the_newest_counts(self, circle, clause):
        prepare(circle, clause, ["Teams"])
        prepare(circle, clause, [NAME, "voorzitter"])
        assert preview(circle, clause)["withheld"] == 2
        below = f"/v1/clauses/{clause.pk}/publication-texts"
        listed = Api(circle.people["wil"]).get(below).json()["items"]
        assert [each["passages"] for each in listed] == [[NAME, "voorzitter"], ["Teams"]]

    @pytest.mark.parametrize("language", ["nl", "en"])
    def test_is_told_which_words_are_not_there(self, circle, clause, language):
        api = Api(circle.people["sanne"])
        api.headers["Accept-Language"] = language
        address = f"/v1/clauses/{clause.pk}/publication-texts"
        answer = api.post(address, {"passages": [NAME, "Jannie de Wi"]})
        assert answer.status_code == 400
        (error,) = answer.json()["errors"]
        assert error["pointer"] == "/passages/1"
        assert "Jannie de Wi" in str(error)
        with acting_as(SYSTEM):
            assert not PublicationText.objects.exists()

    def test_is_the_secretariat_and_nobody_else(self, circle, clause):
        for who, status in (("vera", 403), ("wil", 403), ("otto", 403), ("nick", 404)):
            assert prepare(circle, clause, [NAME], who).status_code == status

    def test_finds_nothing_to_prepare_where_all_is_public(self, circle, clause):
        begin(clause)
        assert preview(circle, clause) is None
        answer = prepare(circle, clause, [NAME])
        assert answer.status_code == 409
        offered = Api(circle.people["sanne"]).get(f"/v1/clauses/{clause.pk}/available-changes")
        assert "publication_text" not in {each["name"] for each in offered.json()["items"]}

    def test_leaves_an_entry_without_the_words(self, circle, clause):
        prepare(circle, clause, [NAME])
        with acting_as(SYSTEM):
            entry = AuditEntry.objects.get(subject_id=clause.pk, event="publication_text")
        assert entry.audience == f"parties:{circle.table.pk}"
        assert entry.facts["withheld"] == 1
        assert "Zwarts" not in str(entry.facts)


class TestEverybodyElse:
    @pytest.fixture
    def published(self, circle, clause):
        assert prepare(circle, clause, [NAME]).status_code == 201
        begin(clause)
        return clause

    def test_reads_the_text_without_it_everywhere(self, circle, published):
        address = f"/v1/clauses/{published.pk}"
        for who in ("nick", "lies", "ada"):
            api = Api(circle.people[who])
            text = api.get(address).json()["text"]
            assert (text["body"], text["withheld"], text["number"]) == (SHOWN, 1, None)
            told = [
                api.get(f"{address}{below}")
                for below in ("", "/text", "/versions", "/publication-texts", "/audit-entries")
            ]
            told += [api.get("/v1/clauses"), api.get(f"/v1/clauses?q={NAME}")]
            told += [api.get(f"{address}/publication-preview"), api.get("/v1/published-texts")]
            for answer in told:
                assert answer.status_code == 200
                assert not [word for word in WORDS if word in answer.content.decode()]
        assert public(published)[0]["withheld"] == 1

    def test_finds_nothing_with_the_withheld_words(self, circle, published):
        found = {}
        for who in ("nick", "vera"):
            api = Api(circle.people[who])
            found[who] = [
                len(api.get(f"/v1/clauses?q={word}").json()["items"])
                for word in ("Zwarts", "rooster")
            ]
        assert found == {"nick": [0, 1], "vera": [1, 1]}

    def test_cannot_tell_a_guess_by_the_digest(self, circle, published):
        whole = Api(circle.people["vera"]).get(f"/v1/clauses/{published.pk}").json()["text"]
        shown = Api(circle.people["nick"]).get(f"/v1/clauses/{published.pk}").json()["text"]
        assert (whole["body"], whole["withheld"]) == (SIGNED, 0)
        assert shown["digest"] == ClauseVersion.digest_for(published, SHOWN)
        assert public(published)[0]["digest"] == shown["digest"] != whole["digest"]

    def test_gets_no_address_of_the_whole_text(self, circle, published):
        api, own = Api(circle.people["nick"]), Api(circle.people["vera"])
        for below in ("versions", "publication-texts"):
            (row,) = own.get(f"/v1/clauses/{published.pk}/{below}").json()["items"]
            hidden = api.get(f"/v1/clauses/{published.pk}/{below}/{row['id']}")
            absent = api.get(f"/v1/clauses/{published.pk}/{below}/{published.pk}")
            assert hidden.status_code == absent.status_code == 404
            assert hidden.json() | {"instance": ""} == absent.json() | {"instance": ""}

    def test_finds_no_row_past_the_first_wall(self, circle, published):
        tables = ("agreements_clauseversion", "agreements_publicationtext")
        for who in (ANONYMOUS, circle.nick, circle.lies, circle.ada):
            with acting_as(who), connection.cursor() as cursor:
                for table in tables:
                    cursor.execute(f"select count(*) from {table}")
                    assert cursor.fetchone() == (0,)

    def test_finds_it_behind_the_first_wall_when_the_second_is_down(
        self, circle, published, monkeypatch
    ):
        from backend.confidentiality.context import enter  # noqa: PLC0415

        monkeypatch.setattr("backend.api.views.enter", lambda _: enter(SYSTEM))
        api = Api(circle.people["nick"])
        for answer in (
            api.get(f"/v1/clauses/{published.pk}"),
            api.get("/v1/clauses"),
            api.get(f"/v1/clauses/{published.pk}/versions"),
            api.get(f"/v1/clauses/{published.pk}/publication-texts"),
            api.get("/v1/clauses?q=Zwarts"),
        ):
            assert answer.status_code == 200
            assert "Zwarts" not in answer.content.decode()

    def test_never_reads_a_whole_text_because_a_row_says_so(self, published):
        with acting_as(SYSTEM):
            for row in (ClauseVersion, PublicationText):
                with pytest.raises(DatabaseError), transaction.atomic():
                    row.objects.filter(clause=published).update(visibility="public")
            changes: tuple[dict[str, Any], ...] = ({"body": "Anders"}, {"passages": []})
            for change in changes:
                with pytest.raises(DatabaseError), transaction.atomic():
                    PublicationText.objects.filter(clause=published).update(**change)
            with pytest.raises(DatabaseError), transaction.atomic():
                PublicationText.objects.filter(clause=published)._raw_delete("default")


class TestWhereNobodySaidAnything:
    def test_full_names_of_who_wrote_it_are_withheld(self, circle):
        made = a_clause(
            circle,
            "ratified",
            **TERM,
            receipt_notice_on=days(-31),
            in_force_since=None,
            body="Wil en Wil Werkman wil dit. Ook Wil Werkmans.",
        )
        with acting_as(SYSTEM):
            wrote = made.versions.get()
            made.versions.create(
                bargaining_table=circle.table,
                visibility="table",
                number=9,
                body="Anders.",
                author_side="employer",
                author_name="Wil Werkman",
                digest="0" * 64,
                created_at=wrote.created_at,
            )
        shown = preview(circle, made)
        assert (shown["prepared"], shown["passages"]) == (False, ["Wil Werkman"])
        begin(made)
        assert public(made)[0]["body"] == "Wil en […] wil dit. Ook Wil Werkmans."

    def test_what_was_withheld_before_stays_withheld_when_the_text_is_amended(self, circle, clause):
        prepare(circle, clause, [NAME])
        begin(clause)
        amend(circle, clause, f"{SIGNED} En {NAME}.")
        register(circle, clause, submitted_on=iso(-1), receipt_on=iso(0))
        (later,) = public(clause, 10)
        assert (later["body"], later["withheld"]) == (f"{SHOWN} En […].", 2)


class TestAnAmendment:
    @pytest.fixture
    def amended(self, circle, clause):
        begin(clause)
        amend(circle, clause, "Teams en planners maken het rooster.")
        assert clause.state == "in_force"
        return clause

    def test_is_not_public_before_it_is_registered(self, circle, amended):
        for day in (0, 10, 700):
            assert [each["body"] for each in public(amended, day)] == [SIGNED]
        nick = Api(circle.people["nick"])
        assert nick.get(f"/v1/clauses/{amended.pk}").json()["text"]["body"] == SIGNED
        assert nick.get("/v1/clauses?q=planners").json()["items"] == []
        for who in ("wil", "vera", "otto"):
            text = Api(circle.people[who]).get(f"/v1/clauses/{amended.pk}").json()["text"]
            assert text["body"] == "Teams en planners maken het rooster."
            assert (text["effectiveOn"], text["inForceOn"]) == (iso(10), None)

    def test_waits_for_the_receipt_notice(self, circle, amended):
        register(circle, amended, submitted_on=iso(-3))
        text = Api(circle.people["vera"]).get(f"/v1/clauses/{amended.pk}").json()["text"]
        assert (text["registeredOn"], text["inForceOn"]) == (iso(-3), None)
        assert [each["body"] for each in public(amended, 700)] == [SIGNED]
        register(circle, amended, submitted_on=iso(-3), receipt_on=iso(0))
        assert [each["body"] for each in public(amended, 9)] == [SIGNED]
        (later,) = public(amended, 10)
        assert later["body"] == "Teams en planners maken het rooster."
        assert later["sinceOn"] == iso(10)

    def test_holds_no_sooner_than_the_day_after_it(self, circle, clause):
        begin(clause)
        amend(circle, clause, "Teams en planners maken het rooster.", effective=-5)
        register(circle, clause, submitted_on=iso(-9), receipt_on=iso(0))
        assert [each["body"] for each in public(clause, 0)] == [SIGNED]
        (later,) = public(clause, 1)
        assert later["sinceOn"] == iso(1)

    def test_is_registered_once(self, circle, amended):
        sanne = Api(circle.people["sanne"])
        agreement = f"/v1/agreements/{amended.agreement_id}"
        places = (f"/v1/clauses/{amended.pk}", agreement)
        taken = {"name": "register_amendment", "data": {"submittedOn": iso(-3)}}
        # a clause that nobody amended is no reason not to register what was amended elsewhere
        beside = a_clause(
            circle, "in_force", agreement=amended.agreement, article_number="6.5", **TERM
        )
        assert [offer["clauses"] for offer in registering(sanne, agreement)] == [1]
        assert len(registering(sanne, places[0])) == 1
        assert registering(sanne, f"/v1/clauses/{beside.pk}") == []
        tag = {"If-Match": sanne.get(agreement)["ETag"]}
        answer = sanne.post(f"{agreement}/transitions", taken, **tag)
        assert [each["name"] for each in answer.json()["items"]] == ["register_amendment"]
        register(circle, amended, submitted_on=iso(-3), receipt_on=iso(0))
        for place in places:
            assert registering(sanne, place) == []
            tag = {"If-Match": sanne.get(place)["ETag"]}
            again = sanne.post(f"{place}/transitions", taken, **tag)
            assert again.status_code == 409
            assert "aangenomen wijziging" in again.content.decode()
        with acting_as(SYSTEM), pytest.raises(DatabaseError), transaction.atomic():
            amended.versions.exclude(holds_from=None).update(holds_from=days(3))

    def test_goes_public_without_what_is_withheld_from_it(self, circle, clause):
        begin(clause)
        amend(circle, clause, "Teams en Piet Planner maken het rooster.")
        assert preview(circle, clause)["withheld"] == 0
        assert prepare(circle, clause, ["Piet Planner"]).status_code == 201
        register(circle, clause, submitted_on=iso(-1), receipt_on=iso(0))
        assert public(clause, 10)[0]["body"] == "Teams en […] maken het rooster."
        with acting_as(ANONYMOUS):
            rows = PublishedText.objects.filter(clause=clause).order_by("since")
            assert [row.withheld for row in rows] == [0, 1]

    def test_of_what_needs_no_registration_is_public_once_it_is_agreed(self, circle):
        protocol = a_clause(
            circle, "ratified", **TERM, in_force_since=None, clause_type="protocol", body=SIGNED
        )
        begin(protocol)
        change = {"body": "Teams kiezen met Piet Planner."}
        take(circle, protocol, "vera", "propose_amendment", data=change, reason="Het werkt.")
        assert [each["body"] for each in public(protocol, 5)] == [SIGNED]
        # the last consent publishes it, so it is prepared before that
        assert prepare(circle, protocol, ["Piet Planner"]).status_code == 201
        assert preview(circle, protocol)["body"] == "Teams kiezen met […]."
        terms = {"effective_on": iso(5)}
        consenting.give(protocol, "accept_amendment", actor=circle.vera, data=terms)
        assert [each["body"] for each in public(protocol, 5)] == [SIGNED]
        consenting.give(protocol, "accept_amendment", actor=circle.wil)
        assert [each["body"] for each in public(protocol, 4)] == [SIGNED]
        assert [each["body"] for each in public(protocol, 5)] == ["Teams kiezen met […]."]
        assert preview(circle, protocol) is None

    def test_of_a_cao_provision_is_prepared_once_it_is_agreed(self, circle, clause):
        begin(clause)
        take(circle, clause, "vera", "propose_amendment", data={"body": "Ik."}, reason="Zo.")
        assert preview(circle, clause) is None
        assert prepare(circle, clause, []).status_code == 409


class TestPassages:
    def test_are_whole_words_however_the_lines_are_broken(self):
        found = withholding.without("Jan Smit en Jan\n Smit, niet Jan Smits.", ["Jan Smit"])
        assert (found.body, found.withheld) == ("[…] en […], niet Jan Smits.", 2)

    def test_that_overlap_are_one(self):
        found = withholding.without("Door Jan Smit junior.", ["Jan Smit", "Smit junior"])
        assert (found.body, found.withheld) == ("Door […].", 1)

    def test_are_not_patterns(self):
        assert withholding.without("a.b (c) abb", ["a.b", "(c)"]).body == "[…] […] abb"

    def test_of_nothing_change_nothing(self):
        assert withholding.without(SIGNED, []) == (SIGNED, [], 0)

"""A name in the title, summary or scope of a clause is withheld as one in its text is."""

import pytest
from django.db import DatabaseError, connection, transaction

from backend.agreements.models import ClauseVersion, PublishedText
from backend.confidentiality.context import acting_as
from backend.parties.actors import ANONYMOUS, CLOCK, SYSTEM
from backend.workflow import consenting, engine
from tests.agreements.scene import iso
from tests.agreements.test_publication import NAME, TERM, WORDS, amend, register
from tests.agreements.test_publication_corrections import correct
from tests.api.clients import Api
from tests.lifecycles.clause_arrangement import a_clause
from tests.people import days

pytestmark = pytest.mark.django_db

BODY = "Teams maken het rooster."
CALLED = {
    "title": f"Roosterregeling {NAME}",
    "summary": f"Wat {NAME} heeft bedacht.",
    "scope": f"Alle teams van {NAME}",
}
SHOWN = {
    "title": "Roosterregeling […]",
    "summary": "Wat […] heeft bedacht.",
    "scope": "Alle teams van […]",
}
OUTSIDE = ("nick", "lies", "ada")


@pytest.fixture
def clause(circle):
    """A clause about to enter into force that is called after somebody."""
    facts = {**TERM, **CALLED, "receipt_notice_on": days(-31), "body": BODY}
    return a_clause(circle, "ratified", **facts, in_force_since=None, ended_on=None)


def prepare(circle, clause, passages):
    address = f"/v1/clauses/{clause.pk}/publication-texts"
    return Api(circle.people["sanne"]).post(address, {"passages": passages})


def begin(clause):
    engine.perform(clause, "enter_into_force", actor=CLOCK)


def called(circle, clause, who):
    told = Api(circle.people[who]).get(f"/v1/clauses/{clause.pk}").json()
    return {name: told[name] for name in CALLED}


def found(circle, who, words):
    answer = Api(circle.people[who]).get(f"/v1/clauses?q={words}")
    return len(answer.json()["items"])


def test_everybody_reads_it_without_the_name_and_the_parties_whole(circle, clause):
    assert called(circle, clause, "vera") == CALLED
    assert prepare(circle, clause, [NAME]).status_code == 201
    preview = Api(circle.people["sanne"]).get(f"/v1/clauses/{clause.pk}/publication-preview")
    text = preview.json()["text"]
    assert (text["body"], text["withheld"]) == (BODY, 3)
    gone = {
        each["name"]: "".join(p["text"] for p in each["pieces"] if p["change"] == "removed")
        for each in text["words"]
    }
    assert gone == dict.fromkeys(CALLED, NAME)
    before = clause.text_digest()
    begin(clause)

    address = f"/v1/clauses/{clause.pk}"
    below = ("", "/text", "/lineage", "/versions", "/audit-entries", "/transitions")
    pages = [f"/v1/agreements/{clause.agreement_id}/clauses", f"/v1/clauses?q={NAME}"]
    pages += ["/v1/clauses", "/v1/published-texts", "/v1/deadlines?scope=all", "/v1/commitments"]
    for who in OUTSIDE:
        api = Api(circle.people[who])
        for answer in (*map(api.get, pages), *(api.get(f"{address}{each}") for each in below)):
            assert answer.status_code == 200
            assert not [word for word in WORDS if word in answer.content.decode()]
        assert called(circle, clause, who) == SHOWN
        assert [found(circle, who, each) for each in ("Zwarts", "Roosterregeling")] == [0, 1]
        text = api.get(address).json()["text"]
        assert (text["withheld"], text["title"], text["summary"], text["scope"]) == (3, *[None] * 3)
    for who in ("vera", "wil", "sanne"):
        text = Api(circle.people[who]).get(address).json()["text"]
        assert {name: text[name] for name in CALLED} == CALLED
        assert [found(circle, who, each) for each in ("Zwarts", "Roosterregeling")] == [1, 1]
    (row,) = Api().get(f"/v1/published-texts?clause={clause.pk}").json()["items"]
    assert (row["title"], row["withheld"]) == (SHOWN["title"], 3)
    with acting_as(circle.vera):
        clause.refresh_from_db()
        assert clause.text_digest() == before
        whole = clause.current_version.digest
    assert row["digest"] == ClauseVersion.digest_for(clause, BODY) != whole


def test_no_row_that_everybody_reads_holds_it(circle, clause):
    prepare(circle, clause, [NAME])
    begin(clause)
    for who in (ANONYMOUS, circle.nick, circle.lies, circle.ada):
        with acting_as(who), connection.cursor() as cursor:
            cursor.execute("select row_to_json(c)::text from agreements_clause c")
            rows = cursor.fetchall()
            cursor.execute("select row_to_json(p)::text from agreements_publishedtext p")
            rows += cursor.fetchall()
        assert len(rows) == 2
        assert not [word for word in ("zwart", "jann") if word in str(rows).lower()]
    with acting_as(SYSTEM), pytest.raises(DatabaseError), transaction.atomic():
        clause.versions.update(title="Anders")


def test_who_wrote_or_consented_is_withheld_from_it_by_itself(circle):
    made = a_clause(
        circle,
        "ratified",
        **TERM,
        title="Regeling Vera Vakbond",
        receipt_notice_on=days(-31),
        in_force_since=None,
        body=BODY,
    )
    with acting_as(SYSTEM):
        made.versions.create(
            bargaining_table=circle.table,
            visibility="table",
            number=9,
            body=BODY,
            author_side="union",
            author_name="Vera Vakbond",
            digest="0" * 64,
            created_at=made.created_at,
        )
    begin(made)
    assert called(circle, made, "nick")["title"] == "Regeling […]"


def test_it_stays_withheld_when_the_text_is_amended_and_voids_no_consent(circle, clause):
    prepare(circle, clause, [NAME])
    begin(clause)
    amend(circle, clause, "Teams en planners maken het rooster.", effective=10)
    register(circle, clause, submitted_on=iso(-1), receipt_on=iso(0))
    assert called(circle, clause, "nick") == SHOWN
    text = Api(circle.people["vera"]).get(f"/v1/clauses/{clause.pk}").json()["text"]
    assert {name: text[name] for name in CALLED} == CALLED
    consenting.give(clause, "renew", actor=circle.wil, data={"ends_on": iso(900)})
    assert correct(circle, clause, []).status_code == 201
    assert called(circle, clause, "nick") == CALLED
    assert found(circle, "nick", "Zwarts") == 1
    address = f"/v1/clauses/{clause.pk}/consents"
    given = Api(circle.people["vera"]).get(address).json()["items"]
    assert [each["endedAt"] for each in given if each["transition"] == "renew"] == [None]


def test_it_is_corrected_with_the_texts_of_all_days(circle, clause):
    begin(clause)
    assert called(circle, clause, "nick") == CALLED
    assert correct(circle, clause, ["bedacht"]).status_code == 201
    assert called(circle, clause, "nick")["summary"] == f"Wat {NAME} heeft […]."
    made = correct(circle, clause, [NAME], version=clause.version + 1)
    assert made.json()["withheld"] == 3
    assert called(circle, clause, "nick") == SHOWN
    assert found(circle, "nick", "Zwarts") == 0
    (row,) = Api().get(f"/v1/published-texts?clause={clause.pk}").json()["items"]
    assert (row["title"], row["withheld"]) == (SHOWN["title"], 3)
    with acting_as(ANONYMOUS):
        assert [each.title for each in PublishedText.objects.all()] == [SHOWN["title"]]


def test_the_title_of_the_agreement_is_corrected_there(circle, clause):
    begin(clause)
    agreement = f"/v1/agreements/{clause.agreement_id}"
    api = Api(circle.people["sanne"])
    version = api.get(agreement).headers["ETag"].strip('"')
    for title in (f"Cao {NAME}", "Cao Zorg"):
        answer = api.patch(agreement, {"title": title}, if_match=version)
        assert answer.status_code == 200
        version = answer.headers["ETag"].strip('"')
    nick = Api(circle.people["nick"])
    pages = (agreement, f"{agreement}/audit-entries", "/v1/agreements", f"{agreement}/lineage")
    for answer in map(nick.get, (*pages, "/v1/agreements?q=Zwarts")):
        assert answer.status_code == 200
        assert "Zwarts" not in answer.content.decode()

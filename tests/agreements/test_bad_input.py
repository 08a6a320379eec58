"""Whatever is wrong with a request: a problem document says what, and nothing has changed."""

import pytest
from django.apps import apps
from django.db import connections

from backend.confidentiality.context import acting_as
from backend.parties.actors import SYSTEM
from backend.parties.models import Mandate
from backend.reference.ids import new_id
from tests.agreements.scene import consultation, draft, fresh, iso, negotiated, take
from tests.api.clients import Api
from tests.people import a_circle, days

pytestmark = pytest.mark.django_db

LARGE = b'{"name": "' + b"a" * 1_048_576 + b'"}'
TABLES = sorted(
    model._meta.db_table for model in apps.get_models() if model.__module__.startswith("backend.")
)
# Logging in with a token notes when it was used; that is no change of anything here.
UNCHANGED = [table for table in TABLES if table != "api_apitoken"]


@pytest.fixture
def clause(circle, agreement):
    return negotiated(circle, agreement)


def everything():
    """A digest of all rows of each table."""
    with acting_as(SYSTEM), connections["default"].cursor() as cursor:
        found = {}
        for table in UNCHANGED:
            # that the secretariat asked in vain is noted, and no change of anything either
            but = "where topic <> 'access.asked'" if table == "outbox_outboxmessage" else ""
            cursor.execute(
                f"select md5(string_agg(t::text, '' order by t::text)) from {table} t {but}"
            )
            found[table] = cursor.fetchone()
        return found


@pytest.fixture
def unchanged():
    """Checks that a request changed nothing: no row, no audit entry, no message."""
    before = None

    def remember():
        nonlocal before
        before = everything()

    yield remember
    assert before is not None
    assert everything() == before


def problem(answer, status, slug):
    assert answer.status_code == status, answer.content
    assert answer.headers["Content-Type"] == "application/problem+json"
    body = answer.json()
    assert body["type"] == f"/problems/{slug}"
    assert body["status"] == status
    assert body["title"]
    assert body["detail"]
    return {(e.get("pointer", ""), e["code"]) for e in body.get("errors") or ()}


class Caller:
    """Somebody who posts to one clause, with its version unless told otherwise."""

    def __init__(self, circle, clause, who):
        self.api, self.clause = Api(circle.people[who]), clause

    def post(self, below, body, **more):
        more.setdefault("if_match", self.clause.version)
        return self.api.post(f"/v1/clauses/{self.clause.pk}/{below}", body, **more)


@pytest.fixture
def vera(circle, clause):
    return Caller(circle, clause, "vera")


def test_a_transition_that_is_not_possible_from_here(vera, unchanged):
    unchanged()
    for name in ("submit", "complete", "fly"):
        answer = vera.post("transitions", {"name": name})
        assert answer.status_code == 409
        assert answer.json()["type"] == "/problems/no-such-transition"


def test_a_transition_that_is_somebody_elses(circle, clause, unchanged):
    unchanged()
    sanne = Caller(circle, clause, "sanne")
    body = {"name": "deadlock", "data": {"kind": "ultimatum", "answerDueOn": iso(3)}}
    answer = sanne.post("transitions", body | {"reason": "Vast."})
    assert answer.status_code == 403, answer.content
    answer = sanne.post("consents", {"transition": "agree", "data": {}})
    assert answer.status_code in (400, 403)


def test_all_that_is_missing_is_named_at_once_in_the_names_of_the_outside(vera, unchanged):
    unchanged()
    answer = vera.post("transitions", {"name": "deadlock", "data": {}})
    assert problem(answer, 400, "invalid-input") == {
        ("/data/kind", "required"),
        ("/data/answerDueOn", "required"),
        ("/reason", "required"),
    }


def test_everything_that_is_wrong_is_named_at_once(vera, unchanged):
    unchanged()
    data = {"effectiveOn": "morgen", "endsOn": 3, "indicators": [], "colour": "red"}
    answer = vera.post("consents", {"transition": "agree", "data": data})
    found = {pointer for pointer, _ in problem(answer, 400, "invalid-input")}
    assert found == {"/data/effectiveOn", "/data/endsOn", "/data/indicators", "/data/colour"}


def test_a_fault_deep_in_the_data_has_its_place(circle, clause, unchanged):
    data = consultation(circle)
    periods = [
        {"organisation": period["organisation"], "closesOn": "nooit", "advice": "positive"}
        for period in data["periods"]
    ]
    with acting_as(SYSTEM):
        type(clause).objects.filter(pk=clause.pk).update(
            state="agreed_in_principle", visibility="constituency"
        )
    unchanged()
    body = {"name": "start_ratification", "data": {"deadlineOn": iso(9), "periods": periods}}
    answer = Caller(circle, clause, "sanne").post("transitions", body)
    pointers = {pointer for pointer, _ in problem(answer, 400, "invalid-input")}
    assert pointers == {f"/data/periods/{number}/closesOn" for number in range(3)}


def test_a_mandate_that_has_expired(circle, clause, vera, unchanged):
    with acting_as(SYSTEM):
        Mandate.objects.filter(person=circle.people["vera"]).update(valid_until=days(-1))
    unchanged()
    for answer in (
        vera.post("versions", {"body": "Anders."}),
        vera.post("transitions", {"name": "revise", "data": {"body": "Anders."}}),
        vera.post("transitions", {"name": "reject_at_table", "reason": "Nee."}),
        vera.post(
            "consents",
            {
                "transition": "agree",
                "data": {
                    "effectiveOn": iso(9),
                    "endsOn": iso(99),
                    "indicators": ["autonomy"],
                },
            },
        ),
    ):
        assert {code for _, code in problem(answer, 409, "refused")} == {"no-mandate"}


def test_a_version_that_somebody_has_changed_since(circle, clause, vera, unchanged):
    take(circle, clause, "wil", "revise", data={"body": "Tegentekst."})
    unchanged()
    for below, body in (
        ("transitions", {"name": "revise", "data": {"body": "Anders."}}),
        ("consents", {"transition": "agree", "data": {}}),
        ("versions", {"body": "Anders."}),
    ):
        assert vera.post(below, body, if_match=clause.version - 1).status_code == 412
        assert vera.post(below, body, if_match=None).status_code == 428
    answer = vera.api.patch(f"/v1/clauses/{clause.pk}", {"title": "Anders"}, if_match=1)
    assert answer.status_code == 412


def test_a_field_that_does_not_exist(vera, clause, agreement, unchanged):
    unchanged()
    answer = vera.post("transitions", {"name": "revise", "datum": {}, "colour": "red"})
    assert {p for p, _ in problem(answer, 400, "invalid-input")} == {"/colour", "/datum"}
    answer = vera.api.patch(
        f"/v1/clauses/{clause.pk}", {"state": "in_force", "legalStatus": "in_force"}, if_match=1
    )
    assert {p for p, _ in problem(answer, 400, "invalid-input")} == {"/legalStatus", "/state"}
    answer = vera.api.post("/v1/clauses", {"agreement": str(agreement.pk), "article_number": "1"})
    assert {p for p, _ in problem(answer, 400, "invalid-input")} == {
        "/article_number",
        "/articleNumber",
        "/title",
    }


def test_json_that_is_broken_and_a_body_that_is_too_large(vera, unchanged):
    unchanged()
    for below in ("transitions", "consents", "versions"):
        problem(vera.post(below, b'{"name": '), 400, "malformed-json")
        problem(vera.post(below, LARGE), 413, "body-too-large")


def test_an_unknown_id_and_somebody_elses_are_answered_alike(circle, agreement, clause, unchanged):
    hidden = draft(circle, agreement, "9", who="wil")
    other = a_circle("elders")
    unchanged()
    for who, api in (("vera", Api(circle.people["vera"])), ("wil", Api(other.people["wil"]))):
        answers = set()
        for pk in (hidden.pk, new_id()):
            for below, body in (
                ("transitions", {"name": "submit"}),
                ("consents", {"transition": "agree"}),
                ("versions", {"body": "Anders."}),
            ):
                answer = api.post(f"/v1/clauses/{pk}/{below}", body, if_match=1)
                problem(answer, 404, "not-found")
                answers.add((answer.status_code, answer.content))
            answer = api.patch(f"/v1/clauses/{pk}", {"title": "Anders"}, if_match=1)
            answers.add((answer.status_code, answer.content))
        assert len(answers) == 1, who


def test_a_clause_in_an_agreement_that_one_does_not_see(circle, agreement, unchanged):
    other = a_circle("elders")
    unchanged()
    answers = set()
    for pk in (agreement.pk, new_id()):
        body = {"agreement": str(pk), "articleNumber": "1", "title": "Titel"}
        answer = Api(other.people["wil"]).post("/v1/clauses", body)
        problem(answer, 404, "not-found")
        answers.add(answer.content)
    assert len(answers) == 1


def test_codes_that_stand_in_no_list(circle, agreement, unchanged):
    unchanged()
    body = {
        "agreement": str(agreement.pk),
        "articleNumber": "1",
        "title": "Titel",
        "clauseType": "verzonnen",
        "theme": "verzonnen",
        "aims": ["verzonnen"],
    }
    answer = Api(circle.people["wil"]).post("/v1/clauses", body)
    assert problem(answer, 400, "invalid-input") == {
        ("/clauseType", "no_such_code"),
        ("/theme", "no_such_code"),
        ("/aims", "no_such_code"),
    }


def test_dates_that_cannot_be(circle, clause, unchanged):
    """What the database would refuse is refused before, in words."""
    with acting_as(SYSTEM):
        type(clause).objects.filter(pk=clause.pk).update(
            state="in_force", visibility="public", effective_on=days(-9), ends_on=days(99)
        )
    fresh(clause)
    unchanged()
    body = {"transition": "terminate", "data": {"endsOn": iso(-10)}}
    answer = Caller(circle, clause, "vera").post("consents", body)
    assert {p for p, _ in problem(answer, 400, "invalid-input")} == {"/data/endsOn"}


def test_nobody_changes_anything(clause, unchanged):
    unchanged()
    for below in ("transitions", "consents", "versions"):
        answer = Api().post(f"/v1/clauses/{clause.pk}/{below}", {"name": "agree"}, if_match=1)
        problem(answer, 401, "not-authenticated")

"""Whatever goes wrong: one problem document that names all of it, and nothing changed."""

import pytest
from django.test import Client

from backend.api.problem_types import TYPES
from backend.parties.models import Organisation
from tests.api.clients import Api

pytestmark = pytest.mark.urls("tests.api.addresses")
NOTE = {"textLine": "Hallo", "pageNumber": 1}
SMALL_ENOUGH = 1_048_576


@pytest.fixture
def wil(circle) -> Api:
    return Api(circle.people["wil"])


def problem(answer, status, slug):
    """The document, once it is one: its type, its status, and its members."""
    assert answer.status_code == status, answer.content
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.headers["API-Version"]
    body = answer.json()
    assert body["type"] == f"/problems/{slug}"
    assert body["status"] == status
    assert body["title"]
    assert body["detail"]
    assert body.keys() <= {"type", "title", "status", "detail", "errors"}
    return body


def test_a_good_body_is_read(wil):
    answer = wil.post("/v1/notes", NOTE)
    assert answer.status_code == 201
    assert answer.json() == {"text_line": "Hallo", "page_number": 1}


def test_all_faults_of_a_body_are_named_at_once(wil):
    body = {"textLine": "a\x00b", "pageNumber": "1", "colour": 1}
    errors = problem(wil.post("/v1/notes", body), 400, "invalid-input")["errors"]
    assert [(error["pointer"], error["code"]) for error in errors] == [
        ("/colour", "unknown_field"),
        ("/pageNumber", "wrong_type"),
        ("/textLine", "control_character"),
    ]


@pytest.mark.parametrize("body", [b"{", b'{"a": }', b"\xff", b'{"a": NaN}', b'{"a": "\\ud800"}'])
def test_malformed_json_says_where_it_breaks(wil, body):
    found = problem(wil.post("/v1/notes", body, accept_language="en"), 400, "malformed-json")
    assert "line 1, column" in found["detail"]


@pytest.mark.parametrize("body", [b"", b"null", b"[]", b'"text"', b"3"])
def test_a_body_that_is_no_object_is_refused(wil, body):
    problem(wil.post("/v1/notes", body), 400, "invalid-input")


def test_a_body_that_is_too_large_is_refused_unread(wil):
    body = b'{"textLine": "' + b"a" * SMALL_ENOUGH + b'"}'
    problem(wil.post("/v1/notes", body), 413, "body-too-large")


@pytest.mark.parametrize(
    "media_type", ["text/plain", "application/xml", "multipart/form-data", "x"]
)
def test_another_media_type_is_refused(wil, media_type):
    answer = wil.call("POST", "/v1/notes", b"a=1", media_type)
    problem(answer, 415, "unsupported-media-type")


def test_a_merge_patch_is_for_patch_only(wil):
    media_type = "application/merge-patch+json"
    problem(wil.call("POST", "/v1/notes", NOTE, media_type), 415, "unsupported-media-type")
    answer = wil.patch("/v1/notes", {"pageNumber": 2}, if_match=3)
    assert answer.json() == {"page_number": 2, "version": 3}


def test_a_change_needs_if_match(wil):
    problem(wil.patch("/v1/notes", {}), 428, "precondition-required")


@pytest.mark.parametrize(
    ("tag", "status", "slug"),
    [
        ("*", 428, "precondition-required"),
        ("3", 412, "stale"),
        ('W/"3"', 412, "stale"),
        ('"x"', 412, "stale"),
        ('"99999999999999999999"', 412, "stale"),
    ],
)
def test_only_a_strong_tag_of_ours_matches(wil, tag, status, slug):
    answer = wil.call("PATCH", "/v1/notes", {}, If_Match=tag)
    problem(answer, status, slug)


def test_another_form_of_answer_is_not_acceptable(wil):
    problem(wil.get("/v1/notes", accept="text/html"), 406, "not-acceptable")
    assert wil.get("/v1/notes", accept="text/html, */*;q=0.1").status_code == 200


@pytest.mark.parametrize("method", ["DELETE", "PUT", "OPTIONS", "TRACE", "PROPFIND"])
def test_a_method_that_is_not_there_says_which_are(wil, method):
    answer = wil.call(method, "/v1/notes")
    problem(answer, 405, "method-not-allowed")
    assert answer.headers["Allow"] == "GET, HEAD, POST, PATCH"


def test_an_unknown_query_parameter_is_refused(wil):
    errors = problem(wil.get("/v1/notes?colour=red&x"), 400, "invalid-input")["errors"]
    assert [error["parameter"] for error in errors] == ["colour", "x"]
    problem(wil.post("/v1/notes?colour=red", NOTE), 400, "invalid-input")


@pytest.mark.parametrize("address", ["/v1", "/v1/", "/v1/nothing", "/v1/notes/", "/v1/notes.json"])
@pytest.mark.parametrize("debug", [False, True])
def test_an_address_that_is_not_there(wil, settings, address, debug):
    settings.DEBUG = debug
    problem(wil.get(address), 404, "not-found")


@pytest.mark.parametrize("method", ["POST", "PATCH", "PUT", "DELETE"])
def test_an_address_that_is_not_there_is_so_for_every_verb(db, method):
    browser = Client(enforce_csrf_checks=True)
    for address in ("/v1/nothing", "/v1/notes/1/2", "/v1/notes/"):
        problem(browser.generic(method, address), 404, "not-found")
    problem(browser.generic(method, "/v1/openapi.json"), 405, "method-not-allowed")


def test_a_trailing_slash_is_never_a_redirect(wil):
    problem(wil.get("/v1/status/"), 404, "not-found")


@pytest.mark.parametrize(
    ("name", "status", "slug"),
    [
        ("no-such-transition", 409, "no-such-transition"),
        ("not-allowed", 403, "forbidden"),
        ("invalid-data", 400, "invalid-input"),
        ("refused", 409, "refused"),
        ("stale", 412, "stale"),
        ("gone", 404, "not-found"),
        ("invalid", 400, "invalid-input"),
        ("crash", 500, "internal-error"),
    ],
)
def test_an_error_undoes_what_the_request_wrote(wil, name, status, slug):
    wil.client.raise_request_exception = False
    problem(wil.post(f"/v1/errors/{name}"), status, slug)
    assert not Organisation.objects.filter(key="written-by-mistake").exists()


def test_every_refusal_of_the_engine_is_told(wil):
    errors = wil.post("/v1/errors/refused", accept_language="en").json()["errors"]
    assert errors == [
        {"code": "needs-aim", "message": "No aim."},
        {"code": "needs-text", "message": "No text."},
    ]


def test_a_fault_in_the_data_of_a_transition_has_its_outside_name(wil):
    errors = wil.post("/v1/errors/invalid-data", accept_language="nl").json()["errors"]
    assert errors == [{"pointer": "/data/endOn", "code": "required", "message": "Verplicht."}]


def test_who_may_is_said_in_words(wil):
    detail = wil.post("/v1/errors/not-allowed", accept_language="en").json()["detail"]
    assert "party on the employers' side" in detail


def test_what_was_stale_shows_the_current_tag(wil):
    assert wil.post("/v1/errors/stale").headers["ETag"] == '"7"'


def test_a_crash_tells_nothing_of_the_inside(wil):
    wil.client.raise_request_exception = False
    assert b"secret" not in wil.post("/v1/errors/crash").content


@pytest.mark.parametrize(
    ("asked", "title"),
    [
        ("nl", "Niet gevonden"),
        ("en", "Not found"),
        ("en-GB,en;q=0.9", "Not found"),
        ("de", "Niet gevonden"),
        ("", "Niet gevonden"),
    ],
)
def test_a_problem_speaks_the_language_that_is_asked(wil, asked, title):
    answer = wil.get("/v1/nothing", accept_language=asked)
    assert answer.json()["title"] == title


@pytest.mark.parametrize("slug", TYPES)
def test_every_type_of_problem_is_a_page_in_both_languages(db, slug):
    page = Client().get(f"/problems/{slug}").content.decode()
    assert TYPES[slug].title.nl in page
    assert TYPES[slug].title.en in page
    assert f"/problems/{slug}" in Client().get("/problems").content.decode()


def test_an_unknown_type_of_problem_is_not_found(db):
    problem(Client().get("/problems/nothing"), 404, "not-found")


def test_a_host_that_is_not_ours_gets_a_problem_too(db):
    problem(Client().get("/v1/status", headers={"Host": "evil.example"}), 400, "bad-request")

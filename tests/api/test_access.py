"""Who asks: tokens, sessions, and nobody; and how often they may."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone
from redis import RedisError

from backend.api import throttles
from backend.api.models import ApiToken, digest_of
from backend.parties.models import Person
from tests.api.clients import Api

PASSWORD = "correct horse battery"


def test_without_a_login_one_is_asked_to_authenticate(db):
    answer = Api().get("/v1/me")
    assert answer.status_code == 401
    assert answer.json()["type"] == "/problems/not-authenticated"
    assert answer.headers["WWW-Authenticate"] == 'Bearer realm="polderspoor"'


def test_a_token_is_its_person(circle):
    answer = Api(circle.people["wil"]).get("/v1/me")
    assert answer.json() == {
        "id": str(circle.people["wil"].pk),
        "name": "Wil",
        "email": "wil@example.org",
        "language": "nl",
        "isAdministrator": False,
        "mailsAreFiles": False,
        "organisations": [
            {
                "id": str(circle.organisations["werkgevers"].pk),
                "name": "Werkgevers",
                "kind": "employers_association",
                "side": "employer",
                "function": "negotiator",
                "keepsMandates": False,
            }
        ],
    }


@pytest.mark.parametrize("offered", ["pst_wrong", "wrong", "", "pst_\xff", "a b"])
@pytest.mark.parametrize("address", ["/v1/me", "/v1/status"])
def test_a_token_that_does_not_count_is_refused_even_where_none_is_needed(db, offered, address):
    answer = Api().get(address, authorization=f"Bearer {offered}")
    assert answer.status_code == 401
    assert 'error="invalid_token"' in answer.headers["WWW-Authenticate"]


def test_a_token_expires(circle):
    wil = Api(circle.people["wil"])
    ApiToken.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert wil.get("/v1/me").status_code == 401


def test_a_token_of_somebody_who_left_does_not_count(circle):
    wil = Api(circle.people["wil"])
    Person.objects.filter(pk=circle.people["wil"].pk).update(is_active=False)
    assert wil.get("/v1/me").status_code == 401


def test_a_token_is_kept_as_a_digest_and_its_use_is_noted(circle):
    token = ApiToken.issue(circle.people["wil"], days=1)
    kept = ApiToken.objects.get()
    assert kept.digest == digest_of(token)
    assert token not in str(kept.__dict__)
    Api().get("/v1/me", authorization=f"Bearer {token}")
    kept.refresh_from_db()
    assert kept.last_used_on == timezone.localdate()


def printed_token(*arguments) -> str:
    out = StringIO()
    call_command("token", *arguments, stdout=out)
    return out.getvalue().strip()


def test_the_command_prints_a_token_that_works(circle):
    token = printed_token("Wil@example.org")
    assert Api().get("/v1/me", authorization=f"Bearer {token}").json()["name"] == "Wil"


def test_outside_demo_mode_only_an_administrator_issues_tokens(circle, settings):
    settings.DEMO = False
    for arguments in (["wil@example.org"], ["wil@example.org", "--administrator=wil@example.org"]):
        with pytest.raises(CommandError, match="only an administrator"):
            printed_token(*arguments)
    assert not ApiToken.objects.exists()
    assert printed_token("wil@example.org", "--administrator=ada@example.org")


@pytest.mark.parametrize("arguments", [["who@example.org"], ["wil@example.org", "--days=0"]])
def test_the_command_says_what_is_wrong(circle, arguments):
    with pytest.raises(CommandError):
        printed_token(*arguments)


@pytest.fixture
def browser(circle) -> Client:
    """A browser that checks CSRF as a real one would; Wil has a password."""
    wil = circle.people["wil"]
    wil.set_password(PASSWORD)
    wil.save()
    return Client(enforce_csrf_checks=True)


def csrf(browser: Client) -> dict[str, str]:
    if "csrftoken" not in browser.cookies:
        browser.get("/_allauth/browser/v1/config")
    return {"X-CSRFToken": browser.cookies["csrftoken"].value}


def log_in(browser: Client, password: str = PASSWORD, **headers):
    body = {"email": "wil@example.org", "password": password}
    return browser.post(
        "/_allauth/browser/v1/auth/login",
        body,
        content_type="application/json",
        headers={**csrf(browser), **headers},
    )


def test_a_person_logs_in_and_out(browser):
    assert log_in(browser).status_code == 200
    assert browser.get("/v1/me").json()["name"] == "Wil"
    out = browser.delete("/_allauth/browser/v1/auth/session", headers=csrf(browser))
    assert out.status_code == 401
    assert browser.get("/v1/me").status_code == 401


def test_a_wrong_password_does_not_let_in(browser):
    assert log_in(browser, "wrong").status_code == 400
    assert browser.get("/v1/me").status_code == 401


def test_guessing_is_slowed_down(browser):
    answers = [log_in(browser, f"guess {n}").status_code for n in range(8)]
    assert answers[0] == 400
    assert answers[-1] in (400, 429)
    assert log_in(browser).status_code != 200


@pytest.mark.parametrize(
    "address",
    ["auth/signup", "account/email", "account/password/change", "auth/password/request"],
)
def test_nothing_but_logging_in_and_out_is_offered(browser, address):
    answer = browser.post(f"/_allauth/browser/v1/{address}", headers=csrf(browser))
    assert answer.status_code == 404
    assert browser.post(f"/_allauth/app/v1/{address}", headers=csrf(browser)).status_code == 404


@pytest.mark.urls("tests.api.addresses")
def test_a_session_needs_the_csrf_token_to_change_something(browser, circle):
    browser.force_login(circle.people["wil"])
    note = {"textLine": "a", "pageNumber": 1}
    refused = browser.post("/v1/notes", note, content_type="application/json")
    assert refused.status_code == 403
    assert refused.json()["type"] == "/problems/forbidden"
    assert "CSRF" in refused.json()["detail"]


def test_the_rate_limit_is_told_and_kept(circle, settings):
    settings.API_RATES = {"person": (2, 60), "anonymous": (1, 60)}
    wil = Api(circle.people["wil"])
    first, second, third = (wil.get("/v1/me") for _ in range(3))
    assert (first.status_code, second.status_code, third.status_code) == (200, 200, 429)
    assert first.headers["RateLimit-Policy"] == '"person";q=2;w=60'
    assert first.headers["RateLimit"].startswith('"person";r=1;t=')
    assert third.json()["type"] == "/problems/too-many-requests"
    assert 1 <= int(third.headers["Retry-After"]) <= 60
    assert Api(circle.people["vera"]).get("/v1/me").status_code == 200


def test_limits_can_be_switched_off(circle, settings):
    settings.API_RATES = {"person": None, "anonymous": None}
    assert "RateLimit" not in Api(circle.people["wil"]).get("/v1/me").headers


def test_without_redis_nobody_is_refused(circle, settings, monkeypatch):
    class Broken:
        def incr(self, key):
            raise RedisError("gone")

    settings.API_RATES = {"person": (1, 60), "anonymous": (1, 60)}
    monkeypatch.setattr(throttles, "cache", Broken())
    wil = Api(circle.people["wil"])
    assert [wil.get("/v1/me").status_code for _ in range(3)] == [200, 200, 200]

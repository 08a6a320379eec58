"""The screens' page, mail without a mail server, and the log."""

import email
import json
import logging
from email.policy import default
from pathlib import Path

import pytest
import structlog
from django.core.mail import EmailMultiAlternatives
from django.test import Client
from pytest_django.fixtures import Settings

from backend.config import logs
from backend.config.mail import FolderBackend


@pytest.fixture
def page(tmp_path: Path, settings: Settings) -> Path:
    settings.FRONTEND_DIST = tmp_path
    return tmp_path / "index.html"


@pytest.mark.parametrize("address", ["/", "/bepalingen/1", "/inloggen"])
def test_every_address_of_a_screen_gives_the_page(client: Client, page: Path, address: str) -> None:
    page.write_text("<!doctype html>", encoding="utf-8")
    response = client.get(address)
    assert response.status_code == 200
    assert response.content == b"<!doctype html>"
    assert response["Cache-Control"] == "no-cache"
    assert "csrftoken" in response.cookies
    policy = response["Content-Security-Policy"]
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy


def test_a_new_build_is_served_at_once(client: Client, page: Path) -> None:
    page.write_text("old", encoding="utf-8")
    client.get("/")
    page.unlink()
    page.write_text("new", encoding="utf-8")
    assert client.get("/").content == b"new"


def test_screens_that_were_not_built_are_said_to_be_so(client: Client, page: Path) -> None:
    assert not page.exists()
    response = client.get("/")
    assert response.status_code == 503
    assert "script/frontend" in response.text


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/v1/nothing", "/v1", "/static/nothing.js"])
def test_what_is_no_screen_does_not_get_the_page(client: Client, page: Path, address: str) -> None:
    page.write_text("<!doctype html>", encoding="utf-8")
    assert client.get(address).status_code == 404


def test_a_mail_becomes_a_file_that_a_mail_program_can_read(
    tmp_path: Path, settings: Settings
) -> None:
    settings.EMAIL_FILE_PATH = tmp_path / "mail"
    message = EmailMultiAlternatives(
        "Ingestemd: artikel 4", "Beste Frits", "polder@spoor.example", ["frits@demo.example"]
    )
    message.attach_alternative("<p>Beste Frits</p>", "text/html")
    assert FolderBackend().send_messages([message, message]) == 2

    files = sorted((tmp_path / "mail").iterdir())
    assert [file.suffix for file in files] == [".eml", ".eml"]
    read = email.message_from_bytes(files[0].read_bytes(), policy=default)
    assert read["Subject"] == "Ingestemd: artikel 4"
    body = read.get_body(("plain",))
    assert body is not None
    assert body.get_content().strip() == "Beste Frits"


def test_the_log_can_be_read_by_machines(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    described = logs.described(level="INFO", shape="json")
    formatter = described["formatters"]["events"]
    handler = logging.StreamHandler()
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=formatter["foreign_pre_chain"], processors=formatter["processors"]
        )
    )
    record = logging.LogRecord("some.library", logging.INFO, "", 0, "it rang", None, None)
    line = json.loads(handler.format(record))
    assert line["event"] == "it rang"
    refused = ("%s: %s", ("Too Many Requests", "/calendars/Xk-3_z.ics"))
    record = logging.LogRecord("django.request", logging.WARNING, "", 0, *refused, None)
    told = json.loads(handler.format(record))["event"]
    assert told == "Too Many Requests: /calendars/..."  # whoever knows the rest reads a calendar
    assert line["level"] == "info"
    assert line["logger"] == "some.library"

"""What people who run it rely on: readable settings, and checks that say how to mend them."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from backend.config import env
from backend.config.addresses import broker, database, mail_server
from backend.config.places import ROOT, Places
from tests.databases import Database

PRODUCTION = {
    "DATABASE_URL": "postgresql://polderspoor_app@database.example/polderspoor",
    "DATABASE_OWNER_URL": "postgresql://polderspoor_owner@database.example/polderspoor",
    "REDIS_URL": "redis://redis.example:6379/0",
    "POLDERSPOOR_SECRET_KEY": "only-for-this-test-" * 3,
    "POLDERSPOOR_HOSTS": "polderspoor.example",
    "POLDERSPOOR_URL": "https://polderspoor.example",
    "SMTP_URL": "smtp+starttls://mail.example:587",
}


def check(*arguments: str, **changes: str) -> str:
    """What `manage.py check` says in a production-like environment with these changes."""
    environment = {"PATH": os.environ["PATH"], **PRODUCTION, **changes}
    done = subprocess.run(
        [sys.executable, "manage.py", "check", *arguments],
        cwd=ROOT,
        env={name: value for name, value in environment.items() if value},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout + done.stderr


def test_settings_for_production_pass_the_strictest_check() -> None:
    said = check("--deploy", "--fail-level", "WARNING")
    assert said == "System check identified no issues (0 silenced).\n"


def test_all_that_is_wrong_is_said_at_once_with_the_way_to_mend_it(tmp_path: Path) -> None:
    said = check(
        DATABASE_OWNER_URL=PRODUCTION["DATABASE_URL"],
        REDIS_URL="",
        POLDERSPOOR_SECRET_KEY="short",
        POLDERSPOOR_HOSTS="*,polderspoor.example",
        POLDERSPOOR_URL="http://polderspoor.example",
        POLDERSPOOR_DEMO="true",
        POLDERSPOOR_DEBUG="true",
        PORT="eighty",
        SMTP_URL_FILE=str(tmp_path / "absent"),
    )
    wanted = ["E001", "E002", "E004", "E005", "E007", "E008", "E009", "E010"]
    assert [number for number in wanted if f"(polderspoor.{number})" not in said] == []
    assert said.count("HINT:") >= len(wanted)
    assert "PORT is 'eighty'" in said
    assert "SMTP_URL and SMTP_URL_FILE are both set" in said


@pytest.mark.parametrize(
    ("changes", "number"),
    [
        ({"DATABASE_URL": ""}, "E003"),
        ({"DATABASE_OWNER_URL": ""}, "I001"),
        ({"POLDERSPOOR_HOSTS": ""}, "E006"),
        ({"SMTP_URL": ""}, "W001"),
        ({"DATABASE_URL": "postgresql://x@[", "DATABASE_OWNER_URL": ""}, "E001"),
        ({"SMTP_URL": "mail.example"}, "E001"),
    ],
)
def test_one_wrong_setting_is_named(changes: dict[str, str], number: str) -> None:
    said = check("--fail-level", "CRITICAL", **changes)
    assert f"(polderspoor.{number})" in said


def test_the_web_server_does_not_start_on_wrong_settings() -> None:
    done = subprocess.run(
        [sys.executable, "-c", "import backend.config.wsgi"],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], **PRODUCTION, "POLDERSPOOR_SECRET_KEY": "short"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "polderspoor.E002" in done.stderr


def test_a_database_that_cannot_be_reached_is_said_in_a_sentence() -> None:
    said = check("--database", "default", DATABASE_URL="postgresql://nobody@127.0.0.1:1/none")
    assert "(polderspoor.E011) The database 'default' cannot be reached" in said
    assert "Traceback" not in said


def test_with_the_database_the_role_and_redis_are_looked_at(committed_database: Database) -> None:
    good = {name: committed_database.environment()[name] for name in ("DATABASE_URL", "REDIS_URL")}
    assert "no issues" in check("--database", "default", **good)

    owner = {**good, "DATABASE_URL": committed_database.url("owner"), "DATABASE_OWNER_URL": ""}
    said = check("--database", "default", **owner)
    assert "(polderspoor.E013)" in said
    assert "(polderspoor.E014)" in said

    silent = {**good, "REDIS_URL": "redis://127.0.0.1:1/0"}
    assert "(polderspoor.E015)" in check("--database", "default", **silent)


class TestReaders:
    @pytest.fixture(autouse=True)
    def _no_problems(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(env, "problems", [])

    def test_a_secret_comes_from_a_file(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        tmp_path.joinpath("secret").write_text("from the file\n", encoding="utf-8")
        monkeypatch.setenv("A_SECRET_FILE", str(tmp_path / "secret"))
        assert env.text("A_SECRET") == "from the file"

    @pytest.mark.parametrize(
        ("value", "flag"), [("true", True), ("0", False), ("", True), ("perhaps", True)]
    )
    def test_a_flag(self, monkeypatch: pytest.MonkeyPatch, value: str, *, flag: bool) -> None:
        monkeypatch.setenv("A_FLAG", value)
        assert env.flag("A_FLAG", default=True) is flag
        assert bool(env.problems) is (value == "perhaps")

    def test_words_are_trimmed(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("SOME_WORDS", " one, two ,,three")
        assert env.words("SOME_WORDS") == ["one", "two", "three"]

    def test_a_database_on_a_socket(self) -> None:
        places = Places(Path("/a b/c"))
        parts = database(places.database_url("polderspoor_app"))
        assert parts["HOST"] == "/a b/c/sockets/postgres"
        assert parts["USER"] == "polderspoor_app"

    def test_options_of_a_database_are_kept(self) -> None:
        assert database("postgresql://x@y/z?sslmode=require")["OPTIONS"] == {"sslmode": "require"}

    def test_a_broker_on_a_socket(self) -> None:
        assert broker("unix:///a/b.sock") == "redis+socket:///a/b.sock"
        assert broker("redis://redis:6379/0") == "redis://redis:6379/0"

    def test_a_mail_server(self) -> None:
        server = mail_server("smtp+starttls://a%40b:c@mail.example")
        assert server == ("mail.example", 587, "a@b", "c", False, True)
        assert mail_server("smtps://mail.example").port == 465


def test_the_secret_key_is_made_once_and_for_us_only(tmp_path: Path) -> None:
    places = Places(tmp_path / "new")
    key = places.secret_key()
    assert places.secret_key() == key
    assert len(key) > 60
    assert (places.data / "secret_key").stat().st_mode & 0o077 == 0


def test_a_folder_of_somebody_else_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: tmp_path.stat().st_uid + 1)
    with pytest.raises(PermissionError, match="belongs to somebody else"):
        Places(tmp_path).make()

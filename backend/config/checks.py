"""What is wrong with the settings, and how to mend it.

    script/manage check                        everything that can be seen without asking anybody
    script/manage check --database default     also what the database and Redis say

Every message has an id and a hint. Web server and workers refuse to start while one of the first
kind is an error, see `refuse_wrong_settings`.
"""

from collections.abc import Iterator, Sequence
from typing import Any

import redis
from django.conf import settings
from django.core import checks
from django.core.exceptions import ImproperlyConfigured
from django.db import connections
from redis.backoff import NoBackoff
from redis.retry import Retry

from backend.config import env

TAG = "polderspoor"
LOCAL_HOSTS = frozenset({"127.0.0.1", "localhost", "[::1]", "::1", "testserver"})
SHORTEST_KEY = 40


def refuse_wrong_settings() -> None:
    """Raise with all errors at once, for processes that Django starts without checking."""
    found = checks.run_checks(tags=[TAG])
    wrong = [
        str(message) for message in found if message.is_serious() and not message.is_silenced()
    ]
    if wrong:
        raise ImproperlyConfigured("\n\n".join(["The settings are wrong.", *wrong]))


@checks.register(TAG)
def readable(**_: Any) -> Sequence[checks.CheckMessage]:
    """Every value that could not be read."""
    return [
        checks.Error(
            problem, hint="Correct the variable in the environment.", id="polderspoor.E001"
        )
        for problem in dict.fromkeys(env.problems)
    ]


@checks.register(TAG)
def secret(**_: Any) -> Iterator[checks.CheckMessage]:
    """The key that signs sessions has to be there and hard to guess."""
    if len(settings.SECRET_KEY) < SHORTEST_KEY:
        yield checks.Error(
            "POLDERSPOOR_SECRET_KEY is missing or short.",
            hint=(
                "Set it, or POLDERSPOOR_SECRET_KEY_FILE, to at least 40 random characters: "
                "python3 -c 'import secrets; print(secrets.token_urlsafe(50))'."
            ),
            id="polderspoor.E002",
        )


@checks.register(TAG)
def addresses(**_: Any) -> Iterator[checks.CheckMessage]:
    """The two databases and Redis are either all embedded or all somebody else's."""
    if settings.DATABASE_OWNER_URL and settings.EMBEDDED:
        yield checks.Error(
            "DATABASE_OWNER_URL is set, but DATABASE_URL is not.",
            hint="Set both (the same database, two roles), or neither for the embedded one.",
            id="polderspoor.E003",
        )
    elif settings.DATABASE_OWNER_URL and _same_role():
        yield checks.Error(
            "DATABASE_URL and DATABASE_OWNER_URL name the same role.",
            hint=(
                "Row security does not hold for the owner of a table. Give the application a role "
                "that owns nothing: `python -m backend.config.roles` makes both."
            ),
            id="polderspoor.E004",
        )
    elif not settings.DATABASE_OWNER_URL and not settings.EMBEDDED:
        yield checks.Info(
            "DATABASE_OWNER_URL is not set, so this process cannot migrate.",
            hint="Right for web servers and workers; set it where `manage.py migrate` runs.",
            id="polderspoor.I001",
        )
    if not settings.EMBEDDED and not env.text("REDIS_URL"):
        yield checks.Error(
            "DATABASE_URL is set, but REDIS_URL is not.",
            hint="Set REDIS_URL, as in redis://redis:6379/0.",
            id="polderspoor.E005",
        )


@checks.register(TAG)
def openness(**_: Any) -> Iterator[checks.CheckMessage]:
    """What is meant for one's own machine must not be on the internet."""
    public = sorted(set(settings.ALLOWED_HOSTS) - LOCAL_HOSTS)
    if not settings.ALLOWED_HOSTS:
        yield checks.Error(
            "POLDERSPOOR_HOSTS is empty: every request would be refused.",
            hint="Name those that people use: POLDERSPOOR_HOSTS=polderspoor.example,www.example.",
            id="polderspoor.E006",
        )
    if "*" in public:
        yield checks.Error(
            "POLDERSPOOR_HOSTS allows every host.",
            hint="A forged Host header would end up in mails: name the hosts that people use.",
            id="polderspoor.E007",
        )
    if settings.DEMO and public:
        yield checks.Error(
            f"Demo mode is on while {', '.join(public)} is served: everybody knows its passwords.",
            hint="Set POLDERSPOOR_DEMO=false, or serve 127.0.0.1 and localhost only.",
            id="polderspoor.E008",
        )
    if settings.DEBUG and public:
        yield checks.Error(
            "POLDERSPOOR_DEBUG is on while a public host is served: error pages show settings.",
            hint="Set POLDERSPOOR_DEBUG=false.",
            id="polderspoor.E009",
        )
    if public and not settings.HTTPS:
        yield checks.Error(
            f"A public host is served, but POLDERSPOOR_URL is {settings.PUBLIC_URL}.",
            hint="Set it to the https:// address that people use; links and cookies follow it.",
            id="polderspoor.E010",
        )
    if public and not settings.MAIL_SERVER:
        yield checks.Warning(
            "SMTP_URL is not set: mails become files and reach nobody.",
            hint="Set SMTP_URL, as in smtp+starttls://user:password@mail.example:587.",
            id="polderspoor.W001",
        )


@checks.register(checks.Tags.database)
def role(databases: Sequence[str] | None = None, **_: Any) -> Iterator[checks.CheckMessage]:
    """The application's role must be one that row security holds for."""
    if "default" not in (databases or ()):
        return
    with connections["default"].cursor() as cursor:
        cursor.execute(
            "select current_user, rolsuper or rolbypassrls,"
            " exists (select from pg_class where relowner = pg_roles.oid),"
            " has_schema_privilege('public', 'create')"
            " from pg_roles where rolname = current_user"
        )
        name, passes, owns, creates = cursor.fetchone()
    hint = "Connect as a role made by `python -m backend.config.roles`."
    if passes:
        yield checks.Error(
            f"The role {name} can pass row security.", hint=hint, id="polderspoor.E012"
        )
    if owns:
        yield checks.Error(
            f"The role {name} owns tables: row security does not hold for it.",
            hint=hint,
            id="polderspoor.E013",
        )
    if creates:
        yield checks.Error(
            f"The role {name} may make tables of its own.", hint=hint, id="polderspoor.E014"
        )


@checks.register(checks.Tags.database)
def messenger(databases: Sequence[str] | None = None, **_: Any) -> Iterator[checks.CheckMessage]:
    """Redis has to answer, or no worker hears of anything."""
    if "default" not in (databases or ()):
        return
    try:
        once = Retry(NoBackoff(), 0)
        with redis.Redis.from_url(
            settings.REDIS_URL, socket_connect_timeout=5, retry=once
        ) as client:
            client.ping()
    except (redis.RedisError, ValueError) as error:
        yield checks.Error(
            f"Redis cannot be reached: {error}",
            hint="Is it running, and is REDIS_URL right?",
            id="polderspoor.E015",
        )


def _same_role() -> bool:
    return bool(settings.DATABASES["default"]["USER"] == settings.DATABASES["owner"]["USER"])

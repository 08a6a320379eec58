"""Turns addresses (DATABASE_URL, REDIS_URL, SMTP_URL) into what libraries expect."""

from typing import Any, NamedTuple
from urllib.parse import unquote, urlsplit

from psycopg import ProgrammingError
from psycopg.conninfo import conninfo_to_dict

from backend.config import env


class MailServer(NamedTuple):
    """An SMTP server; `ssl` is TLS from the first byte, `starttls` is TLS after a greeting."""

    host: str
    port: int
    user: str
    password: str
    ssl: bool
    starttls: bool


def database(url: str) -> dict[str, Any]:
    """Django's settings for a PostgreSQL address; libpq's options may stand behind the `?`."""
    try:
        parts = dict(conninfo_to_dict(url))
    except ProgrammingError as error:
        env.problems.append(f"A database address cannot be read: {str(error).strip()}.")
        parts = {}
    return {
        "ENGINE": "backend.config.database",
        "NAME": parts.pop("dbname", ""),
        "USER": parts.pop("user", ""),
        "PASSWORD": parts.pop("password", ""),
        "HOST": parts.pop("host", ""),
        "PORT": parts.pop("port", ""),
        "OPTIONS": parts,
    }


def broker(url: str) -> str:
    """Celery's spelling of a Redis address: it has a scheme of its own for a Unix socket."""
    return url.replace("unix://", "redis+socket://", 1) if url.startswith("unix://") else url


def mail_server(url: str) -> MailServer:
    """`smtp://` (plain), `smtp+starttls://` or `smtps://`, with user:password@host:port."""
    parts = urlsplit(url)
    if parts.scheme not in {"smtp", "smtp+starttls", "smtps"} or not parts.hostname:
        env.problems.append(
            "SMTP_URL cannot be read: write smtp://, smtp+starttls:// or smtps://, then "
            "user:password@host:port."
        )
    return MailServer(
        host=parts.hostname or "localhost",
        port=parts.port or {"smtps": 465, "smtp+starttls": 587}.get(parts.scheme, 25),
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        ssl=parts.scheme == "smtps",
        starttls=parts.scheme == "smtp+starttls",
    )

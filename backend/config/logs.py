"""What the log looks like: one event a line, as text for people or as JSON for a collector."""

import logging.config
import re
from typing import Any

import structlog

# Whoever knows the address of a calendar reads it; Django names the address of what it refuses.
_SECRET = re.compile(r"(/calendars/)[^\s\"']+")


def without_secrets(
    _logger: Any, _method: str, event: structlog.typing.EventDict
) -> structlog.typing.EventDict:
    """Leave out of an event what opens something to whoever knows it."""
    event["event"] = _SECRET.sub(r"\1...", str(event["event"]))
    return event


# Applied to our own events and to those of libraries alike, so that both look the same.
SHARED: list[structlog.typing.Processor] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso"),
    structlog.processors.StackInfoRenderer(),
    without_secrets,
]


def described(*, level: str, shape: str) -> dict[str, Any]:
    """Django's LOGGING: everything to standard error; shape is 'lines' or 'json'."""
    renderers: list[structlog.typing.Processor] = (
        [structlog.processors.format_exc_info, structlog.processors.JSONRenderer()]
        if shape == "json"
        # Plain: the fancy ones print local variables, and those are what parties keep secret.
        else [
            structlog.dev.ConsoleRenderer(
                colors=False, exception_formatter=structlog.dev.plain_traceback
            )
        ]
    )
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "events": {
                "()": structlog.stdlib.ProcessorFormatter,
                "foreign_pre_chain": SHARED,
                "processors": [
                    structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                    *renderers,
                ],
            },
        },
        "handlers": {"events": {"class": "logging.StreamHandler", "formatter": "events"}},
        "root": {"handlers": ["events"], "level": level.upper()},
        "loggers": {
            # Says at every start what it was told; only trouble is news.
            "celery.utils.functional": {"level": "WARNING"},
            "kombu": {"level": "WARNING"},
        },
    }


def configure(settings: dict[str, Any]) -> None:
    """What Django calls with the above: the libraries' loggers first, then our own."""
    logging.config.dictConfig(settings)
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *SHARED,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )

"""Whether the service does its work: for monitoring, for the log-in screen, and for probes.

Public, so it says nothing about dossiers: how much work waits, never of whom or about what.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any, NamedTuple

from django.conf import settings
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db import DatabaseError, connection, transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from redis import Redis, RedisError
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from backend.api.bodies import JSON, to_json
from backend.api.problem_types import UNAVAILABLE, Problem
from backend.api.problems import answer
from backend.api.schema import document
from backend.api.serializers import StrictSerializer
from backend.api.views import ActorView
from backend.confidentiality.context import acting_as
from backend.outbox.models import OutboxMessage
from backend.parties.actors import SYSTEM
from backend.parties.models import Person
from backend.reference.words import Words

DEMO_PEOPLE = "@demo.example"


class SweepFacts(NamedTuple):
    """When the clock last did its round, and whether that is too long ago."""

    last_at: datetime | None
    late: bool


class MailFacts(NamedTuple):
    """How many mails wait to leave, since when, and how many were given up."""

    backlog: int
    oldest_at: datetime | None
    parked: int


_sweeps: list[Callable[[], SweepFacts]] = []
_mails: list[Callable[[], MailFacts]] = []


def report_sweeps(reader: Callable[[], SweepFacts]) -> None:
    """Let the application that sweeps say when it last did; called from its `AppConfig.ready`."""
    _sweeps[:] = [reader]


def report_mails(reader: Callable[[], MailFacts]) -> None:
    """Let the application that mails say what waits; called from its `AppConfig.ready`."""
    _mails[:] = [reader]


class SweepSerializer(StrictSerializer):
    """The clock's rounds: timed transitions and reminders."""

    last_at = serializers.DateTimeField(allow_null=True)
    late = serializers.BooleanField()


class OutboxSerializer(StrictSerializer):
    """Messages that wait to be delivered, and those that were given up after many tries."""

    backlog = serializers.IntegerField()
    parked = serializers.IntegerField()


class MailSerializer(StrictSerializer):
    """Mails that wait to leave, and those that were given up after many tries."""

    backlog = serializers.IntegerField()
    oldest_at = serializers.DateTimeField(
        allow_null=True, help_text="Since when the oldest waits; old means that no mail leaves."
    )
    parked = serializers.IntegerField()


class DemoPersonSerializer(StrictSerializer):
    """Somebody you can log in as, in demo mode."""

    name = serializers.CharField()
    email = serializers.EmailField()


class StatusSerializer(StrictSerializer):
    """How the service is doing."""

    version = serializers.CharField()
    healthy = serializers.BooleanField(help_text="All parts answer, nothing is parked or late.")
    database = serializers.BooleanField()
    redis = serializers.BooleanField()
    sweep = SweepSerializer(allow_null=True)
    outbox = OutboxSerializer()
    mails = MailSerializer(allow_null=True)
    demo = serializers.BooleanField()
    demo_people = DemoPersonSerializer(many=True)


class StatusView(ActorView):
    """How the service is doing."""

    public = True
    noun = Words("toestand van de dienst", "state of the service")

    @document(response=StatusSerializer)
    def get(self, request: Request) -> Response:
        """Show whether all parts work, and how much work waits."""
        return Response(self.show(current_status(), StatusSerializer))


def current_status() -> dict[str, Any]:
    """Return the facts behind `StatusSerializer`. Needs a database that answers."""
    with acting_as(SYSTEM):
        outbox = _outbox()
        sweep = _sweeps[0]() if _sweeps else None
        mails = _mails[0]() if _mails else None
    redis_answers = answers_redis()
    given_up = outbox["parked"] or (mails and mails.parked)
    in_order = not given_up and not (sweep and sweep.late)
    return {
        "version": settings.API_VERSION,
        "healthy": redis_answers and in_order,
        "database": True,
        "redis": redis_answers,
        "sweep": sweep,
        "outbox": outbox,
        "mails": mails,
        "demo": settings.DEMO,
        "demo_people": _demo_people() if settings.DEMO else [],
    }


def _outbox() -> dict[str, int]:
    """Return the counts, each by an index that holds nothing else."""
    alive = OutboxMessage.objects.filter(delivered_at__isnull=True, parked_at__isnull=True)
    return {
        "backlog": alive.filter(due_at__lte=timezone.now()).count(),
        "parked": OutboxMessage.objects.filter(parked_at__isnull=False).count(),
    }


def _demo_people() -> list[Person]:
    people = Person.objects.filter(email__endswith=DEMO_PEOPLE, is_active=True)
    # who has no password only acts in the history that was loaded
    return list(people.exclude(password__startswith=UNUSABLE_PASSWORD_PREFIX).order_by("email"))


def answers_redis() -> bool:
    """Whether Redis answers within half a second."""
    try:
        with Redis.from_url(settings.REDIS_URL, socket_timeout=0.5) as redis:
            return bool(redis.ping())
    except RedisError:
        return False


@transaction.non_atomic_requests
def health(request: HttpRequest) -> HttpResponse:
    """Answer probes: 200 when database and Redis answer, else 503. Says nothing more."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("select 1")
    except DatabaseError:
        return answer(Problem(UNAVAILABLE))
    if not answers_redis():
        return answer(Problem(UNAVAILABLE))
    return HttpResponse(to_json({"status": "ok"}), content_type=JSON)

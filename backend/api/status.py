"""Whether the service does its work: for monitoring, for the log-in screen, and for probes.

Public, so it says nothing about dossiers, not even how much work waits: a count that grows whenever
somebody does something tells that they did. Administrators, who must mend it, read the counts.
"""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any, NamedTuple

from django.conf import settings
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db import DatabaseError, connection, transaction
from django.http import HttpRequest, HttpResponse
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
from backend.parties.models import Person
from backend.reference.words import Words

DEMO_PEOPLE = "@demo.example"


class Work(NamedTuple):
    """How the clock, the reminders and their mails are doing: numbers and moments only.

    `sweep_is_late`: a round should have been done since the last one. `is_behind`: for more than a
    day nothing was done of what should have been, so people may miss a date. `stands_still`: rounds
    are done, and messages between parts are not even tried.
    """

    last_sweep_at: datetime | None
    sweep_is_late: bool
    is_behind: bool
    stands_still: bool
    next_due_on: date | None
    dates_waiting: int
    dates_failing: int
    mails_waiting: int
    mails_parked: int
    addresses_refused: int
    oldest_unsent_mail_at: datetime | None
    messages_waiting: int
    messages_parked: int
    oldest_undelivered_message_at: datetime | None
    last_seal_on: date | None


_work: list[Callable[[], Work]] = []


def report_work(reader: Callable[[], Work]) -> None:
    """Let the application that reminds say how it is doing; called from its `AppConfig.ready`."""
    _work[:] = [reader]


class SweepSerializer(StrictSerializer):
    """The clock's rounds: timed transitions and reminders."""

    last_at = serializers.DateTimeField(source="last_sweep_at", allow_null=True)
    late = serializers.BooleanField(source="sweep_is_late")


class WorkSerializer(StrictSerializer):
    """What waits. Parked is what was given up after many tries."""

    next_due_on = serializers.DateField(allow_null=True)
    dates_waiting = serializers.IntegerField()
    dates_failing = serializers.IntegerField(
        help_text="Dates on which the clock fails each time: the log says why."
    )
    mails_waiting = serializers.IntegerField()
    mails_parked = serializers.IntegerField()
    addresses_refused = serializers.IntegerField(
        help_text="People whose address the mail server refuses, so that no mail reaches them."
    )
    oldest_unsent_mail_at = serializers.DateTimeField(
        allow_null=True, help_text="Since when the oldest waits; old means that no mail leaves."
    )
    messages_waiting = serializers.IntegerField()
    messages_parked = serializers.IntegerField()
    oldest_undelivered_message_at = serializers.DateTimeField(allow_null=True)
    last_seal_on = serializers.DateField(allow_null=True)


class DemoPersonSerializer(StrictSerializer):
    """Somebody you can log in as, in demo mode."""

    name = serializers.CharField()
    email = serializers.EmailField()


class StatusSerializer(StrictSerializer):
    """How the service is doing."""

    version = serializers.CharField()
    healthy = serializers.BooleanField(
        help_text="All parts answer, nothing is parked, failing or late."
    )
    database = serializers.BooleanField()
    redis = serializers.BooleanField()
    sweep = SweepSerializer()
    reminders_behind = serializers.BooleanField(
        help_text="Reminders are more than a day behind: look up yourself which dates are near."
    )
    work = WorkSerializer(allow_null=True, help_text="For administrators; null for others.")
    demo = serializers.BooleanField()
    demo_people = DemoPersonSerializer(many=True)


class StatusView(ActorView):
    """How the service is doing."""

    public = True
    noun = Words("toestand van de dienst", "state of the service")

    @document(response=StatusSerializer)
    def get(self, request: Request) -> Response:
        """Show whether all parts work; to administrators also how much work waits."""
        shown = current_status(counted=self.actor.is_administrator)
        return Response(self.show(shown, StatusSerializer))


def current_status(*, counted: bool) -> dict[str, Any]:
    """Return the facts behind `StatusSerializer`. Needs a database that answers."""
    work = _work[0]()
    redis_answers = answers_redis()
    # One wrong address is no trouble of the service: a probe that is red for it is ignored.
    given_up = work.mails_parked or work.messages_parked
    in_order = not (given_up or work.dates_failing or work.stands_still)
    return {
        "version": settings.API_VERSION,
        "healthy": redis_answers and in_order and not (work.sweep_is_late or work.is_behind),
        "database": True,
        "redis": redis_answers,
        "sweep": work,
        "reminders_behind": work.is_behind,
        "work": work if counted else None,
        "demo": settings.DEMO,
        "demo_people": _demo_people() if settings.DEMO else [],
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
    return _answer_probe(lambda: True)


@transaction.non_atomic_requests
def health_of_reminders(request: HttpRequest) -> HttpResponse:
    """Answer probes: 503 also when no round was done lately, or reminders are a day behind.

    An address of its own: a web server is not to be replaced because a worker stands still.
    """
    return _answer_probe(_reminds)


def _reminds() -> bool:
    work = _work[0]()
    return not (work.sweep_is_late or work.is_behind)


def _answer_probe(check: Callable[[], bool]) -> HttpResponse:
    try:
        with connection.cursor() as cursor:
            cursor.execute("select 1")
        well = answers_redis() and check()
    except DatabaseError:
        well = False
    if not well:
        return answer(Problem(UNAVAILABLE))
    return HttpResponse(to_json({"status": "ok"}), content_type=JSON)

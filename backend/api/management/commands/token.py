"""Prints a bearer token for the API."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from backend.api.models import ApiToken
from backend.parties.models import Person

LONGEST = 366


class Command(BaseCommand):
    """`manage.py token EMAIL`: outside demo mode only on an administrator's account."""

    help = "Print a bearer token for the API. It cannot be read again."

    def add_arguments(self, parser: CommandParser) -> None:
        """Describe the arguments."""
        parser.add_argument("email", help="whose token it is")
        parser.add_argument(
            "--days", type=int, default=90, help="how long it is valid (default 90)"
        )
        parser.add_argument(
            "--administrator",
            metavar="EMAIL",
            help="the administrator who issues it (needed outside demo mode)",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Issue and print."""
        if not settings.DEMO:
            self._check_administrator(options["administrator"])
        if not 1 <= options["days"] <= LONGEST:
            raise CommandError(f"--days must be from 1 to {LONGEST}.")
        person = self._person(options["email"])
        self.stdout.write(ApiToken.issue(person, days=options["days"]))

    def _check_administrator(self, email: str | None) -> None:
        if email is None or not self._person(email).is_administrator:
            raise CommandError(
                "Outside demo mode only an administrator may issue a token: "
                "add --administrator with the address of one."
            )

    def _person(self, email: str) -> Person:
        person = Person.objects.filter(email=email.lower(), is_active=True).first()
        if person is None:
            raise CommandError(f"There is no active person with the address {email}.")
        return person

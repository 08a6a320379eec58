"""Makes an administrator, for who has the server: over HTTP nobody can."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from backend.administration import mailing, places, telling
from backend.parties.actors import SYSTEM
from backend.parties.models import Person
from backend.reference import moments


class Command(BaseCommand):
    """`manage.py make_administrator EMAIL NAME`: adds an administrator and mails an invitation."""

    help = "Add an administrator, who gets a mail with a link to choose a password."

    def add_arguments(self, parser: CommandParser) -> None:
        """Describe the arguments."""
        parser.add_argument("email", help="the address to log in with")
        parser.add_argument("name", help="what people read in the audit trail")
        parser.add_argument("--language", choices=("nl", "en"), default="nl")

    def handle(self, *args: Any, **options: Any) -> None:
        """Add, record and invite."""
        email = options["email"].lower()
        with transaction.atomic():
            person = Person.objects.filter(email=email).first()
            if person is not None and (person.is_administrator or places.has_any(person)):
                raise CommandError("This person is an administrator already, or has had a place.")
            if person is None:
                person = Person(email=email, name=options["name"], language=options["language"])
                person.set_unusable_password()
            person.is_administrator = True
            person.invited_at = moments.now()
            person.save()
            telling.record(
                "make_administrator",
                actor=SYSTEM,
                of=telling.of_administration("person", person),
                facts={"person": person.name},
            )
            mailing.invite(person)
        self.stdout.write(f"{person.name} was mailed an invitation.")

"""Erases an account."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from backend.parties.models import Person
from backend.reminders import erasing


class Command(BaseCommand):
    """`manage.py erase_person EMAIL`: asks to type the address once more."""

    help = "Erase an account: address, inbox, tokens, places. What they did stays, with their name."

    def add_arguments(self, parser: CommandParser) -> None:
        """Describe the arguments."""
        parser.add_argument("email", help="whose account")
        parser.add_argument("--yes", action="store_true", help="do not ask")

    def handle(self, *args: Any, **options: Any) -> None:
        """Ask, and erase."""
        email = options["email"].lower()
        person = Person.objects.filter(email=email).first()
        if person is None:
            raise CommandError("Nobody has this address.")
        if not options["yes"] and input(f"Erase {person.name} for good? Type {email}: ") != email:
            raise CommandError("Nothing was erased.")
        erasing.erase(person)
        self.stdout.write("The account was erased.")

"""`migrate`, but as the role that may."""

from django.conf import settings
from django.core.management.base import CommandError, CommandParser
from django.core.management.commands import migrate


class Command(migrate.Command):
    """Django's own command with the owner's connection unless told otherwise."""

    def add_arguments(self, parser: CommandParser) -> None:
        """Adds Django's arguments, with our default."""
        super().add_arguments(parser)
        if "owner" not in settings.DATABASES:
            message = "Set DATABASE_OWNER_URL: the application's own role may not change tables."
            raise CommandError(message)
        parser.set_defaults(database="owner")

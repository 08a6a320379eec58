"""How people come in: by an account that an administrator made, never by signing up."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class ClosedDoor(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Nobody makes an account for themselves."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: who may see a dossier is decided by the parties, not by the visitor."""
        return False

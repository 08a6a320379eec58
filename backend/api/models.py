"""Bearer tokens. Only a digest is kept: who reads this table cannot act as anyone."""

import hashlib
import secrets
from datetime import timedelta

from django.db import models
from django.utils import timezone

from backend.parties.models import Person
from backend.reference.ids import new_id

PREFIX = "pst_"


def digest_of(token: str) -> str:
    """Return what is kept of a token. It is random and long, so a plain hash is enough."""
    return hashlib.sha256(token.encode()).hexdigest()


class ApiToken(models.Model):
    """A person's key to the API, until a moment."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="api_tokens")
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    last_used_on = models.DateField(null=True)

    def __str__(self) -> str:
        return f"{self.person_id} until {self.expires_at:%Y-%m-%d}"

    @classmethod
    def issue(cls, person: Person, *, days: int) -> str:
        """Make a token for `person`, valid for `days`; the only moment it can be read."""
        token = PREFIX + secrets.token_urlsafe(32)
        expires_at = timezone.now() + timedelta(days=days)
        cls.objects.create(person=person, digest=digest_of(token), expires_at=expires_at)
        return token

"""The mails to one person that became files, where there is no mail server to send them."""

from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from typing import Any
from uuid import UUID

from django.db.models.functions import Coalesce

from backend.parties.actors import Actor
from backend.reference import mail_files
from backend.reminders.models import Mail

MOST = 50
SENT, WITHHELD = "sent", "withheld"


@dataclass(frozen=True, slots=True)
class Written:
    """One mail: what Polderspoor did with it, and what its file says; nothing without a file."""

    id: UUID
    at: datetime
    standing: str
    subject: str = ""
    text: str = ""
    html: str = ""


def newest_to(actor: Actor) -> list[Written]:
    """Return the newest mails to the actor, as they were written. In the actor's context.

    Only what Polderspoor mailed about its work. What opens an account is for whoever opens it.
    """
    rows = list(_dealt_with(actor)[:MOST])
    files = mail_files.found([row.message_id for row in rows if row.sent_at])
    return [_written(row, files.get(row.message_id)) for row in rows]


def one_to(actor: Actor, mail_id: UUID) -> Written | None:
    """Return one of these; None for any other mail, whosever it is. In the actor's context."""
    row = _dealt_with(actor).filter(pk=mail_id, sent_at__isnull=False).first()
    file = mail_files.found([row.message_id]).get(row.message_id) if row else None
    return _written(row, file) if row is not None and file is not None else None


def _dealt_with(actor: Actor) -> Any:
    rows = Mail.objects.visible_to(actor).filter(recipient=actor.id)
    rows = rows.annotate(at=Coalesce("sent_at", "withheld_at")).filter(at__isnull=False)
    return rows.order_by("-at", "-id")


def _written(row: Any, file: EmailMessage | None) -> Written:
    standing = SENT if row.sent_at else WITHHELD
    if file is None:
        return Written(row.pk, row.at, standing)
    text, html = _body(file, "plain"), _body(file, "html")
    return Written(row.pk, row.at, standing, str(file["Subject"] or ""), text, html)


def _body(file: EmailMessage, kind: str) -> str:
    part = file.get_body((kind,))
    return str(part.get_content()) if part is not None else ""

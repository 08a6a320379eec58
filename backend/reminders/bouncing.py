"""A mail that comes back after the mail server took it: a delivery status notification (RFC 3464).

Anybody can write one. It counts only where it names a mail of ours by its Message-ID, which nobody
knows but who handled that mail, and the very address to which that mail went. Nothing that it says
is kept or repeated but the number of its status.
"""

import re
from collections.abc import Iterator
from datetime import datetime
from email import message_from_bytes, message_from_string, policy
from email.message import Message
from typing import Any, NamedTuple

import structlog
from django.db import transaction
from django.utils import timezone

from backend.confidentiality.context import acting_as
from backend.parties.actors import SYSTEM
from backend.reminders import refusals
from backend.reminders.models import Mail

# So much of a report is read; what we send is far smaller.
LARGEST = 1_048_576
_PERMANENT = re.compile(r"5\.\d{1,3}\.\d{1,3}")

log = structlog.get_logger(__name__)


class Returned(NamedTuple):
    """What a report says of one address to which a mail could not be delivered, ever."""

    message_id: str
    addresses: frozenset[str]
    status: str


def take(report: bytes, now: datetime | None = None) -> bool | None:
    """Note what a report says of our mails, as a refusal at once is noted.

    False where it is no report about a mail of ours to that address; None where it is a report, and
    not of a failure for good.
    """
    # headers are not taken apart: what is odd in them is no reason to stumble
    message = message_from_bytes(report[:LARGEST], policy=policy.compat32)
    if message.get_content_type() != "multipart/report":
        return False
    message_id = _message_id(message)
    blocks = list(_recipients(message))
    if not message_id or not blocks:
        return False
    failed = [r for block in blocks if (r := _failed(message_id, block)) is not None]
    if not failed:
        return None
    return any(_note(each, now or timezone.now()) for each in failed)


def _note(returned: Returned, now: datetime) -> bool:
    with transaction.atomic(), acting_as(SYSTEM):
        rows = Mail.objects.select_for_update(of=("self",)).select_related("recipient")
        mail = rows.filter(message_id=returned.message_id).first()
        if mail is None or mail.recipient.email.casefold() not in returned.addresses:
            return False
        if mail.sent_at is not None:
            refusals.came_back(mail, returned.status, now)
            log.warning("mail_came_back", mail=str(mail.pk), status=returned.status)
        return mail.refused_at is not None


def _message_id(report: Message) -> str:
    """Return the Message-ID of the mail that came back, or of its headers; "" without one."""
    for part in report.walk():
        kind = part.get_content_type()
        if kind == "message/rfc822":
            inner = part.get_payload()
            found = inner[0] if isinstance(inner, list) and inner else None
        elif kind == "text/rfc822-headers":
            found = message_from_string(_text_of(part))
        else:
            continue
        if found is not None and isinstance(found, Message):
            return str(found.get("Message-ID", "")).strip()
    return ""


def _recipients(report: Message) -> Iterator[Message]:
    """Yield what is said of each address: all blocks of the status but the first."""
    for part in report.walk():
        blocks: Any = part.get_payload()
        if part.get_content_type() == "message/delivery-status" and isinstance(blocks, list):
            yield from blocks[1:]
            return


def _failed(message_id: str, block: Message) -> Returned | None:
    status = _PERMANENT.match(str(block.get("Status", "")).strip())
    if str(block.get("Action", "")).strip().casefold() != "failed" or status is None:
        return None
    named = (str(block.get(f"{whose}-Recipient", "")) for whose in ("Final", "Original"))
    addresses = (each.rpartition(";")[2].strip(" \t<>").casefold() for each in named)
    return Returned(message_id, frozenset(filter(None, addresses)), status.group())


def _text_of(part: Message) -> str:
    content = part.get_payload(decode=True)
    return content.decode("utf-8", "replace") if isinstance(content, bytes) else ""

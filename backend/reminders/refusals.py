"""When a mail server does not take a mail: whether it is the address, or the server itself.

A server that lets nobody through any more, because its relay ran out or is on a blocklist, answers
as if each address were wrong. What it says of itself, of us or of its policy (RFC 3463), or to
several people one after the other, is not held against them: their mails wait, without an attempt
lost, until it takes mail again. Where it takes the mails of others meanwhile, it is the address
after all.
"""

import re
from datetime import datetime, timedelta
from enum import Enum
from smtplib import SMTPRecipientsRefused, SMTPResponseException, SMTPSenderRefused
from typing import Any

from django.db.models import F, Min, Q

from backend.parties.models import Person
from backend.reminders.models import Mail

FOR_GOOD = 500
# So many people refused one after the other, and nobody served: then it is not they.
SEVERAL = 3
# So long a mail rests that the server would not take, of which we know no more.
REST = timedelta(minutes=5)
CAME_BACK = "came back"
# The mail system itself, what is said to it, its policy; the address of the sender.
_NOT_THE_ADDRESS = re.compile(r"\s*5\.(?:[357]\.\d|1\.[78]\b)")


class Verdict(Enum):
    """What it was: something that may pass, the address, or the server, or what it thinks of us."""

    PASSES, ADDRESS, SERVER = "passes", "address", "server"


def judge(mail: Mail, error: Exception) -> Verdict:
    """Return what it was that a mail was not taken."""
    code, text = _answer(error)
    ours = isinstance(error, SMTPSenderRefused) or _NOT_THE_ADDRESS.match(text) is not None
    if code < FOR_GOOD or not (ours or isinstance(error, SMTPRecipientsRefused)):
        return Verdict.PASSES
    doubted = mail.doubted_at
    if doubted is not None and Mail.objects.filter(sent_at__gt=doubted).exists():
        return Verdict.PASSES if ours else Verdict.ADDRESS
    return Verdict.SERVER if ours or refuses_everybody(mail) else Verdict.ADDRESS


def refuses_everybody(mail: Mail) -> bool:
    """Whether with this one it refused several people, and took no mail between."""
    return len({mail.recipient_id, *_in_a_row().values_list("recipient", flat=True)}) >= SEVERAL


def take_back(now: datetime) -> None:
    """Queue again what was refused since the server last took a mail, and hold it against nobody.

    Runs in the caller's transaction.
    """
    wrongly = _in_a_row().filter(refused_at__isnull=False)
    first = wrongly.aggregate(first=Min("refused_at"))["first"]
    if first is None:
        return
    people = list(wrongly.values_list("recipient", flat=True))
    wrongly.update(refused_at=None, doubted_at=now, try_at=now + REST, attempts=F("attempts") - 1)
    Person.objects.filter(pk__in=people, mail_refused_at__gte=first).update(mail_refused_at=None)


def refuse(mail: Mail, now: datetime) -> None:
    """Note that an address is none. Runs in the caller's transaction, which saves the mail."""
    mail.refused_at = now
    _answered(mail, now)


def took(mail: Mail) -> None:
    """Note that an address takes mail."""
    mail.doubted_at = None
    _answered(mail, None)


def came_back(mail: Mail, status: str, now: datetime) -> None:
    """Note that a mail did not arrive after all, as if its address had been refused at once.

    Runs in the caller's transaction, which holds the mail.
    """
    mail.sent_at, mail.error = None, f"{CAME_BACK}: {status}"
    refuse(mail, now)
    mail.save(update_fields=["sent_at", "refused_at", "error"])


def _answered(mail: Mail, refused_at: datetime | None) -> None:
    """Let a person and who administers them see that mail does not arrive, or does again."""
    known = Person.objects.filter(pk=mail.recipient_id, email=mail.recipient.email)
    known.filter(mail_refused_at__isnull=refused_at is not None).update(mail_refused_at=refused_at)


def _in_a_row() -> Any:
    """Return the mails that the server refused since it last took one."""
    sent = Mail.objects.filter(sent_at__isnull=False).order_by("-sent_at")
    last = sent.values_list("sent_at", flat=True).first()
    refused = Q(refused_at__isnull=False) & ~Q(error__startswith=CAME_BACK)
    waits = Q(doubted_at__isnull=False, parked_at__isnull=True, withheld_at__isnull=True)
    if last is not None:
        refused &= Q(refused_at__gt=last)
        waits &= Q(doubted_at__gt=last)
    return Mail.objects.filter(refused | waits, sent_at__isnull=True)


def _answer(error: Exception) -> tuple[int, str]:
    """Return the number and the text with which a server refused; 0 where it did not say."""
    code: int
    text: bytes | str
    if isinstance(error, SMTPRecipientsRefused):
        code, text = next(iter(error.recipients.values()), (0, b""))
    elif isinstance(error, SMTPResponseException):
        code, text = error.smtp_code, error.smtp_error
    else:
        return 0, ""
    return code, text.decode("utf-8", "replace") if isinstance(text, bytes) else text

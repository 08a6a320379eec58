"""The inbox: what somebody was reminded or told of, and the mails that carry it to them.

A row of the inbox is written once for each reason and recipient; the database's constraints say
what "once" means. The mail that carries it is a row too, written in the same transaction: a mail
that is unsent *is* the queue.
"""

from datetime import datetime
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.db.models.functions import Cast, Concat

from backend.confidentiality.models import VisibleQuerySet
from backend.parties.actors import Actor
from backend.parties.models import Person
from backend.reference.ids import new_id
from backend.reference.words import LANGUAGES

LONGEST_REASON = 500
# What somebody put off and has not got back yet.
ASLEEP = Q(snoozed_until__isnull=False, woken_at__isnull=True)


class InboxQuerySet(VisibleQuerySet):
    """Rows of somebody's inbox."""

    def visible_to(self, actor: Actor) -> Self:
        """Return the actor's own rows, about subjects that it may (still) read."""
        own = super().visible_to(actor)
        if actor.sees_everything:
            return own
        return own.filter(subject_audience__in=sorted(actor.audiences))

    def asleep(self) -> Self:
        """Return the rows that were put off and have not come back."""
        return self.filter(ASLEEP)


def own_word(column: str) -> models.GeneratedField:
    """Return the column with the word of the one person whose row it is."""
    return models.GeneratedField(
        expression=Concat(
            models.Value("person:"),
            Cast(column, models.TextField()),
            output_field=models.TextField(),
        ),
        output_field=models.TextField(),
        db_persist=True,
    )


class Channel(models.TextChoices):
    """How somebody hears of something; it is in the inbox whatever they choose."""

    AT_ONCE = "at_once", "Direct"
    DIGEST = "digest", "In het overzicht"
    INBOX = "inbox", "Alleen in Polderspoor"


class Rhythm(models.TextChoices):
    """How often somebody gets the digest."""

    WEEK = "week", "Elke week"
    DAY = "day", "Elke dag"
    NEVER = "never", "Nooit"


class Preferences(models.Model):
    """How one person wants to be told; who has no row here has the defaults of these columns.

    The digest comes on `digest_day` (Monday is 1) at `digest_hour` in the Netherlands. `channels`
    has what was chosen for a rule, by its name; the other rules keep their own default.
    """

    person = models.OneToOneField(
        Person, on_delete=models.CASCADE, primary_key=True, related_name="preferences"
    )
    audience = own_word("person_id")
    digest_every = models.CharField(max_length=5, choices=Rhythm.choices, default=Rhythm.WEEK)
    digest_day = models.PositiveSmallIntegerField(default=1)
    digest_hour = models.PositiveSmallIntegerField(default=8)
    channels = models.JSONField(default=dict)

    objects: ClassVar[VisibleQuerySet] = VisibleQuerySet.as_manager()  # type: ignore[assignment]


_UNSENT = Q(
    sent_at__isnull=True,
    parked_at__isnull=True,
    withheld_at__isnull=True,
    refused_at__isnull=True,
)


# Tried in vain, for as long as it was any use.
GIVEN_UP = Q(parked_at__isnull=False) | Q(refused_at__isnull=False)
# What such a mail is set to where it is tried again.
QUEUED_ANEW: dict[str, Any] = {
    "parked_at": None,
    "refused_at": None,
    "doubted_at": None,
    "attempts": 0,
}


class MailQuerySet(VisibleQuerySet):
    """Mails to people."""

    def unsent(self) -> Self:
        """Return the mails that still have to leave."""
        return self.filter(_UNSENT)


class Mail(models.Model):
    """One mail to one person, which carries rows of their inbox; composed when it is sent.

    `key` says what belongs together in it. As long as it is not `closed_at`, whatever has the same
    key joins it; there is one such mail a person and key. It is due at `due_at`, and tried at
    `try_at` if that is later. It has left when `sent_at` is set. It is given up (`parked_at`) after
    the last failed try, `withheld_at` where by then there was nothing (any more) to tell, and
    `refused_at` where the mail server knows no such address: to try that again is no use. Since
    `doubted_at` the server refuses it in a way that says nothing of the address, so it waits.

    `rule` is what it can be unsubscribed from; empty for a digest. Mails of one `dossier_id` are
    threaded. `covers` says which dates a digest has told, as subject, deadline and date.
    """

    AT_ONCE, DIGEST = "at_once", "digest"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    recipient = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="mails")
    audience = own_word("recipient_id")
    sort = models.CharField(max_length=7, choices=[(s, s) for s in (AT_ONCE, DIGEST)])
    key = models.CharField(max_length=200)
    rule = models.CharField(max_length=80, blank=True)
    dossier_id = models.UUIDField(null=True)
    message_id = models.CharField(max_length=300, unique=True)
    covers = models.JSONField(default=list)
    created_at = models.DateTimeField(auto_now_add=True)
    due_at = models.DateTimeField()
    try_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    error = models.TextField(blank=True)
    sent_at = models.DateTimeField(null=True)
    parked_at = models.DateTimeField(null=True)
    withheld_at = models.DateTimeField(null=True)
    refused_at = models.DateTimeField(null=True)
    doubted_at = models.DateTimeField(null=True)

    objects: ClassVar[MailQuerySet] = MailQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["recipient", "key"],
                condition=Q(closed_at__isnull=True),
                name="one_open_mail_a_key",
            )
        ]
        indexes: ClassVar[list[models.Index]] = [
            # what is at once goes first, however many digests are due
            models.Index(
                fields=["sort", "try_at", "id"],
                name="mail_unsent",
                condition=_UNSENT,
            ),
            models.Index(
                fields=["parked_at"], name="mail_parked", condition=Q(parked_at__isnull=False)
            ),
            models.Index(fields=["recipient", "sort", "-sent_at"], name="mail_newest"),
        ]


class Reminder(models.Model):
    """One notice to one person, in their inbox, and as a rule carried by a mail.

    Of a `deadline` (at `offset_days` before or after `anchor_on`), or of an `event` that somebody
    caused; then `matter` says which one. `subject_audience` is the subject's own word: who may no
    longer read the subject no longer finds what was said about it.

    Whoever put it off until a day has it back on that day, at the moment `woken_at`; why is nobody
    else's business. Without `mail` the recipient wants it in the inbox only. `left_out_at` says:
    the mail went without it, because by then it could not be read or asked for nothing any more.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    recipient = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="reminders")
    audience = own_word("recipient_id")
    subject_kind = models.CharField(max_length=20)
    subject_id = models.UUIDField()
    subject_audience = models.TextField()
    subject_title = models.CharField(max_length=300)
    deadline = models.CharField(max_length=60, blank=True)
    anchor_on = models.DateField(null=True)
    offset_days = models.SmallIntegerField(null=True)
    event = models.CharField(max_length=60, blank=True)
    matter = models.CharField(max_length=64, blank=True)
    language = models.CharField(max_length=2, choices=[(code, code) for code in LANGUAGES])
    headline = models.CharField(max_length=300)
    status = models.TextField(blank=True)
    state = models.CharField(max_length=30, blank=True)
    transition = models.CharField(max_length=60, blank=True)
    action = models.CharField(max_length=100, blank=True)
    text = models.TextField()
    link = models.CharField(max_length=500)
    mail = models.ForeignKey(Mail, on_delete=models.SET_NULL, null=True, related_name="items")
    left_out_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)
    read_at = models.DateTimeField(null=True)
    snoozed_until = models.DateField(null=True)
    snooze_reason = models.CharField(max_length=LONGEST_REASON, blank=True)
    woken_at = models.DateTimeField(null=True)

    objects: ClassVar[InboxQuerySet] = InboxQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["subject_id", "deadline", "anchor_on", "offset_days", "recipient"],
                condition=~Q(deadline=""),
                name="one_reminder_an_offset",
            ),
            models.UniqueConstraint(
                fields=["subject_id", "event", "matter", "recipient"],
                condition=~Q(event=""),
                name="one_notice_a_matter",
            ),
            models.CheckConstraint(
                condition=Q(~Q(deadline=""), event="", anchor_on__isnull=False)
                & Q(offset_days__isnull=False)
                | Q(~Q(event=""), ~Q(matter=""), deadline=""),
                name="of_a_deadline_or_an_event",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["audience", "created_at", "id"], name="reminder_inbox"),
            models.Index(fields=["subject_id"], name="reminder_subject"),
            models.Index(fields=["snoozed_until", "id"], name="reminder_asleep", condition=ASLEEP),
        ]

    @property
    def is_asleep(self) -> bool:
        """Whether it was put off and has not come back."""
        return self.snoozed_until is not None and self.woken_at is None

    @property
    def about(self) -> dict[str, Any]:
        """The subject, as it was called when this was written."""
        return {"kind": self.subject_kind, "id": self.subject_id, "title": self.subject_title}

    @property
    def mailed_at(self) -> datetime | None:
        """When a mail left that said so."""
        gone = self.mail.sent_at if self.mail is not None else None
        return gone if self.left_out_at is None else None


class Sweep(models.Model):
    """One round of the clock: when, as of which moment, and what came of it."""

    started_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True)
    as_of = models.DateTimeField()
    performed = models.PositiveIntegerField(default=0)
    reminded = models.PositiveIntegerField(default=0)
    failed = models.PositiveIntegerField(default=0)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["-finished_at"], name="sweep_newest")
        ]

"""Tell everybody at a meeting at once what was proposed, answered, fixed or changed.

Neither the reason for a no nor a place or link stands in a letter: they are read at the meeting's
own page.
"""

from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import override

from backend.meetings import agreeing, queries
from backend.meetings.answering import ANSWERED
from backend.meetings.kinds import Agreement
from backend.meetings.models import Meeting
from backend.outbox.models import OutboxMessage
from backend.reference.words import Words
from backend.reminders import circles, inbox, letters
from backend.reminders.notices import entry_of, is_news

CONFIRM = Words("Bevestig of stel een andere datum voor", "Confirm or propose another date")
LOOK = Words("Bekijk het overleg", "Look at the meeting")
TOLD = {
    "create": Words("Overleg voorgesteld", "Meeting proposed"),
    "reschedule": Words(
        "Overleg verzet: uw bevestiging gevraagd", "Meeting moved: please confirm again"
    ),
    ANSWERED: Words("Antwoord op een voorgesteld overleg", "Answer to a proposed meeting"),
    "convene": Words("Overleg bijeengeroepen", "Meeting convened"),
    "fix_agenda": Words("Agenda vastgesteld", "Agenda fixed"),
    "agree_agenda": Words("Agenda door beide zijden vastgesteld", "Agenda fixed by both sides"),
    "reopen_agenda": Words("Agenda heropend", "Agenda open again"),
    "cancel": Words("Overleg afgelast", "Meeting cancelled"),
}
ASKING = ("create", "reschedule")
WHEN = Words("Het overleg is op {day}.", "The meeting is on {day}.")
STANDING = {
    Agreement.AGREED: Words(
        "Beide zijden hebben de datum bevestigd.", "Both sides have confirmed the date."
    ),
    Agreement.DECLINED: Words(
        "Een zijde heeft de datum afgewezen.", "A side has declined the date."
    ),
    Agreement.AWAITED: Words(
        "Nog niet beide zijden hebben de datum bevestigd.",
        "Not both sides have confirmed the date yet.",
    ),
}


def topics() -> dict[str, Words]:
    """Return the topics of the messages that are told, with what people call them."""
    return {f"{Meeting.kind}.{event}": label for event, label in TOLD.items()}


def tell(message: OutboxMessage) -> None:
    """Tell the parties and the secretariat, save whoever did it."""
    entry = entry_of(message)
    meeting = Meeting.objects.filter(pk=message.subject_id).first()
    if entry is None or meeting is None or not is_news(message, entry):
        return
    event, today = message.topic.partition(".")[2], timezone.localdate()
    organisations = {seat.organisation_id for seat in queries.seats_of(meeting)}
    told = circles.negotiators_of(organisations, today)
    words: dict[str, Any] = {
        "headline": TOLD[event],
        "status": _status(meeting),
        "action": CONFIRM if event in ASKING else LOOK,
    }
    found = inbox.compose(
        meeting.kind,
        meeting.pk,
        [to for to in told if str(to.person.pk) != entry.actor_id],
        today,
        lambda seen: letters.write(seen, **words),
        audience=message.audience,
    )
    inbox.put(found, event=event, matter=str(message.pk))


def _status(meeting: Meeting) -> Words:
    said = [WHEN.with_(day=_when(meeting))]
    if meeting.state != "cancelled":
        sides = agreeing.sides_of(meeting, meeting.answers.all())
        said.append(STANDING[agreeing.agreement(sides)])
    return Words(*(" ".join(each.in_(language) for each in said) for language in Words._fields))


def _when(meeting: Meeting) -> Words:
    moment, said = timezone.localtime(meeting.starts_at), []
    for language in Words._fields:
        with override(language):
            said.append(date_format(moment, "j F Y, G:i"))
    return Words(*said)

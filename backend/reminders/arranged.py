"""Tell both sides and the secretariat what a table arranged about reminding, or is asked to."""

from typing import Any

from django.utils import timezone

from backend.outbox.models import OutboxMessage
from backend.reference.words import Words
from backend.reminders import arranging, circles, inbox, letters, wording
from backend.reminders.notices import entry_of, is_news
from backend.workflow.models import Arrangement

TOLD = {
    "reminding_proposed": Words(
        "Voorstel over herinneren: uw instemming gevraagd",
        "Proposal about reminding: your consent is awaited",
    ),
    "reminding_arranged": Words("Herinneren gaat anders", "Reminding has changed"),
    "reminding_withdrawn": Words(
        "Afspraak over herinneren ingetrokken", "Arrangement about reminding withdrawn"
    ),
}
LIAISON = Words(
    "De liaison van de overheid hoort het als iemand lang niet handelt.",
    "The liaison of the government hears when somebody does not act for long.",
)
DAYS = Words("{rule}: herinneren op dag {days}.", "{rule}: remind on day {days}.")


def topics() -> dict[str, Words]:
    """Return the topics of the messages that are told, with what people call them."""
    return {f"bargaining_table.{event}": label for event, label in TOLD.items()}


def tell(message: OutboxMessage) -> None:
    """Tell who acts for the parties and the secretariat, save whoever did it."""
    entry = entry_of(message)
    if entry is None or not is_news(message, entry):
        return
    today, event = timezone.localdate(), message.topic.partition(".")[2]
    told = circles.negotiators_of(arranging.sitting_at(message.subject_id, today), today)
    found = inbox.compose(
        "bargaining_table",
        message.subject_id,
        [to for to in told if str(to.person.pk) != entry.actor_id],
        today,
        lambda seen: letters.write(
            seen, headline=TOLD[event], status=says(message.body["facts"]), action=wording.OPEN
        ),
    )
    inbox.put(found, event=event, matter=str(message.pk))


def says(facts: dict[str, Any]) -> Words:
    """Return what was arranged, in one sentence."""
    if facts["rule"] == Arrangement.LIAISON:
        return LIAISON
    deadline = arranging.rules().get(facts["rule"])
    label = deadline.label if deadline is not None else Words(facts["rule"], facts["rule"])
    return DAYS.with_(rule=label, days=", ".join(f"{day:+d}" for day in facts["offsets"]))

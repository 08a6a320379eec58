"""Tell both sides and the secretariat what a table arranged about reminding, or is asked to."""

from typing import Any

from django.utils import timezone

from backend.outbox.models import OutboxMessage
from backend.reference.spoken import days_around
from backend.reference.words import Words
from backend.reminders import arranging, circles, inbox, letters, wording
from backend.reminders.notices import entry_of, is_news
from backend.workflow.belonging import AGREEMENT
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
DAYS = Words("{rule}: herinneren {days}.", "{rule}: remind {days}.")
ONLY = Words(
    "{said} Alleen voor deze cao en wat daarbij hoort.",
    "{said} Only for this agreement and what belongs to it.",
)


def topics() -> dict[str, Words]:
    """Return the topics of the messages that are told, with what people call them."""
    kinds = ("bargaining_table", AGREEMENT)
    return {f"{kind}.{event}": label for kind in kinds for event, label in TOLD.items()}


def tell(message: OutboxMessage) -> None:
    """Tell who acts for the parties and the secretariat, save whoever did it.

    Of what is about one agreement, only who reads that.
    """
    entry = entry_of(message)
    if entry is None or not is_news(message, entry):
        return
    today, event = timezone.localdate(), message.topic.partition(".")[2]
    row = Arrangement.objects.get(pk=message.body["facts"]["arrangement"])
    told = circles.negotiators_of(arranging.sitting_at(row.bargaining_table_id, today), today)
    said = says(message.body["facts"])
    status = said if row.agreement_id is None else ONLY.with_(said=said)
    found = inbox.compose(
        arranging.KIND,
        row.pk,
        [to for to in told if str(to.person.pk) != entry.actor_id],
        today,
        lambda seen: letters.write(seen, headline=TOLD[event], status=status, action=wording.OPEN),
    )
    inbox.put(found, event=event, matter=str(message.pk))


def says(facts: dict[str, Any]) -> Words:
    """Return what was arranged, in one sentence."""
    if facts["rule"] == Arrangement.LIAISON:
        return LIAISON
    deadline = arranging.rules().get(facts["rule"])
    label = deadline.label if deadline is not None else Words(facts["rule"], facts["rule"])
    return DAYS.with_(rule=label, days=days_around(facts["offsets"]))

"""What is wrong with the facts of a meeting. All faults at once."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from backend.meetings import queries
from backend.meetings.models import Meeting
from backend.reference.words import Words
from backend.workflow.data import Fault
from backend.workflow.lifecycle import Refusal

MOST_ITEMS = 100
BLANK = Words("Dit veld is verplicht.", "This field is required.")
_ENDS_FIRST = Words("Het einde ligt voor het begin.", "It ends before it starts.")
_NO_ADDRESS = Words("Geef een adres dat met https:// begint.", "Give an address with https://.")
_NOT_HERE = Words(
    "Deze organisatie zit niet aan deze tafel.", "This organisation does not sit at this table."
)
NOT_READ = Words(
    "Aan zo'n overleg neemt u hier niet deel; kies een andere soort.",
    "You take no part in such a meeting here; choose another kind.",
)
NO_SIDE = Words(
    "Alleen een zijde kan iets voor zichzelf klaarzetten.",
    "Only a side can prepare something for itself.",
)
FULL = Refusal(
    "agenda-full",
    Words(f"De agenda is vol ({MOST_ITEMS} punten).", f"The agenda is full ({MOST_ITEMS} items)."),
)
FIXED = Refusal(
    "agenda-fixed",
    Words(
        "De agenda is vastgesteld. Zij moet eerst worden heropend.",
        "The agenda has been fixed. It has to be opened again first.",
    ),
)
HAS_DECISIONS = Refusal(
    "has-decisions",
    Words(
        "Over dit punt is al iets besloten; het blijft op de agenda.",
        "Something was decided about this item; it stays on the agenda.",
    ),
)


def faults_of(meeting: Meeting) -> list[Fault]:
    """Return everything that is wrong with when, where and with whom it is."""
    found = []
    if not meeting.title.strip():
        found.append(Fault("/title", "required", BLANK))
    if meeting.ends_at is not None and meeting.ends_at <= meeting.starts_at:
        found.append(Fault("/ends_at", "before-start", _ENDS_FIRST))
    if meeting.link and not _is_address(meeting.link):
        found.append(Fault("/link", "no-address", _NO_ADDRESS))
    if meeting.present:
        known = {seat.organisation_id for seat in queries.seats_of(meeting)}
        for number, pk in enumerate(meeting.present):
            if pk not in known:
                found.append(Fault(f"/present/{number}", "not-at-table", _NOT_HERE))
    return found


def _is_address(link: str) -> bool:
    try:
        parts = urlsplit(link)
    except ValueError:
        return False
    return parts.scheme == "https" and bool(parts.hostname)


def event_of(wanted: Mapping[str, Any]) -> str:
    """Return under which name a change of an item is made: item, order or minutes."""
    names = set(wanted)
    if names and names <= {"minutes"}:
        return "minutes"
    return "order" if names and names <= {"position"} else "item"

"""What stands in a calendar: dates and meetings, as one person may read them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal
from uuid import NAMESPACE_URL, UUID, uuid5

from backend.audit.digests import digest_of_content
from backend.parties.actors import Actor

Status = Literal["CONFIRMED", "TENTATIVE", "CANCELLED"]
# Of what lies further back nothing is told any more; it stays as it was in who fetched it before.
PAST = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Event:
    """One entry: a whole `day`, or from `starts_at`. `alarms` are counted from its start.

    `since` is the least that its sequence number can be, where what it is about counts its changes.
    A deadline says of which subject it is, and which.
    """

    uid: UUID
    title: str
    link: str
    day: date | None = None
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    text: str = ""
    place: str = ""
    status: Status = "CONFIRMED"
    alarms: tuple[timedelta, ...] = ()
    since: int = 0
    subject_kind: str = ""
    subject_id: UUID | None = None
    name: str = ""

    def digest(self) -> str:
        """Return the digest of all that a reader can tell of it."""
        return digest_of_content(
            {
                "title": self.title,
                "link": self.link,
                "day": str(self.day or ""),
                "starts_at": str(self.starts_at or ""),
                "ends_at": str(self.ends_at or ""),
                "text": self.text,
                "place": self.place,
                "status": self.status,
                "alarms": [int(alarm.total_seconds()) for alarm in self.alarms],
            }
        )


def uid_of(subject_id: UUID, name: str = "") -> UUID:
    """Return what names a date of a subject in every calendar, for as long as it exists."""
    return uuid5(NAMESPACE_URL, f"polderspoor:{subject_id}:{name}")


Source = Callable[[Actor, datetime], Iterable[Event]]

_SOURCES: dict[str, Source] = {}


def register(kind: str, source: Source) -> None:
    """Let a domain put its subjects of a kind in calendars; called from its `AppConfig.ready`.

    `source` is asked as the actor, and gives what that actor may read now; the deadlines of the
    kind are then its own business.
    """
    _SOURCES[kind] = source


def sources() -> dict[str, Source]:
    """Return what the domains put in calendars, by kind."""
    return dict(_SOURCES)

"""What holds for everything that is kept here: dates, versions, and why something is refused."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any, NoReturn, TypeVar
from uuid import UUID, uuid4

from django.db import IntegrityError, models, transaction
from django.utils import timezone
from django.utils.text import slugify

from backend.reference.prepared import run
from backend.reference.words import Words
from backend.workflow.data import Fault
from backend.workflow.errors import InvalidData, Refused, Stale
from backend.workflow.lifecycle import Refusal

M = TypeVar("M", bound=models.Model)
# Names are no keys, but no two may be the same: who gives one waits for who gives it too.
_ALONE = "select pg_advisory_xact_lock(hashtextextended(%(name)s, 0))"

TOMORROW = Words(
    "Kies morgen of later: wie er al bij horen, hebben dan bericht.",
    "Choose tomorrow or later: who belongs there already has been told by then.",
)
PAST = Words(
    "Kies vandaag of later: wat er was, verandert niet.",
    "Choose today or later: what has been does not change.",
)
BACKWARDS = Words("De laatste dag ligt voor de eerste.", "The last day comes before the first one.")
LATER = Words(
    "Een einde wordt niet uitgesteld; leg een nieuwe periode vast.",
    "An end is not put off; record a new period.",
)
NOT_THERE = Words("Dit staat hier niet vast.", "This is not known here.")
REQUIRED = Words("Dit is nodig.", "This is required.")
ENDED = Refusal("ended", Words("Dit is al geëindigd.", "This has already ended."))
BEGUN = Refusal(
    "begun",
    Words(
        "Dit is al begonnen; geef het een laatste dag.",
        "This has begun already; give it a last day.",
    ),
)


def locked(model: type[M], pk: UUID, expected_version: int | None = None) -> M:
    """Return a row under its lock; raise Stale where it is at another version by now."""
    row: Any = model._default_manager.select_for_update(no_key=True).get(pk=pk)  # noqa: SLF001  # documented
    if expected_version is not None and row.version != expected_version:
        raise Stale(row.version)
    found: M = row
    return found


def save(row: Any, *names: str) -> None:
    """Write these columns of a locked row, as its next version."""
    row.version += 1
    row.save(update_fields=[*names, "version"])


@contextmanager
def one_of_a_kind(refusal: Refusal) -> Iterator[None]:
    """Refuse what somebody else has written at the same moment."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        raise Refused([refusal]) from error


def alone(what: str, name: str) -> None:
    """Wait for whoever gives something of this kind the same name, until the transaction ends."""
    run(_ALONE, {"name": f"{what}:{name.casefold()}"})


def refuse(refusal: Refusal) -> NoReturn:
    """Raise Refused for one reason."""
    raise Refused([refusal])


def new_key(name: str) -> str:
    """Return a short name for use in addresses and files, that nobody else has."""
    return f"{slugify(name)[:48].strip('-') or 'naam'}-{uuid4().hex[:6]}"


def earliest(*, known: bool) -> date:
    """Return the first day on which something new may begin.

    Where somebody is there already it is tomorrow, so that they are told before it opens anything.
    """
    return timezone.localdate() + timedelta(days=1 if known else 0)


def faults_of_period(first: date, last: date | None, from_: date) -> list[Fault]:
    """Return what is wrong with the days of something new that may begin at `from_`."""
    faults = []
    if first < from_:
        words = PAST if first < timezone.localdate() else TOMORROW
        faults.append(Fault("/starts_on", "too-early", words))
    if last is not None and last < first:
        faults.append(Fault("/ends_on", "before-start", BACKWARDS))
    return faults


def last_day(row: Any, last: date | None, reason: str) -> date:
    """Return the last day that something dated is given. Raises InvalidData for all that is wrong.

    A change may leave out what it does not change; an end leaves out neither its day nor why.
    """
    faults = [] if reason.strip() else [Fault("/reason", "required", REQUIRED)]
    if last is None:
        raise InvalidData([Fault("/ends_on", "required", REQUIRED), *faults])
    if last < max(timezone.localdate(), row.valid_from):
        faults.append(Fault("/ends_on", "in-the-past", PAST))
    elif row.valid_until is not None and last > row.valid_until:
        faults.append(Fault("/ends_on", "later", LATER))
    complain(faults)
    return last


def complain(faults: list[Fault]) -> None:
    """Raise InvalidData with all that is wrong, if anything is."""
    if faults:
        raise InvalidData(faults)

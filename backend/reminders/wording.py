"""The sentences of inbox and mail, in both languages."""

from datetime import date
from functools import lru_cache

from django.utils.formats import date_format
from django.utils.translation import override

from backend.reference.words import Words

TODAY = Words("vandaag", "today")
TOMORROW = Words("morgen", "tomorrow")
YESTERDAY = Words("gisteren", "yesterday")
AHEAD = Words("over {days} dagen", "in {days} days")
BEHIND = Words("{days} dagen geleden", "{days} days ago")

HEADLINE = Words("{label}: {when}", "{label}: {when}")
DATED = Words(
    "De datum is {day} ({when}). Stand: {state}.",
    "The date is {day} ({when}). State: {state}.",
)
STATE = Words("Stand: {state}.", "State: {state}.")
COUNTED = Words("Zo geteld: {computation}. Regel: {rule}.", "Counted: {computation}. Rule: {rule}.")
BASIS = Words("Grondslag: {basis}.", "Basis: {basis}.")
OPEN = Words("Bekijk en handel af", "View and act")
VIEW = Words("Bekijk", "View")
BY_NOW = Words("Inmiddels is de stand: {state}.", "By now the state is: {state}.")
DIGEST = Words("Uw overzicht", "Your digest")
ITEMS = Words("Wat er speelt", "What is going on")
COMING = Words("Datums tot en met {day}", "Dates up to {day}")
MORE = Words("{first} (en nog {count})", "{first} (and {count} more)")
ONE_MESSAGE = Words("1 bericht", "1 message")
MESSAGES = Words("{count} berichten", "{count} messages")
ONE_DATE = Words("1 datum", "1 date")
DATES = Words("{count} datums", "{count} dates")
SETTINGS = Words(
    "Kies zelf welke berichten u per mail krijgt", "Choose which messages you get by mail"
)
UNSUBSCRIBE = Words("Deze mail niet meer ontvangen", "Stop getting this mail")
WHY = Words(
    "U krijgt dit bericht omdat u optreedt voor {organisation}.",
    "You receive this message because you act for {organisation}.",
)
# What the secretariat asks for once more; also the name of the event.
NUDGE = "nudge"
NUDGED = Words("Het secretariaat vraagt uw reactie", "The secretariat asks you to respond")


@lru_cache(maxsize=1024)
def day_in_words(day: date) -> Words:
    """Return a date as people write it."""
    said = []
    for language in Words._fields:
        with override(language):
            said.append(date_format(day, "j F Y"))
    return Words(*said)


def when_in_words(day: date, today: date) -> Words:
    """Return how far away a day is."""
    days = (day - today).days
    near = {0: TODAY, 1: TOMORROW, -1: YESTERDAY}
    if days in near:
        return near[days]
    return (AHEAD if days > 0 else BEHIND).with_(days=abs(days))

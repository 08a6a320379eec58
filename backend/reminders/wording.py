"""The sentences of inbox and mail, in both languages."""

from datetime import date

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
BASIS = Words("Grondslag: {basis}.", "Basis: {basis}.")
OPEN = Words("Bekijk en handel af", "View and act")
WHY = Words(
    "U krijgt dit bericht omdat u optreedt voor {organisation}.",
    "You receive this message because you act for {organisation}.",
)


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

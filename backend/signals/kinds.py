"""The fixed words of signals."""

from django.db import models

from backend.reference.words import Words


class State(models.TextChoices):
    """Where a signal stands with the secretariat."""

    RECEIVED = "received", "Ontvangen"
    ANSWERED = "answered", "Beantwoord"
    PASSED_ON = "passed_on", "Doorgegeven"
    CLOSED = "closed", "Afgesloten"


# What the secretariat can do with one: each brings it to the state of that name.
RESPONSES = [(s.value, s.label) for s in State if s is not State.RECEIVED]
# What happens to one by itself: its state stays as it is.
HANDED_OVER = "handed_over"
STATE_WORDS = {
    "received": Words("Ontvangen", "Received"),
    "answered": Words("Beantwoord", "Answered"),
    "passed_on": Words("Doorgegeven aan de partijen", "Passed on to the parties"),
    "closed": Words("Afgesloten", "Closed"),
    HANDED_OVER: Words(
        "Overgegaan naar een nieuw secretariaat, zonder de naam van de melder",
        "Gone over to a new secretariat, without the name of the sender",
    ),
}
SUBJECTS = ("clause", "commitment", "initiative")
LONGEST = 2000

"""The fixed words of recurring duties."""

from django.db import models

from backend.parties.kinds import Capacity
from backend.reference.words import Words

LONGEST_TITLE = 200
MOST_EVERY = 60


class Form(models.TextChoices):
    """What comes back."""

    JOINT_EVALUATION = "joint_evaluation", "Gezamenlijke evaluatie"
    INTERPRETATION_REVIEW = "interpretation_review", "Doorloop van uitlegvragen"
    MEASUREMENT = "measurement", "Meting"
    LOCAL_REVIEW = "local_review", "Lokale evaluatie met medezeggenschap"
    OTHER = "other", "Iets anders"


class Unit(models.TextChoices):
    """In what its rhythm is counted."""

    WEEK = "week", "week"
    MONTH = "month", "maand"
    QUARTER = "quarter", "kwartaal"
    YEAR = "year", "jaar"


class PeriodState(models.TextChoices):
    """What came of one period."""

    OPEN = "open", "Open"
    HELD = "held", "Gedaan"
    SKIPPED = "skipped", "Overgeslagen"
    MISSED = "missed", "Niet gedaan"


FORM_WORDS = {
    Form.JOINT_EVALUATION: Words("Gezamenlijke evaluatie", "Joint evaluation"),
    Form.INTERPRETATION_REVIEW: Words("Doorloop van uitlegvragen", "Interpretation review"),
    Form.MEASUREMENT: Words("Meting", "Measurement"),
    Form.LOCAL_REVIEW: Words(
        "Lokale evaluatie met medezeggenschap", "Local review with the works council"
    ),
    Form.OTHER: Words("Iets anders", "Something else"),
}
PERIOD_WORDS = {
    PeriodState.OPEN: Words("Open", "Open"),
    PeriodState.HELD: Words("Gedaan", "Done"),
    PeriodState.SKIPPED: Words("Overgeslagen", "Skipped"),
    PeriodState.MISSED: Words("Niet gedaan", "Not done"),
}
UNIT_WORDS = {
    Unit.WEEK: (Words("week", "week"), Words("weken", "weeks")),
    Unit.MONTH: (Words("maand", "month"), Words("maanden", "months")),
    Unit.QUARTER: (Words("kwartaal", "quarter"), Words("kwartalen", "quarters")),
    Unit.YEAR: (Words("jaar", "year"), Words("jaar", "years")),
}
# To which of these a routine can belong; without one it is of the table.
ABOUT = ("agreement", "clause", "initiative")
# As what one must sit at a table to propose one there.
CAN_PROPOSE = (
    Capacity.PARTY,
    Capacity.PARTICIPANT,
    Capacity.WORKS_COUNCIL,
    Capacity.SECRETARIAT,
)
ABOUT_CHOICES = tuple((each, each) for each in ABOUT)

"""The fixed words of disputes."""

from django.db import models

from backend.reference.words import Words


class Level(models.TextChoices):
    """The ladder of a dispute, from the lowest rung."""

    CONSULTATION = "consultation", "Overleg"
    JOINT_COMMITTEE = "joint_committee", "Paritaire commissie"
    MEDIATION = "mediation", "Bemiddeling"
    COURT = "court", "Rechter"


class Kind(models.TextChoices):
    """What the sides see differently."""

    INTERPRETATION = "interpretation", "Uitleg"
    OBSERVANCE = "observance", "Nakoming"
    FACT = "fact", "Feiten"


class Finding(models.TextChoices):
    """What a body on the ladder says: advice to the parties, or a ruling that binds them."""

    ADVICE = "advice", "Advies"
    RULING = "ruling", "Uitspraak"


class Ending(models.TextChoices):
    """How a dispute ended."""

    AGREED = "agreed", "Samen eens geworden"
    RULED = "ruled", "Volgens de uitspraak"


class Said(models.TextChoices):
    """What a side says in a dispute after the claim."""

    ANSWER = "answer", "Antwoord"
    ADDENDUM = "addendum", "Aanvulling"


LADDER: tuple[str, ...] = tuple(level.value for level in Level)
# Where somebody can rule: elsewhere one talks until both agree.
RULING_LEVELS = frozenset({"joint_committee", "court"})
KIND_WORDS = {
    "interpretation": Words("Uitleg", "Interpretation"),
    "observance": Words("Nakoming", "Observance"),
    "fact": Words("Een feit", "A fact"),
}
LEVEL_WORDS = {
    "consultation": Words("Overleg", "Consultation"),
    "joint_committee": Words("Paritaire commissie", "Joint committee"),
    "mediation": Words("Bemiddeling", "Mediation"),
    "court": Words("Rechter", "Court"),
}
FINDING_WORDS = {
    "advice": Words("Advies", "Advice"),
    "ruling": Words("Uitspraak", "Ruling"),
}
ENDING_WORDS = {
    "": Words("loopt nog", "still open"),
    "agreed": Words("samen eens geworden", "settled together"),
    "ruled": Words("beslist door een uitspraak", "decided by a ruling"),
}
LONGEST = 5000
LONGEST_QUOTE = 2000

"""The fixed words of notes and comments."""

from django.db import models

from backend.parties.kinds import Side
from backend.reference.words import Words


class Reading(models.TextChoices):
    """Who reads a note before it is revealed."""

    ORGANISATION = "organisation", "Eigen organisatie"
    SIDE = "side", "Eigen zijde"


class Became(models.TextChoices):
    """What can come of a comment."""

    COMMITMENT = "commitment", "Toezegging"
    AGENDA_ITEM = "agenda_item", "Agendapunt"


OF_SIDE = {
    Side.EMPLOYER: Words("de werkgeverszijde", "the employers' side"),
    Side.UNION: Words("de vakbondszijde", "the unions' side"),
    Side.WORKERS: Words("de medezeggenschap", "the works councils"),
}
ONLY_ORGANISATION = Words(
    "Alleen zichtbaar voor onderhandelaars van {organisation}.",
    "Only visible to negotiators of {organisation}.",
)
ONLY_SIDE = Words(
    "Alleen zichtbaar voor onderhandelaars van {side} aan deze tafel.",
    "Only visible to negotiators of {side} at this table.",
)

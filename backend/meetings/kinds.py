"""The fixed words of meetings: what a meeting is, what is decided there, and who reads of it."""

from django.db import models

from backend.parties.audiences import Visibility
from backend.reference.words import Words


class Form(models.TextChoices):
    """What kind of meeting it is."""

    NEGOTIATION_ROUND = "negotiation_round", "Onderhandelingsronde"
    JOINT_MEETING = "joint_meeting", "Paritair overleg"
    STEERING_GROUP = "steering_group", "Stuurgroepoverleg"
    COMMITTEE = "committee", "Commissieoverleg"


class Outcome(models.TextChoices):
    """What was decided about an item."""

    COMMITMENT = "commitment", "Toezegging"
    AGREED = "agreed", "Besluit"
    NOTED = "noted", "Kennisgenomen"
    ADJOURNED = "adjourned", "Doorgeschoven"


class Answer(models.TextChoices):
    """What an organisation says of the day and place of a meeting."""

    YES = "yes", "Komt"
    NO = "no", "Komt niet"


class Agreement(models.TextChoices):
    """Whether the sides agree on the day and place of a meeting."""

    AWAITED = "awaited", "Nog niet bevestigd"
    AGREED = "agreed", "Afgesproken"
    DECLINED = "declined", "Afgewezen"


class Standing(models.TextChoices):
    """How far a decision is: a promise counts once those who make it have confirmed it."""

    RECORDED = "recorded", "Genoteerd"
    AWAITED = "awaited", "Wacht op bevestiging"
    PROMISED = "promised", "Toegezegd"
    DECLINED = "declined", "Niet bevestigd"


FORM_WORDS = {
    Form.NEGOTIATION_ROUND: Words("Onderhandelingsronde", "Negotiation round"),
    Form.JOINT_MEETING: Words("Paritair overleg", "Joint meeting"),
    Form.STEERING_GROUP: Words("Stuurgroepoverleg", "Steering group meeting"),
    Form.COMMITTEE: Words("Commissieoverleg", "Committee meeting"),
}
OUTCOME_WORDS = {
    Outcome.COMMITMENT: Words("Toezegging", "Commitment"),
    Outcome.AGREED: Words("Besluit", "Decision"),
    Outcome.NOTED: Words("Kennisgenomen", "Taken note of"),
    Outcome.ADJOURNED: Words("Doorgeschoven", "Adjourned"),
}
ANSWER_WORDS = {
    Answer.YES: Words("Bevestigd", "Confirmed"),
    Answer.NO: Words("Afgewezen", "Declined"),
}
AGREEMENT_WORDS = {
    Agreement.AWAITED: Words("Nog niet door beide zijden bevestigd", "Not yet confirmed by both"),
    Agreement.AGREED: Words("Door beide zijden bevestigd", "Confirmed by both sides"),
    Agreement.DECLINED: Words("Afgewezen: zoek een andere datum", "Declined: find another date"),
}
STANDING_WORDS = {
    Standing.RECORDED: Words("Genoteerd", "Recorded"),
    Standing.AWAITED: Words("Wacht op bevestiging", "Awaiting confirmation"),
    Standing.PROMISED: Words("Toegezegd", "Promised"),
    Standing.DECLINED: Words("Niet bevestigd", "Not confirmed"),
}
# Negotiators meet at the table; where others sit as well, they read it too.
READ_AT = {
    Form.NEGOTIATION_ROUND: Visibility.TABLE,
    Form.JOINT_MEETING: Visibility.TABLE,
    Form.STEERING_GROUP: Visibility.PARTIES,
    Form.COMMITTEE: Visibility.PARTIES,
}

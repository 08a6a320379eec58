"""The fixed words of agreements and their clauses."""

from functools import cache

from django.db import models

from backend.reference.files import read_lists
from backend.reference.words import Words


class AgreementType(models.TextChoices):
    """For a whole branch, or for one employer."""

    SECTOR = "sector", "Bedrijfstak-cao"
    COMPANY = "company", "Ondernemings-cao"


class SbiVersion(models.TextChoices):
    """The edition of the SBI that a sector code is from: the letters moved between the two."""

    SBI_2008 = "2008", "SBI 2008"
    SBI_2025 = "2025", "SBI 2025"


class LegalStatus(models.TextChoices):
    """What a clause is in law, whatever the process does: from dates and registration."""

    NOT_YET = "not_yet", "Nog niet van kracht"
    IN_FORCE = "in_force", "Van kracht"
    AFTER_EFFECT = "after_effect", "Nawerking"
    ENDED = "ended", "Geëindigd"


class Outcome(models.TextChoices):
    """What a party's members said."""

    ACCEPTED = "accepted", "Akkoord"
    REJECTED = "rejected", "Niet akkoord"
    NO_OBJECTION = "no_objection", "Geen bezwaar"


ACCEPTING = frozenset({Outcome.ACCEPTED, Outcome.NO_OBJECTION})  # no objection goes along


class Standing(models.TextChoices):
    """What a text is at the table now."""

    UNDER_CONSENT = "under_consent", "Ligt ter instemming"
    AGREED = "agreed", "Overeengekomen"
    BESIDE = "beside", "Ernaast"
    DRAFT = "draft", "Concept van de eigen zijde"


class AmendmentOutcome(models.TextChoices):
    """How an amendment ended."""

    ACCEPTED = "accepted", "Aangenomen"
    DROPPED = "dropped", "Ingetrokken"


class Advice(models.TextChoices):
    """What negotiators advise their members."""

    POSITIVE = "positive", "Positief"
    NEUTRAL = "neutral", "Neutraal"
    NEGATIVE = "negative", "Negatief"


class NoticeDecision(models.TextChoices):
    """What a party intends."""

    GIVE = "give", "Wel opzeggen"
    NOT = "not", "Niet opzeggen"


class BindingKind(models.TextChoices):
    """What is asked of the minister."""

    REQUEST = "request", "Verzoek"
    EXTENSION = "extension", "Verlenging"


class BindingOutcome(models.TextChoices):
    """What the minister decided."""

    GRANTED = "granted", "Toegewezen"
    PARTLY = "partly", "Deels toegewezen"
    REFUSED = "refused", "Afgewezen"


BINDING_WORDS = {
    "requested": Words("Verzocht", "Requested"),
    "inspected": Words("Ter inzage gelegd", "Open for inspection"),
    "granted": Words("Algemeen verbindend verklaard", "Declared generally binding"),
    "partly": Words("Deels algemeen verbindend verklaard", "Partly declared generally binding"),
    "refused": Words("Afgewezen", "Refused"),
    "withdrawn": Words("Ingetrokken", "Withdrawn"),
}
LEGAL_STATUS_WORDS = {
    LegalStatus.NOT_YET: Words("nog niet van kracht", "not yet in force"),
    LegalStatus.IN_FORCE: Words("van kracht", "in force"),
    LegalStatus.AFTER_EFFECT: Words("nawerking", "after-effect"),
    LegalStatus.ENDED: Words("geëindigd", "ended"),
}
# A dispute changes nothing in law.
_MEANWHILE_NOT = Words(
    "Het geschil verandert niets aan wat de afspraak rechtens is.",
    "The dispute changes nothing about what the clause is in law.",
)
MEANWHILE = {
    LegalStatus.NOT_YET: _MEANWHILE_NOT,
    LegalStatus.IN_FORCE: Words(
        "De afspraak blijft van kracht zolang het geschil loopt.",
        "The clause stays in force while the dispute runs.",
    ),
    LegalStatus.AFTER_EFFECT: Words(
        "De afspraak blijft nawerken zolang het geschil loopt.",
        "The clause keeps its after-effect while the dispute runs.",
    ),
    LegalStatus.ENDED: _MEANWHILE_NOT,
}
NOTICE_WORDS = {
    NoticeDecision.GIVE: Words("Wel opzeggen", "Will give notice"),
    NoticeDecision.NOT: Words("Niet opzeggen", "Will not give notice"),
}
OUTCOME_WORDS = {
    "accepted": Words("Akkoord", "Accepted"),
    "rejected": Words("Niet akkoord", "Rejected"),
    "no_objection": Words("Geen bezwaar", "No objection"),
}
AMENDMENT_WORDS = {
    "": Words("op tafel", "on the table"),
    "accepted": Words("aangenomen", "accepted"),
    "dropped": Words("ingetrokken", "dropped"),
}
ADVICE_WORDS = {
    "positive": Words("Positief", "Positive"),
    "neutral": Words("Neutraal", "Neutral"),
    "negative": Words("Negatief", "Negative"),
}

# Ballots are shown as numbers from this many voters: below it a number could point at a person.
SHOW_COUNTS_FROM = 10
COUNTS = ("votes_for", "votes_against", "abstentions")

PREPARED = frozenset({"draft", "proposed", "in_negotiation", "deadlocked"})
ON_THE_TABLE = ("in_negotiation", "deadlocked")
IN_TERM = frozenset({"in_force", "under_review", "in_amendment", "final_evaluation"})
ENDABLE = tuple(sorted(IN_TERM))
AGREED = IN_TERM | {
    "agreed_in_principle",
    "in_ratification",
    "ratified",
    "in_aftereffect",
    "completed",
}
# What can be given a successor: also once it has ended, so that its promises can go on.
SUCCEEDED = AGREED | {"disputed", "lapsed", "terminated"}
RENUMBERED = AGREED | {"disputed"}  # where the number alone can still be changed
RENEWABLE = IN_TERM | {"disputed"}  # where the law renews a term, whatever the process does
# So that is also where notice is given: no step of one side keeps the other from it.
NOTICEABLE = tuple(sorted(RENEWABLE))
# Notice is registered with the ministry also after the term that it ended.
NOTICE_REGISTERED = (*NOTICEABLE, "in_aftereffect")
NOTICED = frozenset({"give_notice", "register_notice"})  # what the agreement's dates depend on
ENDED = frozenset({"completed", "superseded", "terminated", "lapsed"})
# Replaced, ended by the parties, or put away: no after-effect. Completed is a word of the process.
LIVES_NO_LONGER = frozenset({"superseded", "terminated", "archived"})
NEVER_IN_FORCE = frozenset({"withdrawn", "rejected"})


@cache
def types_with(attribute: str) -> frozenset[str]:
    """Return the clause types for which the reference list says yes to an attribute.

    `needs_receipt_notice`: part of the cao itself, so in force only after its registration (Wet op
    de loonvorming art. 4). `after_effect`: lives on in individual contracts after its end.
    """
    return frozenset(
        entry.code
        for entry in read_lists()
        if entry.list == "clause-types" and entry.attributes[attribute]
    )

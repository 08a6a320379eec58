"""The fixed words of commitments: whose a promise is, and what shows that it was kept."""

from django.db import models

from backend.parties.audiences import Visibility
from backend.reference.words import Words


class OwnerSide(models.TextChoices):
    """Whose promise it is. A joint one belongs to both sides, whoever carries it out."""

    EMPLOYER = "employer", "Werkgeverszijde"
    UNION = "union", "Vakbondszijde"
    JOINT = "joint", "Samen"
    WORKS_COUNCIL = "works_council", "Medezeggenschap"
    GOVERNMENT = "government", "Overheid"


class EvidenceKind(models.TextChoices):
    """What is shown: a document or page elsewhere, or a written statement."""

    DOCUMENT = "document", "Document"
    LINK = "link", "Link"
    STATEMENT = "statement", "Verklaring"


OWNER_SIDE_WORDS = {
    OwnerSide.EMPLOYER: Words("Werkgeverszijde", "Employers' side"),
    OwnerSide.UNION: Words("Vakbondszijde", "Unions' side"),
    OwnerSide.JOINT: Words("Samen", "Joint"),
    OwnerSide.WORKS_COUNCIL: Words("Medezeggenschap", "Works council"),
    OwnerSide.GOVERNMENT: Words("Overheid", "Government"),
}
EVIDENCE_WORDS = {
    EvidenceKind.DOCUMENT: Words("Document", "Document"),
    EvidenceKind.LINK: Words("Link", "Link"),
    EvidenceKind.STATEMENT: Words("Verklaring", "Statement"),
}

# While its dossier is still being negotiated, a promise is a proposal: nobody is held to it.
PROPOSED = (Visibility.SIDE_PRIVATE, Visibility.TABLE, Visibility.CONSTITUENCY)
# Here the owner still has to act, so the date can pass.
OUTSTANDING = ("open", "in_progress", "returned")
# On these somebody still has to act; once the term is over each of them needs an outcome.
UNFINISHED = frozenset({*OUTSTANDING, "delivered", "deferred"})
# What became of a promise, by the state that says so.
OUTCOMES = {
    "accepted": "met",
    "carried_over": "carried_over",
    "cancelled": "dropped",
    "justified": "justified",
    "disputed": "disputed",
}
OUTCOME_WORDS = {
    "met": Words("Nagekomen", "Met"),
    "carried_over": Words("Overgedragen aan de opvolger", "Carried over to the successor"),
    "dropped": Words("Door beide zijden geschrapt", "Dropped by both sides"),
    "justified": Words("Verantwoord", "Justified"),
    "disputed": Words("Betwist", "Disputed"),
}
MOST_DEFERRALS = 2  # a third one first asks for a review of the dossier

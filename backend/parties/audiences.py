"""The audience: the one word on a row that decides who may read it.

The levels are those of `confidentiality_levels.csv`, from narrow to wide. A row carries exactly one
audience word (computed by the database, see `confidentiality.models`); an actor carries the set of
words it may read. Both walls compare the same two things, so they cannot drift apart.
"""

from uuid import UUID

from django.db import models

from backend.parties.kinds import Capacity, Function, Side

PUBLIC = "public"
# What administrators read of what they all do: who came, went and sits where.
ADMINISTRATION = "administration"
# What one person, one organisation or the administrators alone read belongs to no bargaining table.
PRIVATE = ("person:", "organisation:", "negotiators:", ADMINISTRATION)


class Visibility(models.TextChoices):
    """How far a row may be read, from narrow to wide."""

    SIDE_PRIVATE = "side_private", "Eigen zijde"
    TABLE = "table", "Cao-tafel"
    CONSTITUENCY = "constituency", "Achterban"
    PARTIES = "parties", "Partijen en uitvoering"
    AGGREGATE = "aggregate", "Alleen totalen"
    PUBLIC = "public", "Openbaar"


def audience_of_organisation(organisation_id: UUID) -> str:
    """Return the word for what an organisation's negotiators and keepers of mandates may read."""
    return f"organisation:{organisation_id}"


def audience_of_negotiators(organisation_id: UUID) -> str:
    """Return the word for what only an organisation's negotiators may read."""
    return f"negotiators:{organisation_id}"


def audience_of_person(person_id: UUID) -> str:
    """Return the word for what only one person may read."""
    return f"person:{person_id}"


def audience_of(visibility: str, bargaining_table_id: UUID | None, side: str = "") -> str:
    """Return the word that the database generates for these columns.

    `aggregate` rows are read one by one only by the parties; others see totals elsewhere.
    """
    if visibility == Visibility.PUBLIC:
        return PUBLIC
    if visibility == Visibility.SIDE_PRIVATE:
        return f"side:{bargaining_table_id}:{side}"
    level = "parties" if visibility == Visibility.AGGREGATE else visibility
    return f"{level}:{bargaining_table_id}"


def audiences_of_seat(
    bargaining_table_id: UUID, capacity: str, side: str, function: str
) -> set[str]:
    """Return every word that a seat at a table opens.

    - everyone with a seat reads what is for `parties`;
    - members of a party read what is put to the constituency;
    - its negotiators, and the secretariat, read what lies on the table;
    - only negotiators of a side, or its works council, read what is private to that side.
    """
    words = {f"parties:{bargaining_table_id}"}
    negotiates = function == Function.NEGOTIATOR
    if capacity in (Capacity.PARTY, Capacity.SECRETARIAT):
        words.add(f"constituency:{bargaining_table_id}")
        if negotiates:
            words.add(f"table:{bargaining_table_id}")
    has_private_side = capacity in (
        Capacity.PARTY,
        Capacity.PARTICIPANT,
        Capacity.WORKS_COUNCIL,
    )
    if has_private_side and negotiates and side in (Side.EMPLOYER, Side.UNION, Side.WORKERS):
        words.add(f"side:{bargaining_table_id}:{side}")
    return words

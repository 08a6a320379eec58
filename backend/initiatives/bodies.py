"""Which body speaks for the employees of a firm of this size; never "works council" where none is.

The list of size classes says which one the Works Councils Act asks for. Whether a firm has another
one, of its own accord or by its cao, is told by the body that is asked, which has a name.
"""

from functools import cache
from typing import NamedTuple

from backend.initiatives.kinds import WorksCouncilRole
from backend.reference.files import read_lists
from backend.reference.words import Words

UNKNOWN = ""


class Body(NamedTuple):
    """A body: what it is called, with its article in a sentence, and when it is the one."""

    label: Words
    named: Words
    because: Words


BODIES = {
    "or": Body(
        Words("Ondernemingsraad (OR)", "Works council"),
        Words("de ondernemingsraad", "the works council"),
        Words(
            "Een onderneming met 50 of meer werkzame personen heeft een ondernemingsraad.",
            "A firm of 50 people or more has a works council.",
        ),
    ),
    "pvt_or_staff_meeting": Body(
        Words(
            "Personeelsvertegenwoordiging (PVT) of personeelsvergadering",
            "Staff representation (PVT) or staff meeting",
        ),
        Words(
            "de personeelsvertegenwoordiging of de personeelsvergadering",
            "the staff representation or the staff meeting",
        ),
        Words(
            "Bij 10 tot 50 werkzame personen is een ondernemingsraad niet verplicht. Is er een"
            " personeelsvertegenwoordiging (PVT), dan spreekt die, en anders de"
            " personeelsvergadering.",
            "With 10 to 50 people a works council is not mandatory. Where there is a staff"
            " representation (PVT), it speaks; otherwise the staff meeting does.",
        ),
    ),
    "none": Body(
        Words("Het personeel", "The staff"),
        Words("het personeel", "the staff"),
        Words(
            "Bij minder dan 10 werkzame personen is geen orgaan verplicht. Overleg met het"
            " personeel, of met de PVT als die er vrijwillig is.",
            "With fewer than 10 people no body is mandatory. Talk with the staff, or with a staff"
            " representation (PVT) where there is one of its own accord.",
        ),
    ),
    UNKNOWN: Body(
        Words("Medezeggenschap", "Employee participation"),
        Words("de medezeggenschap", "the body that speaks for the employees"),
        Words(
            "Welk orgaan dat is, volgt uit de omvang van de organisatie: vul die in.",
            "Which body that is follows from the size of the organisation: fill it in.",
        ),
    ),
}


@cache
def _by_size() -> dict[str, str]:
    return {
        entry.code: str(entry.attributes["participation_body_wor"])
        for entry in read_lists()
        if entry.list == "size-classes"
    }


def body_code(size_class: str) -> str:
    """Return the code of the body for a size class; UNKNOWN where the size is not known."""
    return _by_size().get(size_class, UNKNOWN)


def body_for(size_class: str) -> Body:
    """Return the body for a size class."""
    return BODIES[body_code(size_class)]


ROLES = {
    WorksCouncilRole.NONE: Words("Geen rol", "No role"),
    WorksCouncilRole.ADVICE: Words("Advies", "Advice"),
    WorksCouncilRole.CONSENT: Words("Instemming", "Consent"),
    WorksCouncilRole.INITIATIVE: Words("Eigen initiatief", "Its own initiative"),
}
# The articles are those for works councils: they say nothing about smaller firms.
_ROLES_OF_A_COUNCIL = {
    WorksCouncilRole.ADVICE: Words(
        "Advies (WOR artikel 25)", "Advice (Works Councils Act, article 25)"
    ),
    WorksCouncilRole.CONSENT: Words(
        "Instemming (WOR artikel 27)", "Consent (Works Councils Act, article 27)"
    ),
}


def role_words(role: str, size_class: str) -> Words | None:
    """Return what a role is called for the body that fits; None for no role yet."""
    council = body_code(size_class) == "or"
    known = ROLES | (_ROLES_OF_A_COUNCIL if council else {})
    return known.get(WorksCouncilRole(role)) if role else None

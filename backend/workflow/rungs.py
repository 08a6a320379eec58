"""To whom a silence climbs, and when: the ladder of each rule that waits for somebody.

The day is counted from the date, as the offsets are. Each rung tells those of the ones before it as
well. What an organisation keeps within its own side climbs no further than that side; the liaison
of the government is told only where both sides of the table agreed to that.
"""

from collections.abc import Mapping
from enum import StrEnum

from backend.reference.words import Words


class Rung(StrEnum):
    """Who is told on this rung that somebody has not acted yet."""

    CONTACTS = "contacts"  # who acts for the organisation and who keeps its mandates
    SIDE = "side"  # the organisations of its own side at the table
    SECRETARIAT = "secretariat"
    LIAISON = "liaison"


RUNG_WORDS = {
    Rung.CONTACTS: Words("alle contactpersonen", "all contacts"),
    Rung.SIDE: Words("de eigen zijde", "their own side"),
    Rung.SECRETARIAT: Words("het secretariaat", "the secretariat"),
    Rung.LIAISON: Words("de liaison van de overheid", "the liaison of the government"),
}
_ORDER = list(Rung)

Ladder = Mapping[int, Rung]

# By the code of a rule. What is not here waits for nobody in particular, or for the secretariat. Of
# the end of general binding both sides and the secretariat are told anyhow; whether to be a good
# example is anybody's own choice, and no business of the liaison. It reads nothing of a clause that
# is reviewed or evaluated, and so hears nothing of that either.
LADDERS: dict[str, Ladder] = {
    "ballot_open": {0: Rung.CONTACTS, 3: Rung.SIDE, 7: Rung.SECRETARIAT},
    "avv_end": {-60: Rung.CONTACTS},
    "notice_deadline": {-14: Rung.CONTACTS, -3: Rung.SIDE},
    "dispute_answer": {1: Rung.CONTACTS},
    "commitment_overdue": {7: Rung.CONTACTS, 14: Rung.SIDE, 60: Rung.LIAISON},
    "acceptance_due": {10: Rung.CONTACTS, 20: Rung.SIDE, 30: Rung.SECRETARIAT},
    "outcome_awaited": {14: Rung.CONTACTS, 30: Rung.SIDE},
    "review_due": {0: Rung.CONTACTS, 14: Rung.SIDE, 28: Rung.LIAISON},
    "final_evaluation": {0: Rung.CONTACTS, 14: Rung.SIDE, 28: Rung.LIAISON},
    "or_answer": {1: Rung.CONTACTS, 7: Rung.SIDE, 14: Rung.SECRETARIAT},
    # It cannot start without one, so that a start that went by still waits for it.
    "baseline_missing": {-21: Rung.CONTACTS, -7: Rung.SIDE, 0: Rung.SECRETARIAT},
    "measurement_due": {7: Rung.CONTACTS, 14: Rung.SIDE, 28: Rung.SECRETARIAT},
    "annual_local_review": {0: Rung.CONTACTS, 30: Rung.SIDE, 45: Rung.SECRETARIAT},
    "good_example_consent": {21: Rung.CONTACTS, 28: Rung.SIDE, 42: Rung.SECRETARIAT},
    "followup_embedded": {
        0: Rung.CONTACTS,
        30: Rung.SIDE,
        45: Rung.SECRETARIAT,
        60: Rung.LIAISON,
    },
}


def checked(name: str, ladder: Ladder, *, own_side: bool) -> None:
    """Raise ValueError where a ladder goes down again, or takes a side's own business further."""
    order = [_ORDER.index(ladder[day]) for day in sorted(ladder)]
    if order != sorted(set(order)):
        raise ValueError(f"{name}: the ladder does not climb")
    if own_side and set(ladder.values()) - {Rung.CONTACTS, Rung.SIDE}:
        raise ValueError(f"{name}: this is a side's own business, and climbs no further")

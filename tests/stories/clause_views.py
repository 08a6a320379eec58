"""What each onlooker sees of the clause after each step of its story, as a table."""

from typing import Any, NamedTuple

from tests.stories.onlookers import NOBODY, UNSEEN

OUTSIDE = ("lies", "ada", "nick")
ONLOOKERS = ("sanne", "otto", *OUTSIDE, NOBODY)
DRAFT = "Teams maken zelf het rooster."
PROPOSED = "Teams maken zelf het rooster, binnen het budget."
AGREED = "Teams maken samen met de planner het rooster, binnen het budget."
TEXTS = {DRAFT: "draft", PROPOSED: "proposed", AGREED: "agreed"}


class View(NamedTuple):
    """What stands in the clause for who sees it, and which audit entries are new to them.

    To the secretariat, the works council, and everybody else (liaison, administrator, outsider):
    None for who sees nothing. Who is not known sees nothing in any step.
    """

    clause: str
    secretariat: str | None = None
    council: str | None = None
    everybody: str | None = None

    def told(self) -> dict[str, str]:
        """What `Onlookers.look` says of it."""
        outside = dict.fromkeys(OUTSIDE, self.everybody)
        seen = {"sanne": self.secretariat, "otto": self.council, **outside, NOBODY: None}
        return {name: self._line(new) for name, new in seen.items()}

    def _line(self, new: str | None) -> str:
        return UNSEEN if new is None else self.clause + (f": {new}" if new else "")


_REACHED = "consent_given consents_voided revise consent_given consent_given agree"
_BALLOTS = "record_ballot record_ballot record_ballot ratify"
_SETTLED = "consent_given consent_given resolve_dispute"
_REVIEWED = "judgements_unsealed consent_given consent_given conclude_review_continue"
_COMPLETED = "judgements_unsealed consent_given consent_given complete"
# The text of a clause is public while it is in force and nothing is being talked about.
VIEWS = {
    "create": View("draft (draft text, not_yet)"),
    "submit": View("proposed (proposed text, not_yet)", "submit"),
    "open_negotiation": View("in_negotiation (proposed text, not_yet)", "open_negotiation"),
    "agree": View("agreed_in_principle (agreed text, not_yet)", _REACHED),
    "start_ratification": View("in_ratification (agreed text, not_yet)", "start_ratification"),
    "ratify": View("ratified (agreed text, not_yet)", _BALLOTS, ""),
    "register": View("ratified (agreed text, not_yet)", "register", "register"),
    "enter_into_force": View(
        "in_force (agreed text, in_force)", "enter_into_force", "enter_into_force", ""
    ),
    "review_due": View("under_review (agreed text, in_force)", "review_due", "review_due"),
    "raise_dispute": View(
        "disputed (agreed text, in_force, dispute)", "raise_dispute", "raise_dispute"
    ),
    "resolve_dispute": View("under_review (agreed text, in_force)", _SETTLED, _SETTLED),
    "conclude_review_continue": View("in_force (agreed text, in_force)", _REVIEWED, _REVIEWED, ""),
    "start_final_evaluation": View(
        "final_evaluation (agreed text, in_force)",
        "start_final_evaluation",
        "start_final_evaluation",
    ),
    "complete": View("completed (agreed text, in_force)", _COMPLETED, _COMPLETED, ""),
}


def in_a_few_words(clause: Any) -> str:
    """What stands in it: which text, what it is in law, and whether there is a dispute."""
    disputed = ", dispute" if clause["dispute"] else ""
    return f"{TEXTS[clause['text']['body']]} text, {clause['legalStatus']}{disputed}"

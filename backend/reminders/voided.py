"""What is said of consents that ended without anybody taking them back."""

from collections.abc import Mapping
from typing import Any

from backend.reference.words import Words
from backend.reminders import letters
from backend.workflow.lifecycle import Trigger

HEADLINE = Words("Instemming vervallen", "Consent voided")
_TEXT_CHANGED = Words(
    "De tekst is gewijzigd, dus de instemming van {organisations} geldt niet meer. Stand: {state}.",
    "The text has changed, so the consent of {organisations} no longer counts. State: {state}.",
)
# Where no text was changed, by what the entry gives as the reason.
_BECAUSE = {
    "moved_on": Words(
        "De stand is veranderd, dus de instemming van {organisations} geldt niet meer. Stand:"
        " {state}.",
        "The state has changed, so the consent of {organisations} no longer counts. State:"
        " {state}.",
    ),
    "part": Words(
        "Een afspraak in dit pakket is gewijzigd, dus de instemming van {organisations} geldt niet"
        " meer. Stand: {state}.",
        "A clause in this package has changed, so the consent of {organisations} no longer counts."
        " State: {state}.",
    ),
    "left": Words(
        "Een afspraak in dit pakket is van tafel, dus de instemming van {organisations} geldt niet"
        " meer. Stand: {state}.",
        "A clause in this package is off the table, so the consent of {organisations} no longer"
        " counts. State: {state}.",
    ),
    "apart": Words(
        "Het pakket is uit elkaar gehaald, dus de instemming van {organisations} geldt niet meer."
        " De afspraken gaan los verder. Stand: {state}.",
        "The package was taken apart, so the consent of {organisations} no longer counts. Its"
        " clauses go on by themselves. State: {state}.",
    ),
    "not_chosen": Words(
        "Een ander pakket uit dezelfde keuze is overeengekomen, dus de instemming van"
        " {organisations} geldt niet meer. Stand: {state}.",
        "Another package of the same choice was agreed, so the consent of {organisations} no"
        " longer counts. State: {state}.",
    ),
    "successor": Words(
        "De afspraak heeft een andere opvolger gekregen, dus de instemming van {organisations} met"
        " overdragen geldt niet meer. Stand: {state}.",
        "The clause has got another successor, so the consent of {organisations} to carrying it"
        " over no longer counts. State: {state}.",
    ),
    "packaged": Words(
        "De afspraak wordt nu alleen samen met andere overeengekomen, dus de instemming van"
        " {organisations} met deze afspraak alleen geldt niet meer. Stand: {state}.",
        "The clause is now agreed only together with others, so the consent of {organisations} to"
        " this clause alone no longer counts. State: {state}.",
    ),
}
ABOUT = Words("{why} Het ging om: {steps}.", "{why} It was about: {steps}.")


def sentences() -> list[Words]:
    """Return all ways in which it is told why they ended."""
    return [*_BECAUSE.values(), _TEXT_CHANGED]


def status_of(subject: Any, facts: Mapping[str, Any]) -> Words:
    """Return why they ended, whose they were, and to which step, where that is not the main one."""
    because = facts.get("because", "")
    names = ", ".join(facts.get("organisations", ()))
    why = _BECAUSE.get(because, _TEXT_CHANGED)
    told = why.with_(organisations=names, state=letters.state_of(subject))
    steps = _labels(
        subject, facts if because == "moved_on" else {"transitions": begun(subject, facts)}
    )
    return ABOUT.with_(why=told, steps=steps) if steps else told


def begun(subject: Any, facts: Mapping[str, Any]) -> list[str]:
    """Return the steps that somebody had begun by consenting, and that ask the others to do so too.

    Not what everybody is asked anyway as long as the text lies there.
    """
    rows = subject.lifecycle.transitions
    main = {row.name for row in rows if row.trigger is Trigger.CONSENT}
    return [name for name in facts.get("transitions", ()) if name not in main]


def _labels(subject: Any, facts: Mapping[str, Any]) -> Words | None:
    rows = {row.name: row.label for row in subject.lifecycle.transitions}
    found = [rows[name] for name in facts.get("transitions", ()) if name in rows]
    if not found:
        return None
    return Words(", ".join(label.nl for label in found), ", ".join(label.en for label in found))

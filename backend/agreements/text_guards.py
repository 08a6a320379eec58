"""What must be true of the texts on the table before one is chosen, accepted or dropped."""

from typing import Any

from backend.agreements import amending, dates, redacting, texts
from backend.reference.words import Words
from backend.workflow.lifecycle import Refusal, Step


def _no(code: str, nl: str, en: str) -> Refusal:
    return Refusal(code, Words(nl, en))


NO_NEW_TEXT = _no("no-amendment", "Er ligt geen gewijzigde tekst.", "There is no amended text.")
NOT_YOUR_AMENDMENT = _no(
    "not-your-amendment",
    "Alleen de zijde die de wijziging voorstelde kan haar intrekken.",
    "Only the side that proposed the amendment can drop it.",
)
NO_OTHER_TEXT = _no(
    "no-other-text",
    "Er ligt geen andere tekst op tafel.",
    "There is no other text on the table.",
)
NO_OTHER_AMENDMENT = _no(
    "no-other-amendment", "Er wacht geen andere wijziging.", "No other amendment is waiting."
)
NOTHING_TO_REGISTER = Refusal(
    "no-change-to-register",
    Words(
        "Er is geen aangenomen wijziging die nog aangemeld moet worden.",
        "There is no accepted amendment that is still to be registered.",
    ),
    moot=True,
)
_COLLIDES = Words(
    "Wijziging {one} en wijziging {other} raken dezelfde passage. Geldend: {passage}"
    " Tekst {one}: {first} Tekst {other}: {second}"
    " Trek er een in, of herschrijf er een.",
    "Amendment {one} and amendment {other} touch the same passage. In force: {passage}"
    " Text {one}: {first} Text {other}: {second}"
    " Drop one of them, or rewrite one.",
)
_QUOTED = 300  # characters of a passage in a sentence


def has_new_text(clause: Any, step: Step) -> Refusal | None:
    """There is an amended text to say yes to."""
    return None if clause.proposed_version_id else NO_NEW_TEXT


def nothing_collides(clause: Any, step: Step) -> Refusal | None:
    """Of two amendments that touch the same passage neither is accepted as long as both lie there.

    Both passages are named: whoever is refused must know what to rewrite.
    """
    clash = amending.clash_with_asked(clause)
    if clash is None or clash.one.head is None or clash.other.head is None:
        return None
    passage = clash.passages[0]
    sentence = _COLLIDES.with_(
        one=str(clash.one.head.number),
        other=str(clash.other.head.number),
        passage=_quoted(passage.passage),
        first=_quoted(passage.first),
        second=_quoted(passage.second),
    )
    return Refusal("amendments-collide", sentence)


def an_amended_text_waits(clause: Any, step: Step) -> Refusal | None:
    """Interim changes are registered too (Besluit aanmelding); until then the old text holds."""
    return None if redacting.waiting(clause) else NOTHING_TO_REGISTER


def another_amendment_waits(clause: Any, step: Step) -> Refusal | None:
    """One amendment is settled, another still lies on the table."""
    return None if clause.amendment_since else NO_OTHER_AMENDMENT


def another_text_lies_there(clause: Any, step: Step) -> Refusal | None:
    """There is a text to choose besides the one that is under consent."""
    return None if texts.others_on_table(clause).exists() else NO_OTHER_TEXT


def is_own_amendment(clause: Any, step: Step) -> Refusal | None:
    """A side drops its own amendment; the clock drops any that has lain too long."""
    if step.office is not None and step.office.side != clause.amendment_side:
        mine = [r for r in amending.open_ones(clause) if r.proposed_by_side == step.office.side]
        return None if mine else NOT_YOUR_AMENDMENT
    over = dates.amendment_ends_on(clause)
    ripe = over is not None and step.today >= over
    return NOT_YOUR_AMENDMENT if step.actor.kind == "clock" and not ripe else None


def _quoted(text: str) -> str:
    shown = text if len(text) <= _QUOTED else f"{text[:_QUOTED]}…"
    return f"“{shown}”" if shown else "“-”"

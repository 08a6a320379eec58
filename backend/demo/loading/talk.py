"""What people of the demo noted for themselves, and said at the table, in the last days."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from backend.demo.loading.history import Contradiction, Story
from backend.notes import actions, commenting
from backend.reference.moments import happening
from backend.workflow.errors import WorkflowError


@dataclass(frozen=True, slots=True)
class Said:
    """Something said at the table about a dossier, with the answers that it got."""

    by: str
    kind: str
    about: str
    text: str
    quote: str = ""
    answers: tuple[tuple[str, str], ...] = ()
    settled: bool = False


@dataclass(frozen=True, slots=True)
class Noted:
    """Something that an organisation noted for itself or for its side; revealed, or not."""

    by: str
    kind: str
    about: str
    text: str
    quote: str = ""
    reading: str = "organisation"
    revealed: bool = False


NOTES = (
    Noted(
        "wg_zorg",
        "clause",
        "c03",
        "Onze grens: uitstel van het eindrapport kan, een vaste lijst vooraf niet.",
        quote="een tussenrapport en een eindrapport",
    ),
    Noted(
        "wg_zorg",
        "clause",
        "c04",
        "Eerst bij de ziekenhuizen navragen hoe vaak een reeks op verzoek wordt ingekort.",
        reading="side",
    ),
    Noted(
        "v_zorg",
        "clause",
        "c03",
        "De leden willen vooral minder dubbele registratie. Bij tien organisaties niet toegeven.",
        quote="zorgprofessionals uit ten minste tien organisaties",
    ),
    Noted(
        "v_zorg",
        "clause",
        "c01",
        "Wij stellen voor de termijn van 28 dagen ook voor oproepkrachten te laten gelden.",
        quote="Het rooster staat ten minste 28 dagen van tevoren vast",
        reading="side",
        revealed=True,
    ),
    Noted(
        "v_werk",
        "clause",
        "c13",
        "Uitleg alleen is te weinig: vraag om inzage in de regels zelf.",
        quote="welke gegevens en regels de planningssoftware gebruikt",
    ),
    Noted(
        "or_zh",
        "initiative",
        "i01",
        "Nagaan of de spelregels ook voor de flexpool gelden.",
    ),
)
COMMENTS = (
    Said(
        "v_zorg",
        "clause",
        "c03",
        "Tellen organisaties van hetzelfde concern hier als één?",
        quote="ten minste tien organisaties",
        answers=(
            ("wg_zorg", "Ja, zo hebben wij het bedoeld."),
            ("s_zorg", "Ik zet het in het verslag."),
        ),
    ),
    Said(
        "s_zorg",
        "clause",
        "c01",
        "Van vier organisaties ontbreekt nog een regeling met instemming van de ondernemingsraad.",
        quote="een regeling die de instemming van de ondernemingsraad behoeft",
        answers=(("wg_zorg", "Wij vragen die na bij onze leden."),),
    ),
    Said(
        "wg_zorg",
        "clause",
        "c04",
        "Wij lezen hier een kalenderetmaal, de bond een reeks van uren.",
        quote="ten minste 48 uur onafgebroken rust",
    ),
    Said(
        "v_werk",
        "clause",
        "c13",
        "Geldt de termijn ook voor wie met vakantie is?",
        quote="binnen zeven dagen",
        answers=(("wg_log", "Goed punt: de termijn begint bij terugkeer."),),
        settled=True,
    ),
    Said(
        "or_zh",
        "initiative",
        "i01",
        "Krijgen ook de nachtdiensten begeleiding van de coach?",
        quote="Twee roosterrondes met begeleiding van een coach.",
    ),
)


def talk(story: Story) -> None:
    """Write down all of it, a while ago each, as the people who said it."""
    hours = iter(range(len(NOTES) + 3 * len(COMMENTS), 0, -1))
    for each in (*NOTES, *COMMENTS):
        try:
            with happening(story.now - timedelta(hours=next(hours))):
                if isinstance(each, Noted):
                    _note(story, each)
                else:
                    _comment(story, each)
        except WorkflowError as error:
            name = f"{each.by} about {each.kind} {each.about}"
            raise Contradiction(f"{name}: {type(error).__name__}: {error}") from error


def _note(story: Story, noted: Noted) -> None:
    actor = story.voice(noted.by, story.now)
    note = actions.write_note(
        story.subjects[noted.kind, noted.about],
        actor=actor,
        text=noted.text,
        reading=noted.reading,
        passage=_passage(noted.quote),
    )
    if noted.revealed:
        actions.reveal(note, actor=actor, digest=note.digest())


def _comment(story: Story, said: Said) -> None:
    actor = story.voice(said.by, story.now)
    comment = commenting.add_comment(
        story.subjects[said.kind, said.about],
        actor=actor,
        text=said.text,
        passage=_passage(said.quote),
    )
    for who, text in said.answers:
        commenting.reply(comment, actor=story.voice(who, story.now), text=text)
    if said.settled:
        commenting.resolve(comment, actor=actor, resolved=True)


def _passage(quote: str) -> Mapping[str, Any] | None:
    return {"quote": quote} if quote else None

"""Why a note is not revealed, and what else is not possible yet."""

from backend.reference.words import Words
from backend.workflow.lifecycle import Refusal

REVEALED = Refusal(
    "note-revealed",
    Words(
        "Deze aantekening is onthuld; dat is niet terug te draaien.",
        "This note was revealed; that cannot be undone.",
    ),
)
NOT_ON_TABLE = Refusal(
    "not-on-table",
    Words(
        "Dit dossier ligt nog niet op tafel: alleen uw eigen zijde kent het. Schrijf een eigen "
        "aantekening.",
        "This dossier is not on the table yet: only your own side knows of it. Write a note.",
    ),
)
NOT_YOUR_TABLE = Refusal(
    "not-at-table",
    Words(
        "Wat aan tafel wordt gezegd, lezen alleen partijen en het secretariaat; uw organisatie is "
        "hier geen partij.",
        "What is said at the table is read by parties and the secretariat only; your organisation "
        "is no party here.",
    ),
)
SIDE_READS_MORE = Refusal(
    "side-not-yours",
    Words(
        "Uw organisatie leest niet wat partijen aan deze tafel lezen, en kan daarom alleen voor "
        "zichzelf aantekeningen maken.",
        "Your organisation does not read what parties read at this table, so it can only write "
        "notes for itself.",
    ),
)
PASSAGE_PRIVATE = Refusal(
    "passage-private",
    Words(
        "De aangehaalde passage staat in een tekst die de tafel niet kan lezen. Haal de passage "
        "weg, of kies er een uit een tekst die op tafel ligt.",
        "The quoted passage is in a text that the table cannot read. Remove the passage, or choose "
        "one from a text on the table.",
    ),
)
SHARED = Refusal(
    "already-shared",
    Words(
        "Uw zijde leest deze aantekening al; dat is niet terug te nemen. Verwijder haar, of "
        "schrijf een nieuwe.",
        "Your side already reads this note; that cannot be taken back. Remove it, or write "
        "another.",
    ),
)
ALREADY_RESOLVED = Refusal(
    "already-resolved",
    Words("Deze opmerking is al afgehandeld.", "This comment has already been resolved."),
)
NOT_RESOLVED = Refusal(
    "not-resolved",
    Words("Deze opmerking staat nog open.", "This comment is still open."),
)
NO_MEETING = Refusal(
    "no-meeting",
    Words(
        "Er is geen overleg gepland dat dezelfde mensen lezen als deze opmerking. Plan er eerst "
        "een, of zet het onderwerp zelf op een agenda.",
        "No meeting is planned that the same people read as this comment. Plan one first, or put "
        "the matter on an agenda yourself.",
    ),
)

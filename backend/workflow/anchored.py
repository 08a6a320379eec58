"""Words that are pointed at in a text: kept with what is said of them, found again when it is read.

One mechanism for notes, comments and disputes. What is kept is what was true when it was written;
where the words stand in the text of now is worked out on every reading (ADR 0117).
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

from django.db import models

from backend.reference.words import Words
from backend.workflow.anchors import CONTEXT, LONGEST_QUOTE, Passage, Place, locate


class PassageState(models.TextChoices):
    """What became of the words that something is about."""

    UNCHANGED = "unchanged", "Ongewijzigd"
    CHANGED = "changed", "Gewijzigd"
    ORPHANED = "orphaned", "Verdwenen"


PASSAGE_SENTENCES = {
    PassageState.CHANGED: Words(
        "De passage is gewijzigd in {text}.", "The passage was changed in {text}."
    ),
    PassageState.ORPHANED: Words(
        "De passage bestaat niet meer in {text}.", "The passage is no longer there in {text}."
    ),
}
NUMBERED = Words("versie {number}", "version {number}")
PRESENT_TEXT = Words("de huidige tekst", "the present text")


class Standing(NamedTuple):
    """What became of a passage: in which text it was looked for, and where it is there now."""

    state: str
    source: Any
    place: Place | None


class Anchored(models.Model):
    """The columns of what is about a passage in one of a subject's texts, or about the whole."""

    source_id = models.UUIDField(null=True)
    source_field = models.CharField(max_length=30, blank=True)
    source_number = models.PositiveIntegerField(default=0)
    start = models.PositiveIntegerField(default=0)
    end = models.PositiveIntegerField(default=0)
    quote = models.TextField(max_length=LONGEST_QUOTE, blank=True)
    before = models.CharField(max_length=CONTEXT, blank=True)
    after = models.CharField(max_length=CONTEXT, blank=True)

    class Meta:
        abstract = True

    @property
    def passage(self) -> Passage | None:
        """The words that it is about, as they stood when it was written; None for the whole."""
        if self.source_id is None:
            return None
        return Passage(self.start, self.end, self.quote, self.before, self.after)

    def attach(self, source: Any, passage: Passage | None) -> None:
        """Let it be about this passage of this text, or about the whole.

        A text has its `id`, `field`, `number` (0 where it has no versions) and `body`.
        """
        self.source_id = source.id if source else None
        self.source_field = source.field if source else ""
        self.source_number = source.number if source else 0
        found = passage or Passage(0, 0, "", "", "")
        self.start, self.end, self.quote, self.before, self.after = found


def standing(row: Any, sources: Sequence[Any]) -> Standing | None:
    """Return where the passage of a row is in these texts; None where it is about the whole."""
    passage = row.passage
    if passage is None:
        return None
    own = [source for source in sources if source.field == row.source_field]
    for source in own:
        place = locate(passage, source.body)
        if place is not None:
            state = PassageState.UNCHANGED if place.exact else PassageState.CHANGED
            return Standing(state, source, place)
    return Standing(PassageState.ORPHANED, own[0] if own else None, None)

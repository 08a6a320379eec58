"""What Django REST framework complains of in English only: its Dutch translation lacks these."""

from typing import Any

from django.utils.translation import override

from backend.api.languages import say
from backend.reference.words import Words

_IN_BOTH = {
    words.en: words
    for words in (
        Words("Dit moet waar of onwaar zijn.", "Must be a valid boolean."),
        Words("Dit moet een geldige UUID zijn.", "Must be a valid UUID."),
        Words("Dit moet tekst zijn.", "Not a valid string."),
        Words("Dit getal is te groot.", "Integer value too large to convert to float"),
        Words("Dit moment bestaat niet.", "Datetime value out of range."),
        Words(
            'Dit moment bestaat niet in de tijdzone "{timezone}".',
            'Invalid datetime for the timezone "{timezone}".',
        ),
        Words("Dit mag niet leeg zijn.", "This dictionary may not be empty."),
        Words(
            "Noem er minstens {min_length}.",
            "Ensure this field has at least {min_length} elements.",
        ),
        Words(
            "Noem er hoogstens {max_length}.",
            "Ensure this field has no more than {max_length} elements.",
        ),
    )
}


class Complaint:
    """A message that is put into the words of each request when it is said."""

    def __init__(self, words: Words) -> None:
        self.words = words

    def __str__(self) -> str:
        return say(self.words)

    def format(self, **known: Any) -> str:
        """Return it with what is known filled in."""
        return say(self.words).format(**known)


def in_both(message: Any) -> Complaint | None:
    """Return the message in both languages, or None where it has been translated already."""
    with override("en"):
        words = _IN_BOTH.get(str(message))
    return Complaint(words) if words else None

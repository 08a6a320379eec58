"""What Django REST framework complains of in English only, or in a Dutch that nobody speaks."""

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
        Words(
            "Dit teken kan niet: U+{code_point:X}.",
            "Surrogate characters are not allowed: U+{code_point:X}.",
        ),
        Words(
            "Schrijf minstens {min_length} tekens.",
            "Ensure this field has at least {min_length} characters.",
        ),
        Words(
            "Schrijf hoogstens {max_length} tekens.",
            "Ensure this field has no more than {max_length} characters.",
        ),
        Words("Geef een geheel getal.", "A valid integer is required."),
        Words("Geef een getal.", "A valid number is required."),
        Words(
            "Geef een bestaande datum, als jjjj-mm-dd.",
            "Date has wrong format. Use one of these formats instead: {format}.",
        ),
        Words(
            "Geef een bestaand moment, als jjjj-mm-ddTuu:mm:ssZ.",
            "Datetime has wrong format. Use one of these formats instead: {format}.",
        ),
        Words("Geef een datum zonder tijd.", "Expected a date but got a datetime."),
        Words("Geef een datum met een tijd.", "Expected a datetime but got a date."),
        Words("Hier hoort een lijst.", 'Expected a list of items but got type "{input_type}".'),
        Words(
            "Hier hoort een object.",
            'Expected a dictionary of items but got type "{input_type}".',
        ),
        Words("Hier hoort een object.", "Invalid data. Expected a dictionary, but got {datatype}."),
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

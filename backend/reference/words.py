"""Words that people read, in the two languages of the service."""

from typing import NamedTuple

LANGUAGES = ("nl", "en")
DEFAULT_LANGUAGE = "nl"


class Words(NamedTuple):
    """One text in Dutch and in English."""

    nl: str
    en: str

    def in_(self, language: str) -> str:
        """Return the text in `language`; anything but English gets Dutch, the default."""
        return self.en if language.lower().startswith("en") else self.nl

    def with_(self, **values: object) -> "Words":
        """Return both texts with `{name}` placeholders filled in.

        A value that is itself `Words` is filled in per language.
        """
        nl = {k: v.nl if isinstance(v, Words) else v for k, v in values.items()}
        en = {k: v.en if isinstance(v, Words) else v for k, v in values.items()}
        return Words(self.nl.format(**nl), self.en.format(**en))

"""Where people find what they are told about: the pages of the screens, by kind of subject."""

from uuid import UUID

from django.conf import settings

PAGES = {
    "agreement": "caos",
    "clause": "afspraken",
    "initiative": "initiatieven",
    "commitment": "toezeggingen",
    "organisation": "beheer/organisaties",
    "meeting": "overleg",
    "package": "pakketten",
    "comment": "opmerkingen",
    "subsidy": "subsidies",
    "routine": "vaste-momenten",
}
INBOX = "herinneringen"
# Kinds of which all that one may see stands on one page.
TOGETHER = dict.fromkeys(("bargaining_table", "arrangement"), f"{INBOX}/tafels")


def page_of(kind: str, subject_id: UUID, transition: str = "") -> str:
    """Return the address of a subject's page, or of the one transition to take there.

    A kind without a page of its own leads to the inbox.
    """
    if kind not in PAGES:
        return f"{settings.PUBLIC_URL}/{TOGETHER.get(kind, INBOX)}"
    page = f"{settings.PUBLIC_URL}/{PAGES[kind]}/{subject_id}"
    return f"{page}/stap/{transition}" if transition else page

"""Where people find what they are told about: the pages of the screens, by kind of subject."""

from uuid import UUID

from django.conf import settings

from backend.workflow import registry

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

# The part of a page where a date is seen to that more than one step settles, or none; by its name.
NEXT = "next"
PARTS = {
    "review_due": "evaluations",
    "final_evaluation": "evaluations",
    "baseline_missing": "indicators",
    "measurement_due": "indicators",
    "followup_embedded": "indicators",
    "bottleneck_due": "bottlenecks",
    "bottleneck_overdue": "bottlenecks",
}


def page_of(kind: str, subject_id: UUID, transition: str = "", part: str = "") -> str:
    """Return the address of a subject's page, of a part of it, or of one transition to take there.

    A kind without a page of its own leads to the inbox.
    """
    if kind not in PAGES:
        return f"{settings.PUBLIC_URL}/{TOGETHER.get(kind, INBOX)}"
    page = f"{settings.PUBLIC_URL}/{PAGES[kind]}/{subject_id}"
    if transition:
        return f"{page}/stap/{transition}"
    return f"{page}#{part}" if part else page


def part_for(kind: str, deadline: str) -> str:
    """Return the part of its page where a date is seen to; "" where the page has no such parts."""
    return PARTS.get(deadline, NEXT) if kind in registry.kinds() else ""

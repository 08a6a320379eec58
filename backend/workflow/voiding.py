"""End the consents that no longer count, and tell who gave them.

A consent to a whole and the consents to its parts that were given with it are one act: when one of
them ends, all do, and every chain says so. Who gave them is told once, about the whole.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from backend.parties.actors import Actor
from backend.workflow import authority, consents, records
from backend.workflow.models import Consent
from backend.workflow.registry import subject_of
from backend.workflow.subject import Subject

# Why, in the facts of the entry; without one the text itself has changed.
A_PART_CHANGED = "part"


def void(  # noqa: PLR0913 (all but the first three by name)
    subject: Subject,
    actor: Actor,
    now: datetime,
    *,
    but: str = "",
    only: str = "",
    alone: bool = False,
    because: str = "",
) -> None:
    """End every live consent, also on paper, because the text changed, and tell who gave them.

    `but` is the digest of the text as it has become: a consent to that one still counts. With
    `only` just those to that transition; `alone`: just those that were given to this by itself, and
    not as part of a whole. `because` says in the facts what else it was, if not the text.
    """
    live = [c for c in consents.live_consents(subject) if _counts(c, but, only)]
    live = [c for c in live if not (alone and c.through_id)]
    papers = [p for p in consents.waiting_papers(subject) if _counts(p, but, only)]
    others = consents.given_with(live)
    if live or papers:
        consents.end(live, "voided", now)
        consents.void_papers(papers, "voided", now)
        _tell(subject, [*live, *papers], actor, now, _why(because))
    consents.end(others, "voided", now)
    for (kind, pk), ended in _by_subject(others).items():
        part = subject_of(kind, pk)
        _tell(part, ended, actor, now, _why(because or A_PART_CHANGED, subject))


def _counts(given: Any, but: str, only: str) -> bool:
    return given.text_digest != but and only in ("", given.transition)


def _by_subject(ended: Iterable[Consent]) -> dict[tuple[str, UUID], list[Consent]]:
    found: dict[tuple[str, UUID], list[Consent]] = {}
    for consent in ended:
        found.setdefault((consent.subject_kind, consent.subject_id), []).append(consent)
    return found


def _why(because: str, about: Subject | None = None) -> dict[str, Any]:
    why: dict[str, Any] = {"because": because} if because else {}
    if about is not None:
        why["of"] = {"kind": about.kind, "id": str(about.pk), "title": about.caption}
    return why


def _tell(
    subject: Subject, given: list[Any], actor: Actor, now: datetime, why: dict[str, Any]
) -> None:
    """Write it in the chain. Whoever gave a part with the whole is told about the whole only."""
    whole = [each for each in given if getattr(each, "through_id", None) is None]
    facts = {
        "organisations": list(dict.fromkeys(each.organisation.name for each in given)),
        "tell": sorted({str(each.organisation_id) for each in whole}),
    }
    records.record(
        subject,
        "consents_voided",
        actor=actor,
        office=authority.any_office(actor, subject),
        facts=facts | why,
        at=now,
    )

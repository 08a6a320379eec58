"""End the consents that no longer count, and tell who gave them.

A consent to a whole and the consents to its parts that were given with it are one act: when one of
them ends, all do, and every chain says so. Who gave them is told once, about the whole. With the
text of a part every consent to the whole ends, also one to take it apart.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from backend.parties.actors import Actor
from backend.workflow import authority, consents, records
from backend.workflow.models import Consent, Paper
from backend.workflow.registry import subject_of
from backend.workflow.subject import Subject

Given = Consent | Paper

# Why, in the facts of the entry; without one the text itself has changed.
A_PART_CHANGED, MOVED_ON = "part", "moved_on"


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
    given = [each for each in _live(subject) if only in ("", each.transition)]
    ended = [each for each in given if each.text_digest != but and not (alone and _carried(each))]
    others = _end(subject, ended, actor, now, because)
    if not because:
        # what is now about another text, and was not given in one act with a consent to this one
        for whole in subject.wholes():
            text = whole.text_digest()
            others += [each for each in _live(whole) if each.text_digest != text]
    _mark(others, now)
    for (kind, pk), theirs in _by_subject(others).items():
        part = subject_of(kind, pk)
        _tell(part, theirs, actor, now, _why(because or A_PART_CHANGED, subject))


def void_left(subject: Subject, actor: Actor, now: datetime) -> None:
    """End the consents to what can no longer be done because the state has left it, and tell.

    So that whoever counts consents need not know the states: those to a step that is no longer
    there count for nothing.
    """
    if not consents.any_live(subject):
        return
    left = [each for each in _live(subject) if not _is_there(subject, each.transition)]
    others = _end(subject, left, actor, now, MOVED_ON)
    _mark(others, now)
    for (kind, pk), theirs in _by_subject(others).items():
        _tell(subject_of(kind, pk), theirs, actor, now, _why(MOVED_ON, subject))


def _live(subject: Subject) -> list[Given]:
    return [*consents.live_consents(subject), *consents.waiting_papers(subject)]


def _carried(given: Given) -> bool:
    return getattr(given, "through_id", None) is not None


def _is_there(subject: Subject, transition: str) -> bool:
    return subject.lifecycle.find(subject.state, transition) is not None


def _end(
    subject: Subject, given: list[Given], actor: Actor, now: datetime, because: str
) -> list[Given]:
    """End these consents to one subject and tell of it; return what was given in one act."""
    others = consents.given_with([each for each in given if isinstance(each, Consent)])
    if given:
        _mark(given, now)
        _tell(subject, given, actor, now, _why(because))
    return list(others)


def _mark(given: Iterable[Given], now: datetime) -> None:
    known = list(given)
    consents.end([each for each in known if isinstance(each, Consent)], "voided", now)
    consents.void_papers([each for each in known if isinstance(each, Paper)], "voided", now)


def _by_subject(ended: Iterable[Given]) -> dict[tuple[str, UUID], list[Given]]:
    found: dict[tuple[str, UUID], list[Given]] = {}
    # a consent can be named twice: as given with another one, and as about a text that was
    for each in dict.fromkeys(ended):
        found.setdefault((each.subject_kind, each.subject_id), []).append(each)
    return found


def _why(because: str, about: Subject | None = None) -> dict[str, Any]:
    why: dict[str, Any] = {"because": because} if because else {}
    if about is not None:
        why["of"] = {"kind": about.kind, "id": str(about.pk), "title": about.caption}
    return why


def _tell(
    subject: Subject, given: list[Given], actor: Actor, now: datetime, why: dict[str, Any]
) -> None:
    """Write it in the chain. Whoever gave a part with the whole is told about the whole only."""
    whole = [each for each in given if not _carried(each)]
    facts = {
        "organisations": list(dict.fromkeys(each.organisation.name for each in given)),
        "tell": sorted({str(each.organisation_id) for each in whole}),
        "transitions": sorted({each.transition for each in given}),
    }
    records.record(
        subject,
        "consents_voided",
        actor=actor,
        office=authority.any_office(actor, subject),
        facts=facts | why,
        at=now,
    )

"""The text that goes public: without names or signatures.

What is published of a cao, or goes with a request to declare it binding, has neither (SZW, "Wat heb
ik nodig voor het indienen van een avv-verzoek"). Who registers it names the passages to withhold.
Where nobody did, the full names of the people who wrote or consented here are withheld, and what
was withheld from the text before; a name of one word is left alone, for it can be any word.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from django.db import transaction

from backend.agreements.publication_rows import PublicationText
from backend.agreements.rows import ClauseVersion
from backend.audit.digests import digest_of_content
from backend.confidentiality.context import acting_as
from backend.parties.actors import Actor
from backend.parties.audiences import Visibility
from backend.reference import moments
from backend.reference.words import Words
from backend.workflow import engine, records
from backend.workflow.authority import any_office
from backend.workflow.data import Fault
from backend.workflow.errors import InvalidData, NotAllowed, Refused
from backend.workflow.lifecycle import Refusal
from backend.workflow.locks import lock
from backend.workflow.models import Consent
from backend.workflow.roles import SECRETARIAT, roles_in

EVENT = "publication_text"
WITHHELD = "[…]"
BEFORE_FORCE = "ratified"
_NOT_THERE = Words(
    "Deze woorden staan niet zo in de tekst: “{passage}”.",
    "These words are not in the text like this: “{passage}”.",
)
_NOTHING_WAITS = Refusal(
    "nothing-to-publish",
    Words(
        "Er is geen overeengekomen tekst die nog openbaar moet worden.",
        "There is no agreed text that is still to go public.",
    ),
)


class Redacted(NamedTuple):
    """A text as it goes public, which passages are kept out of it, and how often one was."""

    body: str
    passages: list[str]
    withheld: int


def waiting(clause: Any) -> list[ClauseVersion]:
    """Return the agreed texts that do not hold yet, so are not public, the first to hold first."""
    if clause.state == BEFORE_FORCE:
        return list(clause.versions.filter(pk=clause.current_version_id))
    rows = clause.versions.filter(effective_on__isnull=False, holds_from__isnull=True)
    return list(rows.order_by("effective_on", "created_at"))


def as_published(clause: Any, version: Any) -> Redacted:
    """Return a text as it goes public now: as it was prepared, or without what is known."""
    rows = PublicationText.objects.filter(clause=clause.pk)
    made = rows.filter(text=version.pk).first()
    if made is not None:
        return Redacted(made.body, list(made.passages), made.withheld)
    before = rows.first()
    known = [*known_names(clause), *(before.passages if before else ())]
    found = [passage for passage in dict.fromkeys(known) if _places(version.body, [passage])]
    return without(version.body, found)


def without(body: str, passages: Sequence[str]) -> Redacted:
    """Return a text without these passages, wherever they stand in it as whole words."""
    parts, end = [], 0
    places = _places(body, passages)
    for start, stop in places:
        parts += [body[end:start], WITHHELD]
        end = stop
    return Redacted("".join([*parts, body[end:]]), list(passages), len(places))


def known_names(clause: Any) -> list[str]:
    """Return the full names of people who wrote a text of this clause or consented to it."""
    wrote = clause.versions.filter(side="").values_list("author_name", flat=True)
    said = Consent.objects.filter(subject_kind=clause.kind, subject_id=clause.pk)
    names = {*wrote, *said.values_list("person_name", flat=True)}
    return sorted(name for name in names if len(name.split()) > 1)


def offered(clause: Any, actor: Actor) -> list[engine.Change]:
    """Return the change by which this actor prepares what goes public now, if they may."""
    ready = may_withhold(clause, actor) and waiting(clause)
    return [engine.Change(EVENT)] if ready else []


def prepare(
    clause: Any, *, actor: Actor, passages: Iterable[str] = (), now: datetime | None = None
) -> PublicationText:
    """Say what is kept out of the text that goes public next; nothing is an answer too.

    Raises NotAllowed, Refused where no text waits, or InvalidData for words that are not in it.
    """
    moment = now or moments.now()
    with transaction.atomic(), acting_as(actor):
        locked = lock(clause)
        if not may_withhold(locked, actor):
            raise NotAllowed(EVENT, ["secretariat"])
        texts = waiting(locked)
        if not texts:
            raise Refused([_NOTHING_WAITS])
        wanted = as_wanted(passages)
        require_found([texts[-1].body], wanted)
        made = keep(locked, texts[-1], wanted, actor=actor, at=moment)
        facts = {"text": digest_of_content({"text": made.body}), "withheld": made.withheld}
        office = any_office(actor, locked)
        records.record(locked, EVENT, actor=actor, office=office, facts=facts, at=moment)
    return made


def keep(
    clause: Any, text: Any, passages: list[str], *, actor: Actor, at: datetime, reason: str = ""
) -> PublicationText:
    """Write down what is withheld from a text from now on, and what that leaves."""
    redacted, office = without(text.body, passages), any_office(actor, clause)
    public = clause.visibility in (Visibility.AGGREGATE, Visibility.PUBLIC)
    made: PublicationText = PublicationText.objects.create(
        clause=clause,
        text=text,
        bargaining_table_id=clause.bargaining_table_id,
        visibility=Visibility.PARTIES if public else clause.visibility,
        passages=passages,
        body=redacted.body,
        withheld=redacted.withheld,
        reason=reason,
        person_name=actor.name,
        organisation_name=office.organisation_name if office else "",
        created_at=at,
    )
    return made


def as_wanted(passages: Iterable[str]) -> list[str]:
    """Return passages as they are kept: each once, without spaces around it."""
    return list(dict.fromkeys(filter(None, map(str.strip, passages))))


def may_withhold(clause: Any, actor: Actor) -> bool:
    """Return whether this actor says what is withheld from the clause."""
    return bool(SECRETARIAT & roles_in(actor, clause))


def require_found(bodies: Sequence[str], passages: Sequence[str]) -> None:
    """Raise InvalidData for passages that are in none of these texts."""
    found = [
        Fault(f"/passages/{number}", "not_in_text", _NOT_THERE.with_(passage=passage[:200]))
        for number, passage in enumerate(passages)
        if not any(_places(body, [passage]) for body in bodies)
    ]
    if found:
        raise InvalidData(found)


def _places(body: str, passages: Iterable[str]) -> list[tuple[int, int]]:
    """Return where these stand in a text, in order; what overlaps or touches is one place."""
    spans = sorted(found.span() for each in passages for found in _pattern(each).finditer(body))
    places: list[tuple[int, int]] = []
    for start, end in spans:
        if places and start <= places[-1][1]:
            places[-1] = (places[-1][0], max(end, places[-1][1]))
        else:
            places.append((start, end))
    return places


def _pattern(passage: str) -> re.Pattern[str]:
    """Return how a passage is found: as whole words, however the lines are broken."""
    words = r"\s+".join(re.escape(word) for word in passage.split())
    before = r"(?<!\w)" if re.match(r"\w", passage) else ""
    after = r"(?!\w)" if re.search(r"\w$", passage) else ""
    return re.compile(f"{before}{words}{after}")

"""What goes public of a clause, its text and its title: without names or signatures.

What is published of a cao, or goes with a request to declare it binding, has neither (SZW, "Wat heb
ik nodig voor het indienen van een avv-verzoek"). Who registers it names the passages to withhold.
Where nobody did, the full names of the people who wrote or consented here are withheld, and what
was withheld from the text before; a name of one word is left alone, for it can be any word.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from backend.agreements import captions, dates
from backend.agreements.publication_rows import PublicationText
from backend.agreements.rows import ClauseVersion
from backend.agreements.withholding import Redacted, places_of, without
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


def waiting(clause: Any) -> list[ClauseVersion]:
    """Return the agreed texts that do not hold yet, so are not public, the first to hold first."""
    if clause.state == BEFORE_FORCE:
        return list(clause.versions.filter(pk=clause.current_version_id))
    rows = clause.versions.filter(effective_on__isnull=False, holds_from__isnull=True)
    return list(rows.order_by("effective_on", "created_at"))


def preparable(clause: Any) -> list[ClauseVersion]:
    """Return the texts of which can be said what is withheld, the one that this is about last.

    What needs no receipt notice (a protocol, a study) goes public when its amendment is accepted:
    agreed, it is in force, and nothing is registered (`transitions_clause.csv`: "melding SZW
    (cao-bepaling)"). The last consent does that, so it is prepared while it is under consent.
    """
    known = waiting(clause)
    if clause.amendment_since is None or dates.needs_receipt(clause):
        return known
    return [*known, *clause.versions.filter(pk=clause.proposed_version_id)]


def as_published(clause: Any, version: Any) -> Redacted:
    """Return a text as it goes public now: as it was prepared, or without what is known."""
    rows = PublicationText.objects.filter(clause=clause.pk)
    made = rows.filter(text=version.pk).first()
    if made is not None:
        return Redacted(made.body, list(made.passages), made.withheld)
    before = rows.first()
    known = [*known_names(clause), *(before.passages if before else ())]
    bodies = [version.body, *captions.all_whole(clause)]
    found = [each for each in dict.fromkeys(known) if any(places_of(b, [each]) for b in bodies)]
    return of_clause(clause, version.body, found)


def of_clause(clause: Any, body: str, passages: Sequence[str]) -> Redacted:
    """Return a text without passages; what is withheld from the clause's title counts as well."""
    redacted = without(body, passages)
    more = captions.withheld_from(clause, passages)
    return redacted._replace(withheld=redacted.withheld + more)


def known_names(clause: Any) -> list[str]:
    """Return the full names of people who wrote a text of this clause or consented to it."""
    wrote = clause.versions.filter(side="").values_list("author_name", flat=True)
    said = Consent.objects.filter(subject_kind=clause.kind, subject_id=clause.pk)
    names = {*wrote, *said.values_list("person_name", flat=True)}
    return sorted(name for name in names if len(name.split()) > 1)


def offered(clause: Any, actor: Actor) -> list[engine.Change]:
    """Return the change by which this actor prepares what goes public now, if they may."""
    ready = may_withhold(clause, actor) and preparable(clause)
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
        texts = preparable(locked)
        if not texts:
            raise Refused([_NOTHING_WAITS])
        wanted = as_wanted(passages)
        require_found(locked, [texts[-1].body], wanted)
        made = keep(locked, texts[-1], wanted, actor=actor, at=moment)
        facts = {"text": digest_of_content({"text": made.body}), "withheld": made.withheld}
        office = any_office(actor, locked)
        records.record(locked, EVENT, actor=actor, office=office, facts=facts, at=moment)
    return made


def keep(
    clause: Any, text: Any, passages: list[str], *, actor: Actor, at: datetime, reason: str = ""
) -> PublicationText:
    """Write down what is withheld from a text from now on, and what that leaves."""
    redacted, office = of_clause(clause, text.body, passages), any_office(actor, clause)
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


def require_found(clause: Any, bodies: Sequence[str], passages: Sequence[str]) -> None:
    """Raise InvalidData for passages in none of these texts, nor in what the clause is called."""
    words = [*bodies, *captions.all_whole(clause)]
    found = [
        Fault(f"/passages/{number}", "not_in_text", _NOT_THERE.with_(passage=passage[:200]))
        for number, passage in enumerate(passages)
        if not any(places_of(body, [passage]) for body in words)
    ]
    if found:
        raise InvalidData(found)

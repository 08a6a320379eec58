"""Whose yes is needed, and to what exactly: a consent is bound to one digest.

The digest covers the subject, the transition, the text version and the terms that the transition
fixes. One changed character makes it another text, for which nobody has consented yet.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Q

from backend.audit.digests import digest_of_content
from backend.parties.kinds import Capacity, RatificationRule, Side, WorkerVoice
from backend.parties.models import Membership, Organisation
from backend.reference.prepared import run
from backend.reference.words import Words
from backend.workflow.lifecycle import ConsentRule, Refusal, Transition
from backend.workflow.models import Consent, Paper

# Most steps meet none, and this is the quickest way to know.
_ANY_LIVE = (
    "select exists (select from workflow_consent where subject_id = %s and ended_at is null)"
    " or exists (select from workflow_paper where subject_id = %s and state = 'waiting')"
)
_RULE = "select from parties_bargainingtable where id = %s for share"
SIDE_WORDS = {
    "employer": Words("werkgeverszijde", "employers' side"),
    "union": Words("vakbondszijde", "unions' side"),
    "workers": Words("werknemerszijde", "workers' side"),
}


@dataclass(frozen=True, slots=True)
class Voice:
    """One side of which a yes is needed: by any of these organisations, or by all of them."""

    side: str
    organisations: tuple[tuple[UUID, str], ...]
    all_of_them: bool

    def missing(self, given: set[UUID]) -> tuple[tuple[UUID, str], ...]:
        """Return who is still awaited; a side without organisations can never be complete."""
        awaited = tuple(o for o in self.organisations if o[0] not in given)
        done = not awaited if self.all_of_them else len(awaited) < len(self.organisations)
        return () if done else awaited


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the consents for one transition stand, for one digest.

    `text` is the digest of the text alone; `live` are the consents that count for any digest of
    this transition, `given` those for this one.
    """

    digest: str
    text: str
    terms: Mapping[str, Any]
    voices: tuple[Voice, ...]
    live: tuple[Consent, ...]

    @property
    def given(self) -> tuple[Consent, ...]:
        """The consents to exactly this."""
        return tuple(c for c in self.live if c.digest == self.digest)

    def with_one_more(self, consent: Consent) -> "Standing":
        """Return where they stand with this consent, in the place of one by the same party."""
        others = (c for c in self.live if c.organisation_id != consent.organisation_id)
        return replace(self, live=(*others, consent))

    @property
    def missing(self) -> list[tuple[str, UUID, str]]:
        """Who is awaited: (side, organisation id, organisation name)."""
        given = {c.organisation_id for c in self.given}
        return [(v.side, *who) for v in self.voices for who in v.missing(given)]

    @property
    def complete(self) -> bool:
        """Whether every side has said yes to this digest."""
        given = {c.organisation_id for c in self.given}
        return all(v.organisations and not v.missing(given) for v in self.voices)

    def refusals(self) -> list[Refusal]:
        """Say per side who is awaited."""
        given = {c.organisation_id for c in self.given}
        return [self._refusal(v, v.missing(given)) for v in self.voices if self._open(v, given)]

    def _open(self, voice: Voice, given: set[UUID]) -> bool:
        return not voice.organisations or bool(voice.missing(given))

    def _refusal(self, voice: Voice, awaited: tuple[tuple[UUID, str], ...]) -> Refusal:
        side = SIDE_WORDS[voice.side]
        if not voice.organisations:
            sentence = Words("De {side} heeft hier geen partij.", "The {side} has no party here.")
            return Refusal("no-party", sentence.with_(side=side))
        names = ", ".join(name for _, name in awaited)
        sentence = Words(
            "Nog geen instemming van de {side}: {names}.",
            "No consent yet of the {side}: {names}.",
        )
        return Refusal("consent-missing", sentence.with_(side=side, names=names))


def standing(
    subject: Any,
    row: Transition,
    *,
    on: date,
    terms: Mapping[str, Any] | None = None,
    hold: bool = False,
) -> Standing:
    """Return where the consents stand for these terms.

    Without terms: for the terms on offer, those of the newest live consent to the current text.
    With `hold` the table's rule about consent stays what it is until the transaction ends.
    """
    if hold:
        _hold_rule(subject.bargaining_table_id)
    live = tuple(c for c in live_consents(subject) if c.transition == row.name)
    text = subject.text_digest()
    if terms is None:
        current = [c for c in live if c.text_digest == text]
        terms = max(current, key=lambda c: c.given_at).terms if current else {}
    digest = _digest(subject, row, text, terms)
    return Standing(digest, text, terms, voices(subject, row.consent, on=on), live)


def _digest(subject: Any, row: Transition, text: str, terms: Mapping[str, Any]) -> str:
    """Return the digest (SHA-256, hex) that a consent to this text and these terms is bound to."""
    return digest_of_content(
        {
            "subject": str(subject.pk),
            "transition": row.name,
            "text": text,
            "terms": dict(terms),
        }
    )


def any_live(subject: Any) -> bool:
    """Return whether any consent of this subject, also on paper, has not ended."""
    (found,) = run(_ANY_LIVE, [subject.pk, subject.pk]).fetchone() or (False,)
    return bool(found)


def live_consents(subject: Any) -> list[Consent]:
    """Return the consents of this subject that have not ended, oldest first."""
    rows = Consent.objects.filter(subject_id=subject.pk, ended_at__isnull=True)
    return list(rows.select_related("organisation", "through").order_by("given_at", "id"))


def given_with(these: Collection[Consent]) -> list[Consent]:
    """Return the other live consents that were given in one act with these: they end together."""
    if not these:
        return []
    acts = {consent.through_id or consent.pk for consent in these}
    rows = Consent.objects.filter(Q(pk__in=acts) | Q(through__in=acts), ended_at__isnull=True)
    rows = rows.exclude(pk__in=[consent.pk for consent in these])
    return list(rows.select_related("organisation").order_by("given_at", "id"))


def waiting_papers(subject: Any) -> list[Paper]:
    """Return the consents on paper that wait for their party, without the documents."""
    rows = Paper.objects.filter(subject_id=subject.pk, state="waiting").defer("content")
    return list(rows.select_related("organisation").order_by("recorded_at", "id"))


def void_papers(papers: list[Paper], because: str, at: datetime) -> list[str]:
    """End these consents on paper and return the names of the organisations."""
    for paper in papers:
        paper.state, paper.decided_at = because, at
        paper.save(update_fields=["state", "decided_at"])
    return [paper.organisation.name for paper in papers]


def voices(
    subject: Any,
    rule: ConsentRule,
    *,
    on: date,
    seats: list[Membership] | None = None,
    names: Mapping[UUID, str] | None = None,
) -> tuple[Voice, ...]:
    """Return the sides of which this rule needs a yes, with the organisations that can give it.

    Where they were read before: `seats` are those of the subject's table on that day, and `names`
    those of its owners.
    """
    if rule in (ConsentRule.NONE, ConsentRule.OWN_SIDE):
        return ()
    if rule is ConsentRule.BOTH_OWNERS:
        return tuple(_owner(subject, side, names) for side in ("employer", "workers"))
    seats = _seats(subject.bargaining_table_id, on) if seats is None else seats
    table = seats[0].bargaining_table if seats else subject.bargaining_table
    everybody = table.ratification_rule == RatificationRule.ALL_PARTIES
    employers = Voice("employer", _of(seats, Capacity.PARTY, Side.EMPLOYER), everybody)
    unions = _of(seats, Capacity.PARTY, Side.UNION)
    if rule is ConsentRule.BOTH_SIDES:
        both = (employers, Voice("union", unions, everybody))
        return tuple(_with_owner(subject, voice, seats) for voice in both)
    councils = _of(seats, Capacity.WORKS_COUNCIL, Side.WORKERS)
    workers: dict[str, Any] = {WorkerVoice.UNION: unions, WorkerVoice.WORKS_COUNCIL: councils}
    heard = workers.get(table.worker_voice, unions + councils)
    both = (employers, Voice("workers", heard, all_of_them=False))
    return tuple(_with_owner(subject, voice, seats) for voice in both)


def end(consents: list[Consent], because: str, at: datetime) -> list[str]:
    """End these consents and return the names of the organisations that gave them."""
    for consent in consents:
        consent.ended_at, consent.ended_because = at, because
        consent.save(update_fields=["ended_at", "ended_because"])
    return [consent.organisation.name for consent in consents]


def _hold_rule(bargaining_table_id: UUID | None) -> None:
    """Let a change of the rule wait, and wait for one that is under way.

    Who consents holds it together with whoever else does. The rule is read after this, so it is the
    one that holds when the consent is written down; and whoever changes it next sees that consent.
    """
    run(_RULE, [bargaining_table_id])


def seats_at(tables: Iterable[UUID | None], on: date) -> dict[UUID | None, list[Membership]]:
    """Return who sits at each of these tables on a day, by the name of the organisation."""
    rows = Membership.objects.valid_on(on).filter(bargaining_table_id__in=set(tables) - {None})
    found: dict[UUID | None, list[Membership]] = defaultdict(list)
    for seat in rows.select_related("organisation", "bargaining_table").order_by(
        "organisation__name"
    ):
        found[seat.bargaining_table_id].append(seat)
    return found


def _seats(bargaining_table_id: UUID, on: date) -> list[Membership]:
    return seats_at([bargaining_table_id], on)[bargaining_table_id]


def _of(seats: list[Membership], capacity: str, side: str) -> tuple[tuple[UUID, str], ...]:
    return tuple(
        (seat.organisation_id, seat.organisation.name)
        for seat in seats
        if seat.capacity == capacity and seat.organisation.side == side
    )


def _with_owner(subject: Any, voice: Voice, seats: list[Membership]) -> Voice:
    """Let an owner that sits there without being a party, but is bound, speak for its side too."""
    owner = subject.also_speaks(voice.side)
    if owner is None or owner in dict(voice.organisations):
        return voice
    sits = [(s.organisation_id, s.organisation.name) for s in seats if s.organisation_id == owner]
    return replace(voice, organisations=(*voice.organisations, *sits[:1]))


def _owner(subject: Any, side: str, names: Mapping[UUID, str] | None) -> Voice:
    owner = subject.owner_of(side)
    if names is None:
        names = dict(Organisation.objects.filter(pk=owner).values_list("pk", "name"))
    known = ((owner, names[owner]),) if owner in names else ()
    return Voice(side, known, all_of_them=True)

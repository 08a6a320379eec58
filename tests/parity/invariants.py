"""What holds after every step, whoever took it and whatever went wrong.

Whoever calls reads as the system.
"""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.utils import timezone

from backend.agreements.models import Clause
from backend.audit.models import AuditEntry
from backend.audit.seals import verify
from backend.confidentiality.context import acting_as
from backend.meetings.models import Meeting
from backend.outbox.models import OutboxMessage
from backend.packages.models import Package
from backend.parties.actors import actor_for
from backend.parties.models import BargainingTable, Person
from backend.routines.models import Routine
from backend.workflow import registry
from backend.workflow.lifecycle import ConsentRule
from backend.workflow.models import Consent
from tests.parity import model, reading, rows, standing

TWO_SIDED = {ConsentRule.BOTH_SIDES, ConsentRule.BOTH_OWNERS}
# That somebody asked for what is not theirs came with a message first (ADR 142).
ATTEMPT = "access"


class Books:
    """Keeps what was written so far, and holds everything new against the rules."""

    def __init__(self) -> None:
        self.read_up_to = self._last()
        self.works_for: dict[str, dict[str, bool]] = {}  # of today, since the last check
        self.known: dict[tuple[str, str], rows.Row] = {}
        self.where = rows.places()
        self._rows_are_read_by_whom_they_should()

    def check(self, subjects: list[Any]) -> None:
        """Hold what was written since the last time, and what it was about, against the rules."""
        entries = list(AuditEntry.objects.filter(id__gt=self.read_up_to).order_by("id"))
        self._went_nowhere({str(entry.subject_id) for entry in entries})
        if not entries:
            return
        self._were_told(entries)
        self._rows_are_read_by_whom_they_should()
        for entry in entries:
            self._was_consented_to(entry)
            self._was_theirs_to_do(entry)
            standing.is_told_where_it_is_read(entry, self.where)
            standing.is_whole(entry)
        self.read_up_to, self.works_for = entries[-1].id, {}
        last = {entry.subject_id: entry for entry in entries}
        self._stand((each, last[each.pk]) for each in subjects if each.pk in last)

    def close(self, subjects: list[Any]) -> None:
        """Hold every subject against the rules, and all chains against their digests."""
        self._went_nowhere(set())
        self._rows_are_read_by_whom_they_should()
        entries = AuditEntry.objects.filter(subject_id__in=[each.pk for each in subjects])
        last = {entry.subject_id: entry for entry in entries.order_by("id")}
        self._stand((each, last[each.pk]) for each in subjects)
        standing.notes_are_nobody_elses()
        assert verify() == []

    def _stand(self, subjects: Iterable[tuple[Any, AuditEntry]]) -> None:
        for subject, entry in subjects:
            subject.refresh_from_db()
            about = {row.table for row in self.known.values() if row.about == str(subject.pk)}
            standing.says_where_it_is(subject, entry)
            if about & {"consent", "paper"}:
                standing.consents_are_to_this_text(subject)
            if isinstance(subject, Clause):
                standing.is_read_as_its_state_says(subject)
                if subject.state == "disputed" or "dispute" in about:
                    standing.is_disputed_in_writing(subject)
            if isinstance(subject, Package):
                standing.is_consented_to_whole(subject)
            if isinstance(subject, Meeting):
                standing.minutes_are_what_was_established(subject)
            if isinstance(subject, Routine):
                standing.comes_back_one_at_a_time(subject)

    def _were_told(self, entries: list[AuditEntry]) -> None:
        """No entry without its message, for the same readers, and none for everybody."""
        messages = OutboxMessage.objects.filter(sequence__gt=self.read_up_to)
        told = sorted((m.sequence, m.topic, m.audience, m.body["entry"]) for m in messages)
        assert told == [
            (e.id, f"{e.subject_kind}.{e.event}", e.audience, e.digest)
            for e in entries
            if e.subject_kind != ATTEMPT
        ], [(entry.subject_kind, entry.event) for entry in entries]
        assert "public" not in {entry.audience for entry in entries}

    def _went_nowhere(self, but: set[str]) -> None:
        """No other state without an entry."""
        before, self.where = self.where, rows.places()
        moved = {pk for pk in before if before[pk].state != self.where[pk].state}
        assert moved <= but, [(self.where[pk], before[pk]) for pk in moved - but]

    def _rows_are_read_by_whom_they_should(self) -> None:
        """All that is about a dossier where it lies by now; and what is new as the rules say."""
        now = {(row.table, row.pk): row for row in rows.read()}
        for key, row in now.items():
            standing.is_read_at_its_table(row, self.where)
            before = self.known.get(key)
            if before is None or _level(before.audience) != _level(row.audience):
                reading.check(row, self.where)
        self.known = now

    def _was_consented_to(self, entry: AuditEntry) -> None:
        """No transition without the consents of one digest, of one person for each party."""
        if "consents" not in entry.facts:
            assert not _needs_two_sides(entry) or entry.facts.get("waived") is True, entry.event
            return
        used = list(Consent.objects.filter(pk__in=entry.facts["consents"]))
        assert len(used) == len(entry.facts["consents"])
        assert {(c.digest, c.transition, c.ended_because) for c in used} == {
            (entry.facts["digest"], entry.event, "used")
        }
        assert len({c.person_id for c in used}) == len(used)
        table = BargainingTable.objects.get(pk=self.where[str(entry.subject_id)].table)
        given = {c.organisation_id for c in used}
        for side, organisations in model.parties(table.pk, timezone.localdate(entry.at)).items():
            owners = {c.organisation_id for c in used if c.side in (side, "workers")}
            if table.ratification_rule == "all_parties" and entry.subject_kind == "clause":
                assert organisations <= given, (entry.event, side)
            else:
                assert given & (organisations | owners), (entry.event, side)

    def _was_theirs_to_do(self, entry: AuditEntry) -> None:
        """Nobody acts but for whom they speak that day, and on a mandate of that day where need be.

        An administrator acts for nobody. Who is a member only keeps mandates, if anything.
        """
        if entry.actor_kind != "person":
            assert not entry.mandate, entry.event
            return
        if entry.organisation_id:
            speaks = self._works_for(entry)
            assert entry.organisation_id in speaks, (entry.event, entry.actor_name)
            assert speaks[entry.organisation_id] or entry.subject_kind == "mandate", entry.event
        act = model.needs_mandate(entry.subject_kind, entry.event)
        assert bool(entry.mandate) == bool(act), (entry.subject_kind, entry.event)
        if act:
            by, at, about = entry.actor_id, entry.organisation_id, entry.subject_id
            known = model.marks(by, at, UUID(self.where[str(about)].table), act, about, entry.at)
            assert entry.mandate in known, (entry.event, entry.actor_name)

    def _works_for(self, entry: AuditEntry) -> dict[str, bool]:
        if entry.actor_id not in self.works_for:
            on = timezone.localdate(entry.at)
            self.works_for[entry.actor_id] = model.works_for(entry.actor_id, on)
        return self.works_for[entry.actor_id]

    def _last(self) -> int:
        return AuditEntry.objects.order_by("-id").values_list("id", flat=True).first() or 0


def nothing_else_is_readable(person: Person) -> None:
    """Each wall by itself shows somebody exactly the rows that the dated ties open."""
    actor, may = actor_for(person), model.words(person, timezone.localdate())
    stored = rows.read(history=True)
    open_to = [row for row in stored if row.audience in may and row.also in (*may, "")]
    first = {(row.table, row.pk) for row in open_to}
    assert rows.visible_to(actor) ^ first == set(), (person.name, "query layer")
    with acting_as(actor):
        found = {(row.table, row.pk) for row in rows.read(history=True)}
    second = {(row.table, row.pk) for row in open_to if row.seen in (*may, "")}
    assert found ^ second == set(), (person.name, "row security")


def _needs_two_sides(entry: AuditEntry) -> bool:
    if entry.subject_kind not in registry.kinds():
        return False  # an agreement or an organisation, which goes through no states
    lifecycle = getattr(registry.model_of(entry.subject_kind), "lifecycle", None)
    row = lifecycle.find(entry.from_state, entry.event) if lifecycle else None
    return row is not None and row.consent in TWO_SIDED and entry.actor_kind != "clock"


def _level(word: str) -> str:
    return word.partition(":")[0]

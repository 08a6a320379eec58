"""What holds after every step, whoever took it and whatever went wrong."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.apps import apps
from django.utils import timezone

from backend.agreements.models import Clause
from backend.audit.models import AuditEntry
from backend.audit.seals import verify
from backend.confidentiality.context import acting_as
from backend.outbox.models import OutboxMessage
from backend.packages.models import Member, Package
from backend.parties.actors import SYSTEM, actor_for
from backend.parties.models import BargainingTable, Person
from backend.workflow import registry
from backend.workflow.lifecycle import ConsentRule
from backend.workflow.models import Consent
from tests.parity import model

TWO_SIDED = {ConsentRule.BOTH_SIDES, ConsentRule.BOTH_OWNERS}


def readable_tables() -> list[Any]:
    """Every table whose rows carry an audience."""
    found: list[Any] = [*apps.get_models()]
    return [
        each
        for each in found
        if any(field.name == "audience" for field in each._meta.concrete_fields)
        and hasattr(each.objects.all(), "visible_to")
    ]


class Books:
    """Keeps what the audit trail said so far, and holds everything new against the rules."""

    def __init__(self) -> None:
        self.read_up_to = self._last()

    def check(self, subjects: list[Any]) -> None:
        """Hold what was written since the last time, and what it was about, against the rules."""
        with acting_as(SYSTEM):
            entries = list(AuditEntry.objects.filter(id__gt=self.read_up_to).order_by("id"))
            if not entries:
                return
            for entry in entries:
                self._was_told(entry)
                self._was_consented_to(entry)
                self._was_mandated(entry)
                _is_whole(entry)
            self.read_up_to = entries[-1].id
            about = {entry.subject_id for entry in entries}
            self._stand(subject for subject in subjects if subject.pk in about)

    def close(self, subjects: list[Any]) -> None:
        """Hold every subject against the rules, and all chains against their digests."""
        with acting_as(SYSTEM):
            self._stand(subjects)
        assert verify() == []

    def _stand(self, subjects: Iterable[Any]) -> None:
        for subject in subjects:
            subject.refresh_from_db()
            _says_where_it_is(subject)
            _consents_are_to_this_text(subject)
            _is_read_at_its_table(subject)
            if isinstance(subject, Clause):
                _is_read_as_its_state_says(subject)
            if isinstance(subject, Package):
                _is_consented_to_whole(subject)

    def _was_told(self, entry: AuditEntry) -> None:
        """No entry without its message, for the same readers, and none for everybody."""
        assert entry.audience != "public", entry.event
        messages = OutboxMessage.objects.filter(subject_id=entry.subject_id, sequence=entry.id)
        assert [(m.topic, m.audience, m.body["entry"]) for m in messages] == [
            (f"{entry.subject_kind}.{entry.event}", entry.audience, entry.digest)
        ], entry.event

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
        day = timezone.localdate(entry.at)
        table = _table(entry)
        given = {c.organisation_id for c in used}
        for side, organisations in model.parties(table.pk, day).items():
            owners = {c.organisation_id for c in used if c.side in (side, "workers")}
            if table.ratification_rule == "all_parties" and entry.subject_kind == "clause":
                assert organisations <= given, (entry.event, side)
            else:
                assert given & (organisations | owners), (entry.event, side)

    def _was_mandated(self, entry: AuditEntry) -> None:
        """No consent, and nothing done for an organisation, without a mandate of that day."""
        day = timezone.localdate(entry.at)
        if not entry.mandate and entry.event != "consent_given":
            return
        who, at = UUID(entry.actor_id), UUID(entry.organisation_id)
        assert at in model.works_for(who, day)
        if entry.event == "consent_given":
            assert model.has_mandate(who, at, "consent", day)

    def _last(self) -> int:
        with acting_as(SYSTEM):
            return AuditEntry.objects.order_by("-id").values_list("id", flat=True).first() or 0


def nothing_else_is_readable(person: Person) -> None:
    """Each wall by itself shows somebody exactly the rows that the dated ties open."""
    actor, may = actor_for(person), model.words(person, timezone.localdate())
    for table in readable_tables():
        with acting_as(SYSTEM):
            rows = list(table.objects.values_list("pk", "audience"))
            wanted = {pk for pk, audience in rows if audience in may}
            first = set(table.objects.visible_to(actor).values_list("pk", flat=True))
        with acting_as(actor):
            second = set(table.objects.values_list("pk", flat=True))
        assert first == wanted, (person.name, table.__name__, "query layer")
        assert second == wanted, (person.name, table.__name__, "row security")


def _needs_two_sides(entry: AuditEntry) -> bool:
    if entry.subject_kind not in registry.kinds():
        return False  # an agreement or an organisation, which goes through no states
    lifecycle = getattr(registry.model_of(entry.subject_kind), "lifecycle", None)
    row = lifecycle.find(entry.from_state, entry.event) if lifecycle else None
    return row is not None and row.consent in TWO_SIDED and entry.actor_kind != "clock"


def _table(entry: AuditEntry) -> BargainingTable:
    subject: Any = registry.model_of(entry.subject_kind).objects.get(pk=entry.subject_id)
    table: BargainingTable = subject.bargaining_table
    return table


def _says_where_it_is(subject: Any) -> None:
    """No state without an audit entry that led to it."""
    last = AuditEntry.objects.filter(subject_id=subject.pk).order_by("-id").first()
    assert last is not None
    assert (last.to_state, last.facts["version"]) == (subject.state, subject.version)


def _consents_are_to_this_text(subject: Any) -> None:
    """An edit leaves no consent alive, nor does a state in which the step is no longer there."""
    live = Consent.objects.filter(subject_id=subject.pk, ended_at__isnull=True)
    for consent in live:
        row = subject.lifecycle.find(subject.state, consent.transition)
        assert row is not None, (subject.kind, subject.state, consent.transition)
    now = subject.text_digest()
    stale = [(c.transition, c.person_name, c.given_at) for c in live if c.text_digest != now]
    last = AuditEntry.objects.filter(subject_id=subject.pk).order_by("-id")[:6]
    assert stale == [], (subject.kind, subject.state, [(e.event, e.actor_name) for e in last])
    sides: dict[Any, set[str]] = {}
    for consent in Consent.objects.filter(subject_id=subject.pk).exclude(person=None):
        sides.setdefault(consent.person_id, set()).add(consent.side)
    assert all(len(of_one) == 1 for of_one in sides.values())


def _is_whole(entry: AuditEntry) -> None:
    """A package is agreed with each of its clauses, and no clause in one is agreed without it."""
    if entry.event != "agree":
        return
    if entry.subject_kind == "clause":
        assert not Member.objects.filter(clause=entry.subject_id, package__state="open").exists()
        return
    clauses = set(Member.objects.filter(package=entry.subject_id).values_list("clause", flat=True))
    agreed = AuditEntry.objects.filter(event="agree", at=entry.at, id__gt=entry.id)
    assert clauses == set(
        agreed.filter(subject_id__in=clauses).values_list("subject_id", flat=True)
    )
    chosen = Package.objects.get(pk=entry.subject_id)
    assert not chosen.rivals().filter(state__in=("open", "agreed")).exists()


def _is_consented_to_whole(package: Package) -> None:
    """A yes to a package is a yes to each of its clauses, and to no other; they live together."""
    whole = Consent.objects.filter(subject_id=package.pk, transition="agree", ended_at=None)
    wanted = {member.clause_id for member in package.parts()}
    assert package.state == "open" or not whole.exists()
    for consent in whole:
        parts = Consent.objects.filter(through=consent, ended_at=None)
        assert sorted(parts.values_list("subject_id", flat=True)) == sorted(wanted)
    loose = Consent.objects.filter(subject_id__in=wanted, transition="agree", ended_at=None)
    assert package.state != "open" or not loose.filter(through=None).exists()


def _is_read_at_its_table(subject: Any) -> None:
    """What is about a dossier is read where it lies by now, but for what is history."""
    history = {"AuditEntry", "AuditHead", "OutboxMessage", "DossierCopy"}
    here = str(subject.bargaining_table_id)
    for table in readable_tables():
        named = {field.name for field in table._meta.concrete_fields}
        if table.__name__ in history or "subject_id" not in named:
            continue
        rows = table.objects.filter(subject_id=subject.pk)
        at = {word.split(":")[1] for word in rows.values_list("audience", flat=True) if ":" in word}
        people = {
            word.split(":")[1]
            for word in rows.values_list("audience", flat=True)
            if word.startswith(("person:", "organisation:", "negotiators:"))
        }
        assert at - people <= {here}, (table.__name__, subject.kind, at)


def _is_read_as_its_state_says(clause: Clause) -> None:
    level = model.READ_BY[clause.state]
    if level == "side":
        assert clause.audience == f"side:{clause.bargaining_table_id}:{clause.author_side}"
    elif level == "public":
        assert clause.audience == "public"
    elif level:
        assert clause.audience == f"{level}:{clause.bargaining_table_id}"

"""What holds for one subject, one entry or one row by itself. Whoever calls reads as the system."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from backend.agreements.models import Clause
from backend.audit.models import AuditEntry
from backend.disputes.models import Dispute, Piece, Statement
from backend.meetings.models import AgendaItem, Decision, Meeting
from backend.notes.models import Note
from backend.packages.models import Member, Package
from backend.reference.prepared import rows_of
from backend.routines.models import Routine
from backend.workflow.models import Consent, Paper
from tests.parity import model
from tests.parity.rows import Place, Row, tables
from tests.parity.talk import SECRET

OF_ONE_OR_SOME = ("person:", "organisation:", "negotiators:")
# What is told to others than those who read the clause itself.
TOLD_APART = ("judge", "draft", "climb")
# What an administrator keeps; of who sits at a table, everybody there is told.
KEPT = ("person", "organisation", "bargaining_table")
NARROW_TO_WIDE = ("side", "table", "constituency", "parties", "public")


def says_where_it_is(subject: Any, last: AuditEntry) -> None:
    """No state without an audit entry that led to it."""
    assert (last.to_state, last.facts["version"]) == (subject.state, subject.version)


def consents_are_to_this_text(subject: Any) -> None:
    """An edit leaves no consent alive, nor does a state in which the step is no longer there.

    The same holds for what was signed on paper. That counts for nothing until its party confirmed
    it, as exactly one consent.
    """
    consents = list(Consent.objects.filter(subject_id=subject.pk).select_related("paper"))
    papers = list(Paper.objects.filter(subject_id=subject.pk).defer("content"))
    live: list[Any] = [each for each in consents if each.ended_at is None]
    live += [each for each in papers if each.state == "waiting"]
    now = subject.text_digest() if live else ""
    for each in live:
        row = subject.lifecycle.find(subject.state, each.transition)
        assert row is not None, (subject.kind, subject.state, each.transition)
        last = AuditEntry.objects.filter(subject_id=subject.pk).order_by("-id")[:6]
        assert each.text_digest == now, [(e.event, e.actor_name) for e in last]
    sides: dict[Any, set[str]] = {}
    for consent in consents:
        sides.setdefault(consent.person_id, set()).add(consent.side)
        paper = consent.paper
        if paper is not None and paper.subject_id == subject.pk:
            assert (paper.state, paper.digest) == ("confirmed", consent.digest)
            assert paper.organisation_id == consent.organisation_id
    assert all(len(of_one) == 1 for of_one in sides.values())
    confirmed = sorted(each.pk for each in papers if each.state == "confirmed")
    assert confirmed == sorted(c.paper_id for c in consents if c.paper_id and not c.through_id)


def is_read_as_its_state_says(clause: Clause) -> None:
    level = model.READ_BY[clause.state]
    if level == "side":
        assert clause.audience == f"side:{clause.bargaining_table_id}:{clause.author_side}"
    elif level == "public":
        assert clause.audience == "public"
    elif level:
        assert clause.audience == f"{level}:{clause.bargaining_table_id}"


def is_told_where_it_is_read(entry: AuditEntry, where: Mapping[str, Place]) -> None:
    """Told to nobody but who can read what it is about; what was revealed to the table as well."""
    place = where.get(str(entry.subject_id))
    if place is None:
        if entry.subject_kind in KEPT:
            pk = entry.subject_id
            known = {"administration", f"organisation:{pk}", f"parties:{pk}"}
            assert entry.audience in known, (entry.event, entry.audience)
        return
    table, level = place.table, entry.audience.partition(":")[0]
    at_table = {f"table:{table}", f"parties:{table}"}
    if entry.event.startswith("note_"):
        own = {f"organisation:{entry.organisation_id}", f"side:{table}:{entry.acting_side}"}
        revealed = at_table if entry.event == "note_revealed" else set()
        assert entry.audience in own | revealed, (entry.event, entry.audience)
    elif entry.event.startswith("comment_"):
        assert entry.audience in at_table, (entry.event, entry.audience)
    elif entry.event in ("dispute_addendum", "dispute_evidence"):
        assert entry.audience == f"parties:{table}", (entry.event, entry.audience)
    elif entry.subject_kind == "meeting":
        _is_told_of_a_meeting(entry, place)
    elif entry.subject_kind == "clause" and not entry.event.startswith(TOLD_APART):
        wanted = _level_between(entry.from_state, entry.to_state)
        assert wanted in (level, ""), (entry.event, entry.from_state, entry.to_state, level)


def _is_told_of_a_meeting(entry: AuditEntry, place: Place) -> None:
    if entry.event == "split_off":  # at the table that it leaves in the same moment
        told, read = (word.partition(":")[0] for word in (entry.audience, place.audience))
        assert told == read, (entry.event, entry.audience)
        return
    item = AgendaItem.objects.filter(pk=entry.facts.get("item")).first()
    prepared = f"side:{place.table}:{entry.acting_side}" if entry.event == "item" else ""
    known = {place.audience, prepared} if item is None else {item.audience}
    assert entry.audience in known, (entry.event, entry.audience)


def _level_between(*states: str) -> str:
    """Who could read a clause before and can after, at most its parties; of a draft, the table."""
    levels = [model.READ_BY[state] for state in states if state]
    if "" in levels or not levels:
        return ""
    known = [NARROW_TO_WIDE.index(level) for level in levels]
    narrowest = max(known) if min(known) == 0 else min(known)
    return NARROW_TO_WIDE[min(narrowest, NARROW_TO_WIDE.index("parties"))]


def is_whole(entry: AuditEntry) -> None:
    """A package is agreed with each of its clauses, and no clause in one is agreed without it."""
    if entry.event != "agree":
        return
    if entry.subject_kind not in ("clause", "package"):
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


def is_consented_to_whole(package: Package) -> None:
    """A yes to a package is a yes to each of its clauses, and to no other; they live together."""
    whole = Consent.objects.filter(subject_id=package.pk, transition="agree", ended_at=None)
    wanted = {member.clause_id for member in package.parts()}
    assert package.state == "open" or not whole.exists()
    for consent in whole:
        parts = Consent.objects.filter(through=consent, ended_at=None)
        assert sorted(parts.values_list("subject_id", flat=True)) == sorted(wanted)
    loose = Consent.objects.filter(subject_id__in=wanted, transition="agree", ended_at=None)
    assert package.state != "open" or not loose.filter(through=None).exists()


def is_disputed_in_writing(clause: Clause) -> None:
    """A clause is in dispute as long as its one open dispute says so; each side speaks for itself.

    The other side answers, once; nothing is added once it has ended.
    """
    disputes = list(Dispute.objects.filter(subject_id=clause.pk))
    open_ones = [each for each in disputes if not each.ending]
    assert len(open_ones) == (clause.state == "disputed"), clause.state
    for each in disputes:
        said = list(Statement.objects.filter(dispute=each).select_related("organisation"))
        answers = [words for words in said if words.said == "answer"]
        assert len(answers) <= 1
        assert all(words.author_side != each.author_side for words in answers)
        pieces = list(Piece.objects.filter(dispute=each).select_related("organisation"))
        for made in (*said, *pieces):
            assert made.organisation is not None
            assert made.author_side == made.organisation.side
        moments = [words.said_at for words in said] + [piece.added_at for piece in pieces]
        days = [timezone.localdate(moment) for moment in moments]
        assert each.ended_on is None or max(days, default=each.ended_on) <= each.ended_on


def minutes_are_what_was_established(meeting: Meeting) -> None:
    """The minutes are for good what both sides consented to; a promise is who makes it."""
    if meeting.state == "established":
        used = Consent.objects.filter(subject_id=meeting.pk, transition="establish")
        texts = set(used.filter(ended_because="used").values_list("text_digest", flat=True))
        assert texts == {meeting.text_digest()}
    for each in Decision.objects.filter(item__meeting=meeting).select_related("owner"):
        assert (each.commitment_id is not None) == (each.standing == "promised")
        if each.standing == "promised" and each.owner_side != "joint":
            assert each.owner_id in each.confirmed_by


def comes_back_one_at_a_time(routine: Routine) -> None:
    """No period is forgotten or doubled; one that ended says when, and the open one is the last."""
    periods = list(routine.periods.order_by("number"))
    assert [each.number for each in periods] == list(range(1, routine.number + 1))
    open_ones = [each for each in periods if each.state == "open"]
    assert open_ones == (periods[-1:] if routine.state == "running" else [])
    assert all(each.due_on == routine.due_on for each in open_ones)
    assert all(bool(each.held_on) == (each.state == "held") for each in periods)


def notes_are_nobody_elses() -> None:
    """What a note says stands nowhere else but for its own readers, until it is revealed."""
    parts = [
        f"select t.audience, substring(t::text from '{SECRET} [0-9]+\\.') from"
        f" {table._meta.db_table} t where t::text ~ '{SECRET}'"
        for table in tables().values()
    ]
    known = {note.text: note for note in Note.objects.all()}
    for audience, said in rows_of(" union all ".join(parts)):
        note = known.get(said)  # else it was changed or removed, and must stand nowhere at all
        assert note is not None, (said, audience)
        revealed = {note.comment.audience} if note.comment is not None else set()
        assert audience in {note.audience, *revealed}, (said, audience)


def is_read_at_its_table(row: Row, where: Mapping[str, Place]) -> None:
    """What is about a dossier is read where it lies by now, but for one's own."""
    place = where.get(row.about or "")
    if place is not None:
        for word in (row.audience, row.also):
            own = not word or ":" not in word or word.startswith(OF_ONE_OR_SOME)
            assert own or word.split(":")[1] == place.table, (row, place)

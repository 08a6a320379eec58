"""The administrator tries to read and to do what is not theirs: over HTTP, and past the screens."""

from typing import Any

from django.core.cache import cache

from backend.administration import attempts, places
from backend.audit.models import AuditEntry
from backend.confidentiality.context import acting_as
from backend.meetings import actions as meetings
from backend.notes import actions as notes
from backend.notes import commenting
from backend.notes.models import Comment, Note
from backend.outbox.models import OutboxMessage
from backend.parties.actors import ANONYMOUS
from backend.workflow import papers
from backend.workflow.models import Paper
from tests.api.clients import Api
from tests.parity.stage import ADMINISTRATOR, REASON, Stage
from tests.parity.talk import spoken_of
from tests.people import days

ADDRESSES = {
    "clause": "clauses",
    "commitment": "commitments",
    "meeting": "meetings",
    "package": "packages",
    "routine": "routines",
    "note": "notes",
    "comment": "comments",
}


def pry(stage: Stage, subject: Any, who: str) -> str:
    """Try to open one of the rows by its id; those whose it is hear of that, and nobody else."""
    stage.state(subject)
    found = [subject, *Note.objects.order_by("pk"), *Comment.objects.order_by("pk")]
    wanted = found[stage.turn() % len(found)]
    kind = wanted._meta.model_name
    cache.clear()  # all at the same moment, for whoever counts how often somebody calls
    with acting_as(ANONYMOUS):
        answer = Api(stage.circle.people[ADMINISTRATOR]).get(f"/v1/{ADDRESSES[kind]}/{wanted.pk}")
    if wanted.audience == "public":
        assert answer.status_code == 200, answer.content
        return "public"
    assert answer.status_code == 404, answer.content
    message = OutboxMessage.objects.filter(topic=attempts.TOPIC).latest("pk")
    attempts.consume(message)
    entry = AuditEntry.objects.latest("pk")
    assert entry.subject_kind == "access"
    assert (entry.audience, entry.facts["id"]) == (wanted.audience, str(wanted.pk))
    return str(kind)


def meddle(stage: Stage, subject: Any, who: str) -> str:
    """Try every way to act for others, or to get a place among them."""
    actor, me = stage.actor(ADMINISTRATOR), stage.circle.people[ADMINISTRATOR]
    table = subject.bargaining_table_id
    about, paper = spoken_of(stage, subject), Paper.objects.filter(state="waiting").first()
    note = Note.objects.filter(revealed_at=None).first()
    tries: list[Any] = [
        lambda: commenting.add_comment(about, actor=actor, text="Ook een mening."),
        lambda: notes.write_note(about, actor=actor, text="Voor mijzelf."),
        lambda: meetings.plan_meeting(
            actor=actor,
            bargaining_table=table,
            form="negotiation_round",
            title="Overleg van het beheer",
            starts_at=stage.now(),
        ),
        *(
            lambda at=at: places.give(
                actor=actor,
                person=me.pk,
                organisation=at.pk,
                function="negotiator",
                valid_from=days(1),
            )
            for at in stage.circle.organisations.values()
        ),
    ]
    if paper is not None:
        of = next(each for each in stage.subjects if each.pk == paper.subject_id)
        answer = {"decision": "confirmed", "reason": REASON}
        tries.append(lambda: papers.decide(paper, of, actor=actor, **answer))
    if note is not None:
        tries.append(lambda: notes.reveal(note, actor=actor, digest=note.digest()))
    came = [stage.attempt(each) for each in tries]
    for row in stage.rows(subject):
        came.append(stage.take(subject, row.name, ADMINISTRATOR))
        if row.needs_others:
            came.append(stage.consent(subject, row.name, ADMINISTRATOR, blindly=True))
    assert "done" not in came, came
    return "refused"

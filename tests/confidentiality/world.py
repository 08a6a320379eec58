"""A house full of rows, each with a word that stands nowhere else.

Whoever meets that word has read the row, or something made of it. Who may is decided by the
audiences that the database has on the row, and by nothing that the tested code computes.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone

from backend.agreements.models import Agreement, Ballot, Clause, ClauseVersion
from backend.confidentiality.context import acting_as
from backend.evaluations import actions as evaluations
from backend.evaluations.models import Evaluation, Judgement
from backend.initiatives.models import (
    Bottleneck,
    BusinessCase,
    IndicatorLine,
    Initiative,
    Measurement,
)
from backend.parties.actors import ANONYMOUS, SYSTEM, Actor
from backend.parties.models import Mandate
from backend.reminders.models import Reminder
from backend.workflow import dues, records
from backend.workflow.models import Consent
from tests.evaluations.scene import FINAL, a_scene
from tests.lifecycles.clause_arrangement import a_clause, an_agreement
from tests.lifecycles.commitment_arrangement import a_commitment
from tests.lifecycles.initiative_arrangement import PROFILE, steering_group
from tests.people import Circle, days

NOBODY = "nobody"
PEOPLE = ("wil", "vera", "bram", "otto", "sanne", "lies", "nick", "ada", NOBODY)
EMPLOYERS = {"visibility": "side_private", "side": "employer", "author_side": "employer"}
UNIONS = {"visibility": "side_private", "side": "union", "author_side": "union"}
CLAUSES: tuple[tuple[str, dict[str, Any]], ...] = (
    ("draft", EMPLOYERS),
    ("draft", UNIONS),
    ("proposed", {}),
    ("in_ratification", {}),
    ("ratified", {}),
    ("in_amendment", {}),
    ("under_review", {}),
    ("in_force", {}),
    ("completed", {}),
)
INITIATIVES: tuple[tuple[str, dict[str, Any]], ...] = (
    ("idea", EMPLOYERS),
    ("idea", UNIONS),
    ("proposed", {"visibility": "table"}),
    ("running", {"visibility": "parties"}),
    ("evaluating", {"visibility": "aggregate"}),
    ("embedded", {"visibility": "public"}),
)
COMMITMENTS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("open", EMPLOYERS),
    ("open", UNIONS),
    ("open", {"visibility": "table"}),
    ("in_progress", {"visibility": "constituency"}),
    ("delivered", {"visibility": "parties"}),
)


@dataclass
class Canary:
    """A word, the row it is in, and what more one must be allowed to read than that row."""

    word: str
    kind: str
    row: Any
    more: tuple[str, ...] = ()

    def may_be_read_by(self, actor: Actor) -> bool:
        return {self.row.audience, *self.more} <= actor.audiences


@dataclass
class World:
    """Rows with canaries, by kind, around one table."""

    circle: Circle
    canaries: list[Canary] = field(default_factory=list)
    rows: dict[str, list[Any]] = field(default_factory=dict)

    def actor(self, name: str) -> Actor:
        return ANONYMOUS if name == NOBODY else self.circle.actor(name)

    def word(self) -> str:
        """A word that nobody has written yet."""
        self._number = getattr(self, "_number", 0) + 1
        return f"kanarie{self._number:04d}"

    def keep(self, kind: str, row: Any, word: str, *more: str) -> Any:
        """Remember a row and the word in it; its audience is what the database says."""
        row.refresh_from_db()
        self.rows.setdefault(kind, []).append(row)
        self.canaries.append(Canary(word, kind, row, more))
        return row

    def hidden(self, kind: str, name: str) -> list[Any]:
        """The rows of a kind that somebody may not see, one of each audience."""
        seen = self.actor(name).audiences
        unseen = {row.audience: row for row in self.rows[kind] if row.audience not in seen}
        return list(unseen.values())

    def visible(self, kind: str, name: str) -> list[Any]:
        """The rows of a kind that somebody may see."""
        return [row for row in self.rows[kind] if row.audience in self.actor(name).audiences]

    def kept_from(self, name: str) -> list[Canary]:
        """What somebody may never read."""
        return [c for c in self.canaries if not c.may_be_read_by(self.actor(name))]


def a_world() -> World:
    """Everything that is confidential, at every level, in every state that matters."""
    world = World(steering_group())
    with acting_as(SYSTEM):
        for number, (state, facts) in enumerate(CLAUSES):
            _clause(world, f"{number}.1", state, facts)
        for state, facts in INITIATIVES:
            _initiative(world, state, facts)
        for state, facts in COMMITMENTS:
            _commitment(world, state, facts)
        for name in ("wil", "vera", "sanne"):
            _reminder(world, name, world.rows["clause"][0])
            _reminder(world, name, world.rows["clause"][-1])
        _mandate(world)
    _evaluations(world)
    return world


def _agreement(world: World, visibility: str) -> Agreement:
    known: list[Agreement] = world.rows.get("agreement", [])
    found = next((row for row in known if row.visibility == visibility), None)
    if found is not None:
        return found
    word = world.word()
    made = an_agreement(world.circle, title=word, visibility=visibility, agreement_number=word)
    _chain(world, world.keep("agreement", made, word), "edit")
    return made


def _clause(world: World, number: str, state: str, facts: dict[str, Any]) -> None:
    word, text = world.word(), world.word()
    open_to_table = state in ("draft", "proposed")
    clause: Clause = a_clause(
        world.circle,
        state,
        agreement=_agreement(world, "table" if open_to_table else "public"),
        article_number=number,
        title=word,
        summary=word,
        scope=word,
        lessons=word,
        body=text,
        judged=[],
        **facts,
    )
    world.keep("clause", clause, word)
    world.keep("version", clause.current_version, text)
    if clause.proposed_version is not None:
        _version(world, clause, visibility="table")
    if clause.visibility != "side_private":
        _version(world, clause, visibility="side_private", side="employer")
    for ballot in Ballot.objects.filter(clause=clause):
        world.rows.setdefault("ballot", []).append(ballot)
    dues.replan(clause)
    _below(world, clause, "revise")
    for evaluation in Evaluation.objects.filter(subject_id=clause.pk):
        word = world.word()
        Evaluation.objects.filter(pk=evaluation.pk).update(findings=word)
        world.keep("evaluation", evaluation, word)


def _version(world: World, clause: Clause, **reading: str) -> None:
    word = world.word()
    version = ClauseVersion.objects.create(
        clause=clause,
        bargaining_table=clause.bargaining_table,
        number=99,
        body=word,
        rationale=word,
        author_side="employer",
        author_name=word,
        digest=word,
        created_at=timezone.now(),
        **{"side": "", **reading},
    )
    world.keep("version", version, word)


def _initiative(world: World, state: str, facts: dict[str, Any]) -> None:
    word = world.word()
    owners = world.circle.organisations
    about = {**PROFILE, "title": word, "problem": word, "plan": word, "target_group": word}
    initiative = Initiative.objects.create(
        **about,
        state=state,
        bargaining_table=world.circle.table,
        employer_owner=owners["bedrijf"],
        worker_owner=owners["kaderbond"],
        start_on=days(-100),
        next_review_on=days(20),
        end_on=days(200),
        closed_on=days(-5),
        follow_up_on=days(300),
        **{"author_side": "employer", **facts},
    )
    world.keep("initiative", initiative, word)
    dues.replan(initiative)
    _below(world, initiative, "submit")
    line = IndicatorLine.below(initiative, code="workload", source=(word := world.word()))
    world.keep("indicator", line, word)
    measured = {"indicator": line, "moment": "interim", "measured_on": days(-1), "value": 3}
    for kind, model, name, more in (
        ("measurement", Measurement, "source", measured),
        (
            "bottleneck",
            Bottleneck,
            "solution",
            {"code": "no_owner", "owner_side": "joint", "due_on": days(9), "status": "open"},
        ),
        ("businessCase", BusinessCase, "source", {"cost": 1, "benefit": 2}),
    ):
        row = model.below(initiative, **more, **{name: (word := world.word())})
        world.keep(kind, row, word)


def _commitment(world: World, state: str, facts: dict[str, Any]) -> None:
    word, title = world.word(), world.word()
    of = next(row for row in world.rows["clause"] if row.state == "in_force")
    commitment = a_commitment(
        world.circle, state, text=word, filed=False, due_on=days(30), subject_id=of.pk, **facts
    )
    world.keep("commitment", commitment, word)
    piece = {"kind": "document", "title": title, "url": f"https://example.org/{title}"}
    evidence = commitment.file_evidence(piece, actor=world.circle.emma, at=timezone.now())
    world.keep("evidence", evidence, title)
    dues.replan(commitment)
    _below(world, commitment, "start")


def _below(world: World, subject: Any, transition: str) -> None:
    """A chain and a consent that who reads the subject reads, and ones that only a side does."""
    table = world.circle.table.pk
    _chain(world, subject, "edit")
    _chain(world, subject, transition)
    _chain(world, subject, transition, f"side:{table}:employer")
    for key, audience in (("werkgevers", subject.word), ("bedrijf", f"table:{table}")):
        word = world.word()
        consent = Consent.objects.create(
            subject_kind=subject.kind,
            subject_id=subject.pk,
            audience=audience,
            transition=transition,
            digest=word,
            text_digest=word,
            terms={"note": word},
            organisation=world.circle.organisations[key],
            side="employer",
            person_name=word,
            given_at=timezone.now(),
        )
        world.keep("consent", consent, word)


def _chain(world: World, subject: Any, event: str, audience: str | None = None) -> None:
    word = world.word()
    entry = records.record(
        subject,
        event,
        actor=SYSTEM,
        office=None,
        facts={"data": {"note": word}},
        reason=word,
        audience=audience,
    )
    world.keep("entry", entry, word)


def _reminder(world: World, name: str, subject: Any) -> None:
    word = world.word()
    reminder = Reminder.objects.create(
        recipient=world.circle.people[name],
        subject_kind=subject.kind,
        subject_id=subject.pk,
        subject_audience=subject.word,
        subject_title=word,
        event="changed",
        matter=word,
        language="nl",
        headline=word,
        text=word,
        html=word,
        link=f"/{word}",
        message_id=word,
        try_at=timezone.now(),
    )
    world.keep("reminder", reminder, word, subject.word)


def _mandate(world: World) -> None:
    word, circle = world.word(), world.circle
    mandate = Mandate.objects.create(
        person=circle.people["vera"],
        organisation=circle.organisations["bond-een"],
        acts=["consent"],
        granted_by=word,
        valid_from=days(-1),
    )
    world.keep("mandate", mandate, word)


def _evaluations(world: World) -> None:
    """One that only the employers have judged yet, and one that all have."""
    sealed = a_scene("final", circle=world.circle)
    opened = a_scene("final", circle=world.circle)
    for scene, judges in ((sealed, ("wil",)), (opened, ("wil", "vera"))):
        for name in judges:
            word = world.word()
            given = scene.judge(name, **{**FINAL, "explanation": word, "lessons": word})
            with acting_as(SYSTEM):
                world.keep("judgement", given, word)
        with acting_as(SYSTEM):
            findings = world.word()
            Evaluation.objects.filter(pk=scene.evaluation.pk).update(findings=findings)
            world.keep("evaluation", scene.evaluation, findings)
    for judgement in judgements_of(opened.evaluation):
        if judgement.voice == "union":
            text = world.word()
            added = evaluations.add_addendum(judgement, text, actor=world.circle.vera)
            with acting_as(SYSTEM):
                world.keep("addendum", added, text)
    with acting_as(SYSTEM):
        for row in world.rows["judgement"]:
            row.refresh_from_db()  # the last one unsealed those before it


def judgements_of(evaluation: Evaluation) -> Iterator[Judgement]:
    with acting_as(SYSTEM):
        yield from list(Judgement.objects.filter(evaluation=evaluation))

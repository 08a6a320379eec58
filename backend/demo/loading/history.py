"""Play the plans of the demo set through the engine, each event on its own day, in order of time.

Nobody is written into a state: whoever acted then acts again, with the mandate of that day, so that
chains, consents, ballots and deadlines are genuine.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.core.exceptions import ObjectDoesNotExist
from django.utils import timezone

from backend.agreements import actions as agreements
from backend.agreements.models import Agreement, Clause
from backend.agreements.succeeding import link_successor
from backend.commitments import actions as commitments
from backend.confidentiality.context import acting_as
from backend.demo.dataset import Demo
from backend.demo.dates import Day, dated
from backend.demo.history import CLOCK, SYSTEM, plan_all
from backend.demo.loading import fields
from backend.demo.loading.letters import file_letter
from backend.demo.loading.parties import Circle
from backend.demo.located import Located
from backend.demo.plans import Doing, Plan, Step
from backend.evaluations import actions as evaluations
from backend.evaluations.queries import open_evaluation_of
from backend.initiatives import actions as initiatives
from backend.initiatives import links
from backend.parties import actors
from backend.parties.actors import Actor
from backend.reference.moments import happening
from backend.workflow import consenting, dues, engine
from backend.workflow.errors import WorkflowError

MORNING = time(9, 0)


class Contradiction(Exception):
    """The demo set says something happened that the tables do not allow; nothing is loaded."""


@dataclass
class Story:
    """What has been loaded so far, by the ids of the file."""

    demo: Demo
    circle: Circle
    now: datetime
    agreements: dict[str, Agreement] = field(default_factory=dict)
    letters: dict[UUID, str] = field(default_factory=dict)
    subjects: dict[tuple[str, str], Any] = field(default_factory=dict)
    ticks: int = 0

    def moment(self, day: Day) -> datetime:
        """Return the next moment on that day; later calls on a day give later moments."""
        self.ticks += 1
        begin = datetime.combine(
            day.on(self.circle.today), MORNING, timezone.get_current_timezone()
        )
        return min(begin + timedelta(seconds=self.ticks), self.now)

    def voice(self, who: str, at: datetime) -> Actor:
        """Return who acts: an organisation's person as of that day, the clock or the system."""
        if who == CLOCK:
            return actors.CLOCK
        if who == SYSTEM:
            return actors.SYSTEM
        return self.circle.voice(who, timezone.localdate(at))


def play(demo: Demo, circle: Circle) -> Story:
    """Load everything that happened, and check that all stands where the file says."""
    story = Story(demo, circle, timezone.now())
    for day, _, event in sorted(_events(story), key=lambda each: each[:2]):
        event(day)
    _check(story)
    return story


def _events(story: Story) -> list[tuple[Day, int, Callable[[Day], None]]]:
    """Return every event with its day and its order within that day."""
    found: list[tuple[Day, int, Callable[[Day], None]]] = []
    for plan in plan_all(story.demo):
        found.append((plan.created, len(found), _create(story, plan)))
        found += [
            (each.day, len(found) + number, _event(story, plan, each))
            for number, each in enumerate(plan.timeline)
        ]
    return found


def _event(story: Story, plan: Plan, each: Step | Doing) -> Callable[[Day], None]:
    def event(day: Day) -> None:
        moment = story.moment(day)
        try:
            with happening(moment):
                if isinstance(each, Step):
                    _step(story, plan, each, moment)
                    if plan.kind == Clause.kind:
                        _link_to_initiatives(story, plan, moment)
                else:
                    _doing(story, plan, each, moment)
        except (WorkflowError, ObjectDoesNotExist) as error:
            name = f"{plan.kind} {plan.subject}: {each.name} on {day} by {each.by}"
            raise Contradiction(f"{name}: {type(error).__name__}: {error}") from error

    return event


def _create(story: Story, plan: Plan) -> Callable[[Day], None]:
    makers = {"clause": _clause, "commitment": _commitment, "initiative": _initiative}

    def event(day: Day) -> None:
        moment = story.moment(day)
        try:
            with happening(moment):
                made = makers[plan.kind](story, plan, moment)
        except (WorkflowError, ObjectDoesNotExist) as error:
            name = f"{plan.kind} {plan.subject}: create on {day} by {plan.author}"
            raise Contradiction(f"{name}: {type(error).__name__}: {error}") from error
        story.subjects[plan.kind, plan.subject] = made

    return event


def _clause(story: Story, plan: Plan, moment: datetime) -> Clause:
    record = story.demo.clauses[plan.subject]
    stands_in = story.demo.agreement_of(record)
    if stands_in["id"] not in story.agreements:
        story.agreements[stands_in["id"]] = agreements.create_agreement(
            actor=story.voice(stands_in["secretariat"], moment),
            now=moment,
            **fields.agreement_fields(stands_in, story.circle),
        )
    return agreements.create_clause(
        story.agreements[stands_in["id"]],
        actor=story.voice(plan.author, moment),
        now=moment,
        **fields.clause_fields(record, stands_in),
    )


def _commitment(story: Story, plan: Plan, moment: datetime) -> Any:
    record = story.demo.commitments[plan.subject]
    clause = story.subjects["clause", story.demo.clause_of(record)["id"]]
    return commitments.create_commitment(
        clause,
        actor=story.voice(plan.author, moment),
        now=moment,
        **fields.commitment_fields(record, story.circle),
    )


def _initiative(story: Story, plan: Plan, moment: datetime) -> Any:
    record = story.demo.initiatives[plan.subject]
    author = story.voice(plan.author, moment)
    return initiatives.create_initiative(
        actor=author,
        linked_clauses=_linked(story, record, author),
        **fields.initiative_fields(record, story.circle, story.demo),
    )


def _linked(story: Story, initiative: Located, actor: Actor) -> list[UUID]:
    """Return the clauses that an initiative refers to, as far as they are there for the actor."""
    names = [("clause", name) for name in initiative["linked_clauses"]]
    written = [story.subjects[name].pk for name in names if name in story.subjects]
    with acting_as(actor):
        return links.seen_by(actor, written)


def _link_to_initiatives(story: Story, plan: Plan, moment: datetime) -> None:
    """Let initiatives refer to a clause from the day on which their owner can see it."""
    clause = story.subjects[plan.kind, plan.subject]
    for name, record in story.demo.initiatives.items():
        initiative = story.subjects.get(("initiative", name))
        if initiative and plan.subject in record["linked_clauses"]:
            owner = story.voice(record["owners"]["employer"], moment)
            linked = _linked(story, record, owner)
            if clause.pk in set(linked) - set(initiative.linked_clauses):
                initiatives.edit(initiative, actor=owner, linked_clauses=linked)


def _step(story: Story, plan: Plan, step: Step, moment: datetime) -> None:
    if step.by == SYSTEM:
        return  # happens by itself; `_check` tells whether it did
    subject = story.subjects[plan.kind, plan.subject]
    if step.name == "enter_into_force":
        _link(story, plan.subject, subject, moment)
    data = fields.with_ids(step.data_on(story.circle.today), story.circle) or None
    if step.name == "give_notice" and data is not None:
        data |= {"proof": _letter(story, plan, step, moment)}
    row = subject.lifecycle.find(subject.state, step.name)
    before = subject.version
    if row is not None and step.consents and subject.applied(row).needs_others:
        for number, who in enumerate(step.consents):
            consenting.give(
                subject,
                step.name,
                actor=story.voice(who, moment),
                data=(data or {}) if number == 0 else None,
                now=moment,
            )
            if subject.version != before:
                return  # this consent was the last that was needed
    engine.perform(
        subject,
        step.name,
        actor=story.voice(step.by, moment),
        reason=step.reason,
        data=data,
        now=moment,
    )


def _letter(story: Story, plan: Plan, step: Step, moment: datetime) -> str:
    """Return the SHA-256 of the letter of notice, which is written for the first clause."""
    about = story.subjects[plan.kind, plan.subject].agreement
    if about.pk not in story.letters:
        story.letters[about.pk] = file_letter(about, story.voice(step.by, moment), moment)
    return story.letters[about.pk]


def _link(story: Story, name: str, successor: Clause, moment: datetime) -> None:
    """Say which clauses this one replaces, before it does."""
    for record in story.demo.clauses.values():
        if record.get("successor_clause") == name:
            secretariat = story.demo.agreement_of(record)["secretariat"]
            before = story.subjects["clause", record["id"]]
            actor = story.voice(secretariat, moment)
            link_successor(before, successor.pk, actor=actor, now=moment)


def _doing(story: Story, plan: Plan, doing: Doing, moment: datetime) -> None:
    subject = story.subjects[plan.kind, plan.subject]
    data = fields.with_ids(dict(dated(doing.data, story.circle.today)), story.circle)
    actor = story.voice(doing.by, moment)
    _DOINGS[doing.name](subject, actor, data, moment)


def _judge(subject: Any, actor: Actor, data: dict[str, Any], moment: datetime) -> None:
    with acting_as(actor):
        evaluation = open_evaluation_of(subject)
    if evaluation is None:
        raise Contradiction(f"{subject.kind} {subject.caption}: no evaluation to judge in")
    evaluations.judge(evaluation, actor=actor, now=moment, **data)


def _measure(subject: Any, actor: Actor, data: dict[str, Any], moment: datetime) -> None:
    data["measured_on"] = datetime.fromisoformat(data["measured_on"]).date()
    data["value"] = Decimal(str(data["value"]))
    initiatives.measure(subject, actor=actor, **data)


def _reckon(subject: Any, actor: Actor, data: dict[str, Any], moment: datetime) -> None:
    initiatives.add_business_case(subject, actor=actor, **data)


def _follow(subject: Any, actor: Actor, data: dict[str, Any], moment: datetime) -> None:
    with acting_as(actor):
        found = subject.bottlenecks.filter(code=data.pop("code")).latest("id")
        initiatives.follow_bottleneck(
            subject, found, actor=actor, on=timezone.localdate(moment), **data
        )


_DOINGS: dict[str, Callable[[Any, Actor, dict[str, Any], datetime], None]] = {
    "judge": _judge,
    "measure": _measure,
    "add_business_case": _reckon,
    "follow_bottleneck": _follow,
}


def _check(story: Story) -> None:
    """Bring everybody's dates up to today, and compare every state with the file's."""
    wanted = {
        "clause": story.demo.clauses,
        "commitment": story.demo.commitments,
        "initiative": story.demo.initiatives,
    }
    found = []
    with acting_as(actors.SYSTEM):
        for (kind, name), subject in story.subjects.items():
            subject.refresh_from_db()
            dues.replan(subject)
            if subject.state != wanted[kind][name]["state"]:
                found.append(f"{kind} {name} is {subject.state}, not {wanted[kind][name]['state']}")
    if found:
        raise Contradiction("\n".join(found))

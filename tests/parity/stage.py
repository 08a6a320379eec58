"""A table at work, and what people can do there to whatever has a life cycle."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.utils import timezone

from backend.confidentiality.context import acting_as
from backend.meetings.models import Meeting
from backend.packages.models import Member, Package
from backend.parties.actors import ANONYMOUS, SYSTEM, Actor
from backend.routines.models import Routine
from backend.workflow import consenting, engine
from backend.workflow.clock import run_due_transitions
from backend.workflow.errors import WorkflowError
from backend.workflow.lifecycle import Transition
from backend.workflow.models import Consent
from backend.workflow.roles import roles_in
from tests.lifecycles.clause_arrangement import PARTIES, ClauseArrangement, a_letter
from tests.lifecycles.commitment_arrangement import CommitmentArrangement
from tests.people import Circle, days

REASON = "Omdat het zo is afgesproken."


@dataclass
class Stage:
    """The table and its dossiers; `go_to` turns the clock."""

    circle: Circle
    go_to: Callable[[datetime], None]
    subjects: list[Any] = field(default_factory=list)
    turns: int = 0
    # what was read since anybody did anything
    fresh: set[Any] = field(default_factory=set)

    def actor(self, name: str) -> Actor:
        """Somebody as they are today."""
        return self.circle.actor(name)

    def turn(self) -> int:
        """A number that nobody had before, to do things by turns."""
        self.turns += 1
        return self.turns

    def wait(self, number: int) -> None:
        """Let that many days go by; the clock does what is due on each of its mornings."""
        self.fresh.clear()
        self.go_to(timezone.now() + timedelta(days=number))
        with acting_as(ANONYMOUS):
            run_due_transitions(timezone.now())

    def now(self) -> datetime:
        """The moment at which everything happens."""
        return timezone.now()

    def state(self, subject: Any) -> str:
        """Where a subject is now, whoever may read it."""
        if subject.pk not in self.fresh:
            with acting_as(SYSTEM):
                subject.refresh_from_db()
            self.fresh.add(subject.pk)
        return str(subject.state)

    def rows(self, subject: Any) -> list[Transition]:
        """The rows of the table that leave the state in which a subject is."""
        return list(subject.lifecycle.leaving(self.state(subject)))

    def terms(self, subject: Any, name: str, who: str) -> dict[str, Any]:
        """Data that fit a row, as this person would fill them in today."""
        if isinstance(subject, Meeting):
            return {}
        if isinstance(subject, Package):
            return {"clause": self._first_clause(subject)} if name == "release" else {}
        if name == "give_notice":
            mine = self.circle.organisations[PARTIES.get(who, "werkgevers")]
            return {
                "given_on": days(0).isoformat(),
                "recipients": self._other_parties(who),
                "proof": a_letter(subject.agreement, mine),
            }
        if isinstance(subject, Routine):
            return _terms_of_routine(name)
        made: dict[str, Any] = {"clause": ClauseArrangement, "commitment": CommitmentArrangement}
        arrangement = made[subject.kind](self.circle)
        row = next(row for row in self.rows(subject) if row.name == name)
        terms: dict[str, Any] = arrangement.data(row, arrangement.players[0])
        return terms

    def take(self, subject: Any, name: str, who: str) -> str:
        """Take a transition as somebody; say what came of it."""
        return self.perform(subject, name, who, self.terms(subject, name, who))

    def consent(self, subject: Any, name: str, who: str, *, blindly: bool) -> str:
        """Consent to what is on offer, or (`blindly`) to terms of one's own."""
        terms = self.terms(subject, name, who) if blindly else None
        return self.attempt(
            lambda: consenting.give(subject, name, actor=self.actor(who), data=terms)
        )

    def withdraw(self, subject: Any, who: str) -> str:
        """Take back the oldest consent that somebody can see."""
        actor = self.actor(who)
        with acting_as(actor):
            rows = Consent.objects.visible_to(actor).filter(subject_id=subject.pk)
            found = rows.filter(ended_at__isnull=True).order_by("given_at").first()
        if found is None:
            return "nothing"
        return self.attempt(lambda: consenting.withdraw(found, subject, actor=actor))

    def push(self, subject: Any, name: str, who: str) -> None:
        """Let everybody whose yes is awaited give it, and somebody take the step."""
        row = next(row for row in self.rows(subject) if row.name == name)
        before = str(subject.state)
        if row.needs_others:
            self.consent(subject, name, "wil", blindly=True)
            for other in ("vera", "bram", "emma"):
                self.consent(subject, name, other, blindly=False)
                if self.state(subject) != before:
                    return  # the last yes set it off
        first = self.who_may(subject, name, who)
        terms = None if row.needs_others else self.terms(subject, name, first)
        self.perform(subject, name, first, terms)

    def perform(self, subject: Any, name: str, who: str, terms: dict[str, Any] | None) -> str:
        """Take a transition on these terms as somebody; say what came of it."""
        actor = self.actor(who)
        return self.attempt(
            lambda: engine.perform(subject, name, actor=actor, reason=REASON, data=terms)
        )

    def attempt(self, deed: Callable[[], Any]) -> str:
        """Do it in a transaction of its own; say "done", or why not, and then nothing was done.

        It reads for itself what it needs: to begin with it is shown what everybody may see.
        """
        self.fresh.clear()
        try:
            with acting_as(ANONYMOUS):
                deed()
        except WorkflowError as error:
            return type(error).__name__
        except ObjectDoesNotExist:
            return "hidden"
        return "done"

    def who_may(self, subject: Any, name: str, who: str) -> str:
        """This person if they may take the step, or else the first who may."""
        with acting_as(SYSTEM):
            seen = type(subject).objects.get(pk=subject.pk)
            row = seen.lifecycle.find(seen.state, name)
            order = dict.fromkeys((who, "wil", "vera", "sanne", *PLAYERS)) if row else ()
            for each in order:
                actor = self.actor(each)
                if seen.audience in actor.audiences and roles_in(actor, seen) & row.by:
                    return each
        return who

    def _first_clause(self, package: Package) -> str:
        with acting_as(SYSTEM):
            members = Member.objects.filter(package=package.pk).order_by("position")
            return str(members.values_list("clause", flat=True).first())

    def _other_parties(self, who: str) -> list[str]:
        own = {office.organisation_id for office in self.actor(who).offices}
        names = ("werkgevers", "bond-een", "bond-twee")
        keys = (self.circle.organisations[name].pk for name in names)
        return [str(key) for key in keys if key not in own]


def _terms_of_routine(name: str) -> dict[str, Any]:
    return {
        "complete": {"held_on": days(0).isoformat(), "outcome": "Wij gaan zo door."},
        "move": {"due_on": days(1).isoformat()},
        "skip": {"why": REASON},
        "stop": {"why": REASON},
    }.get(name, {})


ADMINISTRATOR, KEEPER = "ada", "kim"
# Duo works for both sides, which the law of the house must make harmless. Kim keeps the mandates of
# all parties and negotiates for none.
PLAYERS = (
    *("wil", "vera", "bram", "emma", "otto", "sanne", "mia", "lies", "nick", "duo"),
    *(ADMINISTRATOR, KEEPER),
)

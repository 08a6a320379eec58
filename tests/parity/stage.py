"""A table at work: people, clauses on their way, a promise; and what people can do to them."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from backend.agreements import actions
from backend.agreements.kinds import ON_THE_TABLE
from backend.agreements.models import Clause
from backend.commitments.actions import create_commitment
from backend.confidentiality.context import acting_as
from backend.evaluations import actions as evaluations
from backend.evaluations.models import Evaluation
from backend.packages import actions as packages
from backend.packages.composing import Wanted
from backend.packages.models import Member, Package
from backend.parties.actors import SYSTEM, Actor
from backend.parties.models import Affiliation, Mandate, Membership
from backend.workflow import consenting, engine
from backend.workflow.clock import run_due_transitions
from backend.workflow.errors import WorkflowError
from backend.workflow.lifecycle import Transition
from backend.workflow.models import Consent
from backend.workflow.roles import roles_in
from tests.agreements import scene
from tests.lifecycles.clause_arrangement import PARTIES, ClauseArrangement, a_letter
from tests.lifecycles.commitment_arrangement import CommitmentArrangement, cao_table
from tests.people import LONG_AGO, Circle, days, mandate, person

REASON = "Omdat het zo is afgesproken."
JUDGEMENT: dict[str, Any] = {
    "verdict": "partly",
    "explanation": "De helft is af.",
    "lessons": "Begin klein.",
    "advice": "continue",
    "indicators": [{"indicator": "autonomy", "value": 7, "source": "Eigen meting"}],
}


@dataclass
class Stage:
    """The table and its dossiers; `go_to` turns the clock."""

    circle: Circle
    go_to: Callable[[datetime], None]
    subjects: list[Any] = field(default_factory=list)

    def actor(self, name: str) -> Actor:
        """Somebody as they are today."""
        return self.circle.actor(name)

    def wait(self, number: int) -> None:
        """Let that many days go by; the clock does what is due on each of its mornings."""
        self.go_to(timezone.now() + timedelta(days=number))
        run_due_transitions(timezone.now())

    def state(self, subject: Any) -> str:
        """Where a subject is now, whoever may read it."""
        with acting_as(SYSTEM):
            subject.refresh_from_db()
        return str(subject.state)

    def rows(self, subject: Any) -> list[Transition]:
        """The rows of the table that leave the state in which a subject is."""
        return list(subject.lifecycle.leaving(self.state(subject)))

    def terms(self, subject: Any, name: str, who: str) -> dict[str, Any]:
        """Data that fit a row, as this person would fill them in today."""
        if isinstance(subject, Package):
            return {"clause": self._first_clause(subject)} if name == "release" else {}
        if name == "give_notice":
            mine = self.circle.organisations[PARTIES.get(who, "werkgevers")]
            return {
                "given_on": days(0).isoformat(),
                "recipients": self._other_parties(who),
                "proof": a_letter(subject.agreement, mine),
            }
        made: dict[str, Any] = {"clause": ClauseArrangement, "commitment": CommitmentArrangement}
        arrangement = made[subject.kind](self.circle)
        row = next(row for row in self.rows(subject) if row.name == name)
        terms: dict[str, Any] = arrangement.data(row, arrangement.players[0])
        return terms

    def take(self, subject: Any, name: str, who: str) -> str:
        """Take a transition as somebody; say what came of it."""
        return self._perform(subject, name, who, self.terms(subject, name, who))

    def consent(self, subject: Any, name: str, who: str, *, blindly: bool) -> str:
        """Consent to what is on offer, or (`blindly`) to terms of one's own."""
        terms = self.terms(subject, name, who) if blindly else None
        return attempt(lambda: consenting.give(subject, name, actor=self.actor(who), data=terms))

    def withdraw(self, subject: Any, who: str) -> str:
        """Take back the oldest consent that somebody can see."""
        actor = self.actor(who)
        with acting_as(actor):
            rows = Consent.objects.visible_to(actor).filter(subject_id=subject.pk)
            found = rows.filter(ended_at__isnull=True).order_by("given_at").first()
        if found is None:
            return "nothing"
        return attempt(lambda: consenting.withdraw(found, subject, actor=actor))

    def correct(self, subject: Any, who: str) -> str:
        """Change a field of a clause or a package, maybe while others say yes to it."""
        who = self.who_may(subject, "withdraw", who)  # which is its author's, as this is
        if isinstance(subject, Package):
            words = {"explanation": f"{subject.explanation} en {who}"[-200:]}
            return attempt(lambda: packages.edit(subject, words, actor=self.actor(who)))
        if not isinstance(subject, Clause):
            return "nothing"
        scope = {"scope": f"{subject.scope} en {who}"[-200:]}
        return attempt(lambda: actions.edit_clause(subject, scope, actor=self.actor(who)))

    def promise(self, subject: Any, who: str) -> str:
        """Have the employers promise something in a clause, or the union, by turns."""
        if not isinstance(subject, Clause) or len(self.subjects) > MOST:
            return "nothing"
        side = ("employer", "union")[len(self.subjects) % 2]
        organisation = {"employer": "werkgevers", "union": "bond-een"}[side]
        made: list[Any] = []

        def deed() -> None:
            made.append(
                create_commitment(
                    subject,
                    actor=self.actor(who),
                    text="Een handreiking maken",
                    owner_side=side,
                    owner_id=self.circle.organisations[organisation].pk,
                    due_on=days(40),
                )
            )

        found = attempt(deed)
        self.subjects += made
        return found

    def trade(self, subject: Any, who: str) -> str:
        """Lay a package of what is on the table beside another one, or the first of its choice."""
        found = [each for each in self.subjects if isinstance(each, Clause)]
        on_table = [each for each in found if self.state(each) in ON_THE_TABLE]
        of = {each.agreement_id for each in on_table[:1]}
        on_table = [each for each in on_table if each.agreement_id in of]
        with acting_as(SYSTEM):
            rival = Package.objects.filter(state="open").order_by("-id").first()
            agreement = on_table[0].agreement if on_table else None
        many = sum(isinstance(each, Package) for each in self.subjects)
        if agreement is None or many >= MOST_PACKAGES:
            return "nothing"
        made: list[Any] = []

        def deed() -> None:
            terms = self.terms(on_table[0], "agree", who)
            made.append(
                packages.propose(
                    agreement,
                    actor=self.actor(who),
                    title=f"Ruil van {who}",
                    members=[Wanted(each.pk, terms) for each in on_table],
                    alternative_to=rival.pk if rival else None,
                    is_alternative=True,  # of which a single clause may be left
                )
            )

        came = attempt(deed)
        self.subjects += made
        return came

    def clinch(self, subject: Any, who: str) -> str:
        """Have everybody work towards the newest package that is on the table, for once."""
        return self._together("agree", who)

    def take_out(self, subject: Any, who: str) -> str:
        """Have everybody work on taking a clause out of that package, or of one laid there now."""
        packages = [each for each in self.subjects if isinstance(each, Package)]
        if all(self.state(each) != "open" for each in packages):
            self.trade(subject, who)
        return self._together("release", who)

    def _together(self, name: str, who: str) -> str:
        found = [each for each in self.subjects if isinstance(each, Package)]
        package = next((each for each in reversed(found) if self.state(each) == "open"), None)
        if package is None:
            return "nothing"
        before = package.version
        self.push(package, name, who)
        self.state(package)
        return "stays" if package.version == before else "pushed"

    def refuse(self, subject: Any, who: str) -> str:
        """Have the members of one union reject what the others accept: it goes on without them.

        Of the agreement by which it is not bound yet; brought before them first, if need be.
        """
        bound = self.subjects[0].agreement_id
        clauses = [each for each in self.subjects if isinstance(each, Clause)]
        later = [each for each in clauses if each.agreement_id != bound]
        for name in ("agree", "start_ratification"):
            for clause in later:
                if any(row.name == name for row in self.rows(clause)):
                    self.push(clause, name, who)
        asked = [each for each in later if self.state(each) == "in_ratification"]
        if not asked:
            return "nothing"
        clause, before = asked[0], asked[0].bargaining_table_id
        for name in ("bram", "wil", "vera"):
            outcome = "rejected" if name == "bram" else "accepted"
            self._perform(clause, "record_ballot", name, {"outcome": outcome})
        self.state(clause)
        return "moved" if clause.bargaining_table_id != before else "stays"

    def judge(self, subject: Any, who: str) -> str:
        """Say what one's own side finds of what is evaluated."""
        with acting_as(SYSTEM):
            rows = Evaluation.objects.filter(subject_id=subject.pk, closed_at__isnull=True)
            found = rows.first()
        if found is None:
            return "nothing"
        said = JUDGEMENT if found.form == "final" else {k: JUDGEMENT[k] for k in FOR_A_REVIEW}
        return attempt(lambda: evaluations.judge(found, actor=self.actor(who), **said))

    def end_mandate(self, who: str) -> None:
        """From today on somebody speaks for nobody."""
        with acting_as(SYSTEM):
            held = Mandate.objects.filter(person=self.circle.people[who])
            held.filter(valid_from=LONG_AGO).update(valid_until=days(-1))
            held.exclude(valid_from=LONG_AGO).delete()

    def give_mandate(self, who: str) -> None:
        """From today on somebody speaks for every organisation they work for."""
        for office in filter(lambda each: each.negotiates, self.actor(who).offices):
            at = self.circle.organisations
            mandate(
                self.circle.people[who],
                next(each for each in at.values() if each.pk == office.organisation_id),
                valid_from=days(0),
            )

    def leave(self, who: str) -> None:
        """Yesterday was somebody's last day at their organisations."""
        places = Affiliation.objects.filter(person=self.circle.people[who])
        places.filter(valid_from=LONG_AGO).update(valid_until=days(-1))

    def come_back(self, who: str) -> None:
        """Somebody is back where they were."""
        places = Affiliation.objects.filter(person=self.circle.people[who])
        places.update(valid_until=None)

    def leave_table(self, who: str) -> None:
        """Yesterday was the last day at the table of somebody's organisations."""
        # not at one that began today, as where an agreement went on at a table of its own
        held = self._seats(who).filter(valid_until=None, valid_from__lt=days(0))
        held.update(valid_until=days(-1))

    def sit_down_again(self, who: str) -> None:
        """Somebody's organisations have their seats back."""
        self._seats(who).update(valid_until=None)

    def _seats(self, who: str) -> QuerySet[Membership]:
        places = Affiliation.objects.filter(person=self.circle.people[who])
        return Membership.objects.filter(organisation__in=places.values("organisation"))

    def push(self, subject: Any, name: str, who: str) -> None:
        """Let everybody whose yes is awaited give it, and somebody take the step."""
        row = next(row for row in self.rows(subject) if row.name == name)
        if row.needs_others:
            self.consent(subject, name, "wil", blindly=True)
            for other in ("vera", "bram", "emma"):
                self.consent(subject, name, other, blindly=False)
            if all(row.name != name for row in self.rows(subject)):
                return  # the last yes set it off
        first = self.who_may(subject, name, who)
        terms = None if row.needs_others else self.terms(subject, name, first)
        self._perform(subject, name, first, terms)

    def _perform(self, subject: Any, name: str, who: str, terms: dict[str, Any] | None) -> str:
        actor = self.actor(who)
        return attempt(
            lambda: engine.perform(subject, name, actor=actor, reason=REASON, data=terms)
        )

    def who_may(self, subject: Any, name: str, who: str) -> str:
        """This person if they may take the step, or else the first who may."""
        order = dict.fromkeys((who, "wil", "vera", "sanne", *PLAYERS))
        return next((each for each in order if self._may(subject, name, each)), who)

    def _may(self, subject: Any, name: str, who: str) -> bool:
        """Whether somebody sees the subject and has the role for this step."""
        actor = self.actor(who)
        with acting_as(actor):
            seen = type(subject).objects.visible_to(actor).filter(pk=subject.pk).first()
            row = seen and subject.lifecycle.find(seen.state, name)
            return bool(row) and bool(roles_in(actor, seen) & row.by)

    def _first_clause(self, package: Package) -> str:
        with acting_as(SYSTEM):
            members = Member.objects.filter(package=package.pk).order_by("position")
            return str(members.values_list("clause", flat=True).first())

    def _other_parties(self, who: str) -> list[str]:
        own = {office.organisation_id for office in self.actor(who).offices}
        names = ("werkgevers", "bond-een", "bond-twee")
        keys = (self.circle.organisations[name].pk for name in names)
        return [str(key) for key in keys if key not in own]


MOST = 14
MOST_PACKAGES = 3
FOR_A_REVIEW = ("verdict", "explanation", "indicators")
# Duo works for both sides, which the law of the house must make harmless.
PLAYERS = ("wil", "vera", "bram", "emma", "otto", "sanne", "mia", "lies", "ada", "nick", "duo")


def attempt(deed: Callable[[], Any]) -> str:
    """Do it in a transaction of its own; say "done", or why not, and then nothing was done."""
    try:
        with transaction.atomic():
            deed()
    except WorkflowError as error:
        return type(error).__name__
    except ObjectDoesNotExist:
        return "hidden"
    return "done"


def a_stage(go_to: Callable[[datetime], None]) -> Stage:
    """A clause in force, one before the members, two on the table, a draft of each side, a promise.

    Everything came about through the engine, so that its history is whole.
    """
    circle = cao_table()
    at = circle.organisations
    circle.people["duo"] = person("duo", at["werkgevers"], at["bond-een"])
    for name in ("werkgevers", "bond-een"):
        mandate(circle.people["duo"], at[name])
    stage = Stage(circle, go_to)
    agreement = scene.open_agreement(circle)
    in_force = scene.consulted(circle, agreement, "1")
    for who in scene.PARTIES:
        scene.say(circle, in_force, who, "accepted")
    receipt = {"submitted_on": scene.iso(0), "receipt_on": scene.iso(0)}
    scene.take(circle, in_force, "sanne", "register", data=receipt)
    before_members = scene.consulted(circle, agreement, "2")
    on_table = scene.negotiated(circle, agreement, "3")
    stage.subjects = [
        in_force,
        before_members,
        on_table,
        scene.draft(circle, agreement, "4"),
        scene.draft(circle, agreement, "5", who="vera"),
        scene.negotiated(circle, agreement, "6"),
    ]
    later = scene.open_agreement(circle, title="Cao voor later")
    stage.subjects += [
        scene.consulted(circle, later, "7"),
        scene.negotiated(circle, later, "8"),
    ]
    stage.promise(on_table, "vera")
    stage.promise(on_table, "wil")
    assert len(stage.subjects) > 5
    return stage

"""People around an initiative, one for each role, and initiatives in every state.

Wil (employers' association) and Vera (union) are parties; Emma's firm and Karel's union own the
initiative; Otto is the works council; Sanne the secretariat; Cees sits in a joint committee; Mia is
a member of Vera's union; Lies, Ada and Nick have no seat.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils import timezone

from backend.confidentiality.context import acting_as
from backend.evaluations.models import Evaluation
from backend.initiatives.lifecycle import LIFECYCLE
from backend.initiatives.models import (
    Bottleneck,
    BusinessCase,
    IndicatorLine,
    Initiative,
    Measurement,
    Subsidy,
)
from backend.parties.actors import CLOCK, SYSTEM, Actor
from backend.parties.kinds import Capacity, Function, OrganisationKind
from backend.reference.periods import add_months
from backend.workflow.lifecycle import ConsentRule, Transition
from backend.workflow.roles import Role
from tests.lifecycles.matrix import Player
from tests.people import Circle, a_circle, days, mandate, organisation, person, seat

ROLES: dict[str, set[Role]] = {
    "wil": {Role.EMPLOYER, Role.AUTHOR, Role.STEERING_GROUP},
    "vera": {Role.UNION, Role.STEERING_GROUP},
    "emma": {Role.EMPLOYER_OWNER, Role.AUTHOR, Role.STEERING_GROUP},
    "karel": {Role.WORKER_OWNER, Role.STEERING_GROUP},
    "otto": {Role.WORKS_COUNCIL, Role.STEERING_GROUP},
    "sanne": {Role.SECRETARIAT, Role.STEERING_GROUP},
    "cees": {Role.STEERING_GROUP},
    "mia": set(),
    "lies": set(),
    "ada": set(),
    "nick": set(),
}
PROFILE: dict[str, Any] = {
    "title": "Zelfroosteren op de afdeling",
    "problem": "Weinig invloed op het rooster.",
    "plan": "Spelregels, twee rondes, evalueren.",
    "sector_code": "R",
    "sbi_version": "2025",
    "region": "AM21",
    "size_class": "WP50",
    "types": ["zelfroosteren"],
    "aims": ["job_control"],
    "target_group": "Verpleegkundigen",
    "budget": Decimal(18000),
    "funding": "own",
}


def steering_group() -> Circle:
    """The usual circle with owners, a committee and a plain member added."""
    circle = a_circle()
    added = (
        ("bedrijf", OrganisationKind.EMPLOYER, Capacity.PARTICIPANT, "emma"),
        ("kaderbond", OrganisationKind.UNION, Capacity.PARTICIPANT, "karel"),
        ("commissie", OrganisationKind.JOINT_SECRETARIAT, Capacity.COMMITTEE, "cees"),
    )
    for name, kind, capacity, who in added:
        at = circle.organisations[name] = organisation(name, kind)
        circle.people[who] = person(who, at)
        seat(circle.table, at, capacity)
        mandate(circle.people[who], at)
    mandate(circle.people["otto"], circle.organisations["raad"])
    circle.people["mia"] = person("mia", circle.organisations["bond-een"], function=Function.MEMBER)
    return circle


@dataclass
class InitiativeArrangement:
    """See `matrix.Arrangement`."""

    circle: Circle

    lifecycle = LIFECYCLE

    def __post_init__(self) -> None:
        people = [
            Player(name, self.circle.actor(name), frozenset(roles)) for name, roles in ROLES.items()
        ]
        clock = Player("clock", CLOCK, frozenset({Role.CLOCK}))
        system = Player("system", SYSTEM, frozenset({Role.SYSTEM}))
        self.players = (*people, clock, system)

    def player(self, name: str) -> Player:
        """One of the players."""
        return next(player for player in self.players if player.name == name)

    def actor(self, name: str) -> Actor:
        """The actor that a person is."""
        return self.player(name).actor

    def subject(self, state: str) -> Initiative:
        """An initiative in this state, everything filled in, every date long past.

        Written past the engine: how it came here is not what is tested.
        """
        organisations = self.circle.organisations
        private = state == "idea"
        with acting_as(SYSTEM):
            initiative = Initiative(
                **PROFILE,
                state=state,
                bargaining_table=self.circle.table,
                visibility="side_private" if private else self._visibility(state),
                side="employer" if private else "",
                author_side="employer",
                author_organisation=organisations["bedrijf"],
                organisation=organisations["bedrijf"],
                employer_owner=organisations["bedrijf"],
                worker_owner=organisations["kaderbond"],
                works_council_role="consent",
                works_council_body=organisations["raad"],
                works_council_outcome="consented",
                **self._dates(),
            )
            initiative.save(force_insert=True)
            self._rows(initiative)
            self._evaluation(initiative)
        return initiative

    def data(self, row: Transition, player: Player) -> dict[str, Any]:
        """What fits the row; the clock has nothing to say."""
        if row.name == "escalate" and player.actor.kind == "clock":
            return {}
        return dict(self._forms().get(row.name, {}))

    def _visibility(self, state: str) -> str:
        return LIFECYCLE.states[state].default_visibility or "parties"

    def _dates(self) -> dict[str, date]:
        return {
            "start_on": days(-400),
            "next_review_on": days(-200),
            "end_on": days(-20),
            "final_evaluation_on": days(-10),
            "approved_on": days(-450),
            "resume_on": days(-40),
            "example_asked_on": days(-3),
            "closed_on": add_months(days(-3), -12),
            "follow_up_on": add_months(days(-2), -12),
        }

    def _rows(self, initiative: Initiative) -> None:
        line = IndicatorLine.below(
            initiative, code="schedule_control", source="Eigen meting", baseline=Decimal(41)
        )
        for moment, ago in (("interim", -190), ("final", -15), ("follow_up", -5)):
            Measurement.below(
                initiative,
                indicator=line,
                moment=moment,
                measured_on=days(ago),
                value=Decimal(58),
                source="Eigen meting",
            )
        Bottleneck.below(
            initiative,
            code="no_owner",
            owner_side="joint",
            solution="Wijs iemand aan.",
            due_on=days(-35),
            status="open",
        )
        BusinessCase.below(initiative, cost=Decimal(10), benefit=Decimal(20))
        Subsidy.below(
            initiative,
            programme="slim",
            closes_on=days(-300),
            source="Openstellingsbesluit",
            dismissed_on=days(-310),
            dismissed_because="Te weinig uren.",
        )

    def _evaluation(self, initiative: Initiative) -> None:
        form = {"under_review": "review", "evaluating": "final"}.get(initiative.state)
        if form is not None:
            Evaluation.objects.create(
                subject_kind="initiative",
                subject_id=initiative.pk,
                bargaining_table=self.circle.table,
                visibility="parties",
                form=form,
                rule=ConsentRule.EMPLOYER_AND_WORKERS,
                judged_by=["employer", "workers"],
                opened_at=timezone.now(),
            )

    def _forms(self) -> dict[str, dict[str, Any]]:
        firm = str(self.circle.organisations["bedrijf"].pk)
        return {
            "start_consultation": {
                "works_council_role": "consent",
                "answer_due_on": days(14).isoformat(),
            },
            "record_or_outcome": {"outcome": "consented", "decided_on": days(0).isoformat()},
            "launch": {"group_figures_only": True},
            "pause": {"resume_on": days(30).isoformat()},
            "review_continue": {"findings": "Het loopt.", "action": "Doorgaan."},
            "raise_bottleneck": {
                "code": "no_owner",
                "description": "Niemand trekt eraan.",
                "owner_side": "joint",
                "solution": "Wijs iemand aan.",
                "due_on": days(30).isoformat(),
            },
            "escalate": {"cause": "disagreement", "explanation": "Wij oordelen anders."},
            "resolve_escalation": {
                "decision": "Doorgaan.",
                "action": "Extra uren.",
                "bottlenecks_due_on": days(20).isoformat(),
            },
            "stop_early": {
                "lessons": "Begin kleiner.",
                "indicator_status": "Onveranderd.",
                "safety": True,
            },
            "decide_embed": {"plan": "In de regeling.", "owner": firm},
            "decide_stop": {"lessons": "Begin kleiner."},
            "extend": {"end_on": days(90).isoformat()},
            "confirm_embedded": {"anchor": "regulation", "evidence": "Regeling werktijden."},
            "agree_example": {"summary": "Zelf roosteren werkt."},
            "revert": {"lessons": "Het zakte terug."},
        }

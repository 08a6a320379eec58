"""Every transition of a package, from every state, as everybody: only the table decides."""

from dataclasses import dataclass
from typing import Any

import pytest
from django.utils import timezone

from backend.agreements.models import Clause
from backend.confidentiality.context import acting_as
from backend.packages import guards
from backend.packages.lifecycle import LIFECYCLE
from backend.packages.models import Member, Package
from backend.parties.actors import CLOCK, SYSTEM
from backend.workflow import consents
from backend.workflow.lifecycle import Transition
from backend.workflow.models import Consent
from backend.workflow.roles import Role
from tests.agreements.scene import iso
from tests.lifecycles import matrix
from tests.lifecycles.clause_arrangement import a_clause, an_agreement
from tests.lifecycles.matrix import Player
from tests.people import Circle, a_circle

pytestmark = pytest.mark.django_db

ROLES: dict[str, set[Role]] = {
    "wil": {Role.EMPLOYER, Role.AUTHOR, Role.STEERING_GROUP},
    "vera": {Role.UNION, Role.STEERING_GROUP},
    "sanne": {Role.SECRETARIAT, Role.STEERING_GROUP},
    "otto": {Role.WORKS_COUNCIL, Role.STEERING_GROUP},
    "ada": set(),
    "nick": set(),
}
TERMS = {"effective_on": iso(10), "ends_on": iso(400), "indicators": ["autonomy"]}
FRESH = {"effective_on": None, "ends_on": None, "next_review_on": None, "in_force_since": None}


def a_package(circle: Circle, state: str, *states: str, **facts: Any) -> Package:
    """A package of the employers of clauses in these states, past the engine."""
    agreement = an_agreement(circle)
    clauses = [
        a_clause(circle, each, agreement=agreement, article_number=f"6.{number}", **FRESH)
        for number, each in enumerate(states or ["in_negotiation"] * 3)
    ]
    with acting_as(SYSTEM):
        package = Package.objects.create(
            **{
                "agreement": agreement,
                "bargaining_table": circle.table,
                "visibility": "table",
                "author_side": "employer",
                "author_organisation": circle.organisations["werkgevers"],
                "state": state,
                "title": "Ruil",
            }
            | facts
        )
        for number, clause in enumerate(clauses):
            a_member(package, clause, number)
    return package


def a_member(package: Package, clause: Clause, number: int = 1) -> Member:
    made: Member = Member.objects.create(
        package=package,
        clause=clause,
        bargaining_table=package.bargaining_table,
        visibility="table",
        position=number,
        terms=TERMS,
    )
    return made


def agree(subject: Any, row: Transition, terms: Any) -> None:
    """As `matrix.agree`, with the consents to every clause that go with those to the package."""
    plain(subject, row, terms)
    if row.name != "agree":
        return
    with acting_as(SYSTEM):
        for whole in list(Consent.objects.filter(subject_id=subject.pk)):
            for part in subject.parts():
                clause_row = part.clause.lifecycle.find(part.clause.state, "agree")
                where = consents.standing(
                    part.clause, clause_row, on=timezone.localdate(), terms=part.terms
                )
                whole.carried.create(
                    subject_kind="clause",
                    subject_id=part.clause_id,
                    audience=part.clause.word,
                    transition="agree",
                    digest=where.digest,
                    text_digest=where.text,
                    terms=part.terms,
                    organisation_id=whole.organisation_id,
                    side=whole.side,
                    person_name="Iemand",
                    given_at=timezone.now(),
                )


plain = matrix.agree


@dataclass
class PackageArrangement:
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

    def subject(self, state: str) -> Package:
        """One that can be agreed; beside it none was chosen."""
        return a_package(self.circle, state)

    def late(self, state: str) -> Package:
        """One beside which another was chosen, which never lasts: it falls away by itself."""
        package = a_package(self.circle, state)
        a_package(self.circle, "agreed", choice=package.choice)
        return package

    def data(self, row: Transition, player: Player) -> dict[str, Any]:
        """What fits the row: to take the last clause out."""
        if row.name != "release":
            return {}
        with acting_as(SYSTEM):
            return {"clause": str(Package.objects.get(state="open").parts()[-1].clause_id)}


@pytest.fixture
def arrangement():
    return PackageArrangement(a_circle())


def test_everybody_can_do_what_the_table_says_and_nothing_else(arrangement, monkeypatch):
    monkeypatch.setattr(matrix, "agree", agree)
    wrong = {state: matrix.mismatches(arrangement, state) for state in LIFECYCLE.states}
    nothing_chosen = "fall_away from open by system: Refused, not not_chosen"
    assert {state: found for state, found in wrong.items() if found} == {"open": [nothing_chosen]}
    system, late = arrangement.players[-1], arrangement.late("open")
    with acting_as(SYSTEM):
        assert matrix.attempt(arrangement, late, "fall_away", system) == "not_chosen"


def test_the_table_is_the_file_row_by_row_and_leads_everywhere():
    assert matrix.differences(LIFECYCLE) == []
    assert matrix.reachable(LIFECYCLE) == set(LIFECYCLE.states)
    assert matrix.without_way_out(LIFECYCLE) == set(LIFECYCLE.states) - {"open"}


def test_every_guard_refuses_and_allows(arrangement):
    system, circle = arrangement.players[-1], arrangement.circle
    broken = a_package(circle, "open", "in_negotiation", "withdrawn")
    without_text = a_package(circle, "open")
    answered, whole = a_package(circle, "open"), a_package(circle, "open")
    with acting_as(SYSTEM):
        Clause.objects.filter(pk=without_text.parts()[0].clause_id).update(current_version=None)
    plain(answered, LIFECYCLE.transitions[0], {})
    refusing: dict[Any, tuple[Package, str]] = {
        guards.all_lie_on_the_table: (broken, "clause-left"),
        guards.all_can_be_agreed: (without_text, "clause-refused"),
        guards.another_was_chosen: (broken, "nothing-chosen"),
        guards.other_side_has_not_consented: (answered, "other-side-consented"),
    }
    for state, row, guard in matrix.guarded(LIFECYCLE):
        refused, code = refusing[guard]
        allowed = arrangement.late(state) if row.name == "fall_away" else whole
        assert matrix.refusal_of(guard, allowed, system) == ""
        assert matrix.refusal_of(guard, refused, system) == code

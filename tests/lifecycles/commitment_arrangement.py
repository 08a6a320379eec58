"""People around a commitment, one for each role, and commitments in every state.

Emma's firm sits at Wil's table without being a party; it made the promise. Vera's and Bram's unions
are the other side. Otto is the works council, Sanne the secretariat; Mia is a member of Vera's
union; Lies, Ada and Nick have no seat.
"""

from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from backend.commitments.lifecycle import LIFECYCLE
from backend.commitments.models import Commitment
from backend.confidentiality.context import acting_as
from backend.parties.actors import CLOCK, SYSTEM, Actor
from backend.parties.kinds import Capacity, Function, OrganisationKind
from backend.reference.ids import new_id
from backend.workflow.lifecycle import ConsentRule, Transition
from backend.workflow.roles import Role
from tests.lifecycles.clause_arrangement import a_clause
from tests.lifecycles.matrix import Player
from tests.people import Circle, a_circle, days, mandate, organisation, person, seat

ROLES: dict[str, set[Role]] = {
    "emma": {Role.OWNER, Role.AUTHOR, Role.STEERING_GROUP},
    "wil": {Role.EMPLOYER, Role.AUTHOR, Role.STEERING_GROUP},
    "vera": {Role.UNION, Role.COUNTERPART, Role.STEERING_GROUP},
    "bram": {Role.UNION, Role.COUNTERPART, Role.STEERING_GROUP},
    "otto": {Role.WORKS_COUNCIL, Role.STEERING_GROUP},
    "sanne": {Role.SECRETARIAT, Role.STEERING_GROUP},
    "mia": set(),
    "lies": set(),
    "ada": set(),
    "nick": set(),
}
DOCUMENT = {"kind": "document", "title": "Instellingsbesluit", "url": "https://example.org/besluit"}


def cao_table() -> Circle:
    """The usual circle with a firm that carries out, and a plain member, added."""
    circle = a_circle()
    firm = circle.organisations["bedrijf"] = organisation("bedrijf", OrganisationKind.EMPLOYER)
    circle.people["emma"] = person("emma", firm)
    seat(circle.table, firm, Capacity.PARTICIPANT)
    mandate(circle.people["emma"], firm)
    circle.people["mia"] = person("mia", circle.organisations["bond-een"], function=Function.MEMBER)
    return circle


def a_commitment(circle: Circle, state: str = "open", **facts: Any) -> Commitment:
    """A commitment of Emma's firm, due yesterday, with a document.

    Written past the engine: how it came to its state is not what is tested.
    """
    filed = facts.pop("filed", True)
    firm = circle.organisations["bedrijf"]
    facts = {
        "state": state,
        "bargaining_table": circle.table,
        "visibility": "parties",
        "author_side": "employer",
        "author_organisation": firm,
        "subject_kind": "clause",
        "subject_id": new_id(),
        "rule": ConsentRule.BOTH_SIDES,
        "text": "Een adviesraad van verpleegkundigen instellen",
        "owner_side": "employer",
        "owner": firm,
        "due_on": days(-1),
        "original_due_on": days(-1),
        "delivered_on": days(0) if state in ("delivered", "accepted") else None,
    } | facts
    with acting_as(SYSTEM):
        commitment = Commitment(**facts)
        commitment.save(force_insert=True)
        if filed:
            commitment.file_evidence(DOCUMENT, actor=circle.emma, at=timezone.now())
    return commitment


@dataclass
class CommitmentArrangement:
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

    def actor(self, name: str) -> Actor:
        """The actor that a person is."""
        return self.circle.actor(name)

    def subject(self, state: str) -> Commitment:
        """A commitment in this state, of a clause that is at its end and has a successor."""
        clause = a_clause(self.circle, "final_evaluation", succeeded=True)
        return a_commitment(self.circle, state, subject_id=clause.pk)

    def data(self, row: Transition, player: Player) -> dict[str, Any]:
        """What fits the row."""
        later = days(60).isoformat()
        forms: dict[str, dict[str, Any]] = {
            "deliver": {"evidence": [DOCUMENT]},
            "defer": {"due_on": later, "reason": "De stuurgroep is nog niet voltallig."},
            "justify": {"justification": "Door de nieuwe dienstregeling was het niet nodig."},
            "cancel": {"reason": "Ingehaald door de wet."},
            "carry_over": {"due_on": later},
            "dispute": {"grounds": "De raad is ingesteld, maar nooit bijeengekomen."},
            "reopen": {"due_on": later, "reason": "Het bewijs bleek van een ander jaar."},
        }
        return dict(forms.get(row.name, {}))

"""People around a clause, one for each role, and clauses in every state.

Wil (employers' association) proposed it; Vera and Bram are unions; Emma's firm carries out and is
no party; Otto is the works council, Sanne the secretariat; Mia is a member of Vera's union; Lies,
Ada and Nick have no seat.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils import timezone

from backend.agreements import texts
from backend.agreements.lifecycle import LIFECYCLE
from backend.agreements.models import Agreement, Ballot, Clause, ClauseVersion
from backend.agreements.notice_rows import NoticeProof
from backend.confidentiality.context import acting_as
from backend.evaluations.models import Evaluation
from backend.parties.actors import CLOCK, SYSTEM
from backend.parties.models import Organisation
from backend.workflow.lifecycle import ConsentRule, Transition
from backend.workflow.roles import Role
from tests.lifecycles.matrix import Player
from tests.people import Circle, days

ROLES: dict[str, set[Role]] = {
    "wil": {Role.EMPLOYER, Role.AUTHOR, Role.STEERING_GROUP},
    "vera": {Role.UNION, Role.STEERING_GROUP},
    "bram": {Role.UNION, Role.STEERING_GROUP},
    "emma": {Role.STEERING_GROUP},
    "otto": {Role.WORKS_COUNCIL, Role.STEERING_GROUP},
    "sanne": {Role.SECRETARIAT, Role.STEERING_GROUP},
    "mia": set(),
    "lies": set(),
    "ada": set(),
    "nick": set(),
}
PARTIES = {"wil": "werkgevers", "vera": "bond-een", "bram": "bond-twee"}
LONG_OVER = days(-500)
# The rows that need another clause than most rows from the same state do. One clause cannot end
# with and without after-effect, or be renewed and have been given notice.
NOTICE = {"notice_given_on": days(-200)}
VARIANTS: dict[str, dict[str, Any]] = {
    "close_ratification": {"ratification_due_on": days(-8), "said": "accepted"},
    "continue_amendment": {"amendment_since": days(-10)},
    "ratify": {"said": "accepted"},
    "fail_ratification": {"said": "rejected"},
    "expire_with_aftereffect": NOTICE,
    "expire_lapse": {"clause_type": "protocol"},
    "terminate": {"clause_type": "obligatory", **NOTICE},
    "supersede": {"succeeded": True},
    "register_amendment": {"waits": True},
    "register_notice": NOTICE,
    "record_finding": {"dispute_level": "mediation"},
}


def an_agreement(circle: Circle, **facts: Any) -> Agreement:
    """An agreement whose term ended yesterday."""
    with acting_as(SYSTEM):
        return Agreement.objects.create(
            **{
                "bargaining_table": circle.table,
                "visibility": "public",
                "title": "Cao Zorg",
                "agreement_type": "sector",
                "start_on": days(-400),
                "end_on": days(-1),
                "original_end_on": days(-1),
            }
            | facts
        )


def a_clause(circle: Circle, state: str = "in_force", **facts: Any) -> Clause:
    """A clause of the employers in this state, for which every guard of its rows says yes.

    Written past the engine: how it came to its state is not what is tested. `said` is what all
    ballots say, `judged` which sides have judged, `succeeded` whether a successor is in force,
    `waits` whether its text was amended and that is still to be registered.
    """
    said, judged = facts.pop("said", ""), facts.pop("judged", ["employer", "union"])
    body = facts.pop("body", "Teams maken zelf het rooster.")
    waits = facts.pop("waits", False)
    if facts.pop("succeeded", False):
        facts["successor"] = a_clause(circle, "in_force", article_number="99")
    visibility = LIFECYCLE.states[state].default_visibility or "table"
    private = visibility == "side_private"
    facts = {
        "state": state,
        "previous_state": "in_force" if state == "disputed" else "",
        "bargaining_table": circle.table,
        "visibility": visibility,
        "side": "employer" if private else "",
        "author_side": "employer",
        "author_organisation": circle.organisations["werkgevers"],
        "article_number": "6.4",
        "title": "Zelfroosteren",
        "clause_type": "normative",
        "theme": "zelfroosteren",
        "aims": ["job_control"],
        "scope": "Alle ziekenhuizen",
        "indicators": ["autonomy"],
        "ratification_due_on": days(14),
        "effective_on": days(-400),
        "ends_on": days(-1),
        "next_review_on": days(-200),
        "receipt_notice_on": days(-401),
        "in_force_since": days(-400),
        "ended_on": LONG_OVER,
        "amendment_since": days(-300) if state == "in_amendment" else None,
        "amendment_side": "employer" if state == "in_amendment" else "",
        "dispute_level": "consultation" if state == "disputed" else "",
        "dispute_answer_due_on": days(-2) if state == "disputed" else None,
    } | facts
    agreement = facts.pop("agreement", None) or an_agreement(circle)
    with acting_as(SYSTEM):
        clause = Clause(agreement=agreement, **facts)
        clause.save(force_insert=True)
        if body:
            clause.current_version = a_version(clause, body)
        if state == "in_amendment" and "proposed_version" not in facts:
            clause.proposed_version = a_version(clause, "Teams maken samen het rooster.", "table")
        if waits and clause.current_version is not None:
            clause.versions.filter(pk=clause.current_version.pk).update(effective_on=days(-9))
        clause.save()
        if state == "in_ratification":
            _ballots(circle, clause, said)
        _evaluation(clause, judged)
        clause.refresh_from_db()
    return clause


def a_letter(agreement: Agreement, at: Organisation) -> str:
    """A letter of notice that a party has added; its SHA-256, by which the notice names it."""
    with acting_as(SYSTEM):
        made, _new = NoticeProof.objects.get_or_create(
            agreement=agreement,
            organisation=at,
            sha256=f"{at.pk.hex}{agreement.pk.hex}",
            defaults={
                "bargaining_table": agreement.bargaining_table,
                "visibility": "side_private",
                "side": at.side,
                "person_name": "Iemand",
                "name": "Opzegbrief",
                "media_type": "application/pdf",
                "size": 1,
                "content": b"%",
            },
        )
    return made.sha256


def a_version(clause: Clause, body: str, visibility: str = "") -> ClauseVersion:
    """One more text."""
    return ClauseVersion.objects.create(
        clause=clause,
        bargaining_table=clause.bargaining_table,
        visibility=visibility or texts.reach(clause.visibility),
        side="" if visibility else clause.side,
        number=clause.versions.count() + 1,
        body=body,
        author_side="employer",
        author_organisation=clause.author_organisation,
        author_name="Wil",
        digest=ClauseVersion.digest_for(clause, body),
        created_at=timezone.now(),
    )


def _ballots(circle: Circle, clause: Clause, said: str) -> None:
    for name in PARTIES.values():
        Ballot.objects.create(
            clause=clause,
            bargaining_table=clause.bargaining_table,
            visibility=clause.visibility,
            organisation=circle.organisations[name],
            closes_on=days(7),
            advice="positive",
            outcome=said,
        )


def _evaluation(clause: Clause, judged: list[str]) -> None:
    form = {"under_review": "review", "final_evaluation": "final"}.get(clause.state)
    if form is not None:
        Evaluation.objects.create(
            subject_kind="clause",
            subject_id=clause.pk,
            bargaining_table=clause.bargaining_table,
            visibility="parties",
            form=form,
            rule=ConsentRule.BOTH_SIDES,
            judged_by=judged,
            opened_at=timezone.now(),
        )


@dataclass
class ClauseArrangement:
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

    def subject(self, state: str) -> Clause:
        """A clause in this state; most rows start from it as it is."""
        return a_clause(self.circle, state, agreement=self.agreement)

    @cached_property
    def agreement(self) -> Agreement:
        """The agreement of all of them."""
        return an_agreement(self.circle)

    def subjects(self, state: str) -> dict[str, Clause]:
        """Clauses in this state from which each row, by its name, can start."""
        usual = self.subject(state)
        others = {
            name: a_clause(self.circle, state, agreement=self.agreement, **facts)
            for name, facts in VARIANTS.items()
            if LIFECYCLE.find(state, name)
        }
        return dict.fromkeys(LIFECYCLE.names, usual) | others

    def data(self, row: Transition, player: Player) -> dict[str, Any]:
        """What fits the row; the clock has nothing to say."""
        if player.actor.sees_everything:
            return {}
        if row.name == "give_notice":
            others = [
                str(self.circle.organisations[party].pk)
                for who, party in PARTIES.items()
                if who != player.name
            ]
            mine = self.circle.organisations[PARTIES.get(player.name, "werkgevers")]
            return {
                "given_on": days(-200).isoformat(),
                "recipients": others,
                "proof": a_letter(self.agreement, mine),
            }
        return dict(self._forms().get(row.name, {}))

    def _forms(self) -> dict[str, dict[str, Any]]:
        text = {"body": "Teams en planners maken samen het rooster."}
        soon, later = days(14).isoformat(), days(300).isoformat()
        return {
            "revise": text,
            "counter": text,
            "open_negotiation": {"round_on": soon},
            "deadlock": {"kind": "final_offer", "answer_due_on": soon},
            "resume": {"new_proposal": "Een proef van een jaar."},
            "agree": {
                "effective_on": days(30).isoformat(),
                "ends_on": later,
                "next_review_on": days(90).isoformat(),
                "indicators": ["autonomy"],
            },
            "start_ratification": {
                "deadline_on": soon,
                "periods": [
                    {
                        "organisation": str(self.circle.organisations[name].pk),
                        "closes_on": soon,
                        "advice": "neutral",
                    }
                    for name in PARTIES.values()
                ],
            },
            "record_ballot": {"outcome": "no_objection"},
            "register": {"submitted_on": days(-2).isoformat(), "receipt_on": days(0).isoformat()},
            "register_amendment": {"submitted_on": days(-2).isoformat()},
            "register_notice": {"submitted_on": days(-2).isoformat()},
            "conclude_review_continue": {"findings": "Het loopt.", "next_review_on": later},
            "conclude_review_amend": text,
            "propose_amendment": text,
            "accept_amendment": {"effective_on": days(-5).isoformat()},
            "raise_dispute": {
                "kind": "observance",
                "facts": "Het rooster kwam zonder overleg.",
                "requested": "Overleg vooraf.",
                "answer_due_on": soon,
            },
            "answer_dispute": {"answer": "Er is wel overlegd."},
            "record_finding": {
                "finding": "advice",
                "text": "Overleg vooraf.",
                "found_on": days(0).isoformat(),
            },
            "escalate_dispute": {"level": "mediation", "answer_due_on": soon},
            "resolve_dispute": {"outcome": "Partijen zijn het eens."},
            "end_by_dispute": {"outcome": "Beëindigd.", "ends_on": days(0).isoformat()},
            "complete": {
                "lessons": "Begin klein.",
                "follow_up": "continue",
                "measurements": [{"code": "autonomy", "value": 7.1}],
            },
            "renew": {"ends_on": later},
            "terminate": {"ends_on": days(0).isoformat()},
        }

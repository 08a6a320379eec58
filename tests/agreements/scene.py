"""A cao with clauses on their way, made through the domain's own actions."""

from typing import Any

from backend.agreements import actions
from backend.agreements.models import Agreement, Clause
from backend.confidentiality.context import acting_as
from backend.parties.actors import SYSTEM, Actor
from backend.workflow import consenting, engine
from tests.people import Circle, days

PARTIES = {"wil": "werkgevers", "vera": "bond-een", "bram": "bond-twee"}
TEXT = "Teams maken zelf het rooster."
COUNTER_TEXT = "Teams en planners maken samen het rooster."


def iso(number: int) -> str:
    return days(number).isoformat()


TERMS = {"effective_on": iso(10), "ends_on": iso(400), "indicators": ["autonomy"]}


def open_agreement(circle: Circle, **facts: Any) -> Agreement:
    """An agreement that starts today, opened by the secretariat."""
    fields: dict[str, Any] = {
        "title": "Cao Zorg",
        "agreement_type": "sector",
        "start_on": days(0),
        "end_on": days(400),
    }
    return actions.create_agreement(
        actor=circle.sanne, bargaining_table_id=circle.table.pk, **(fields | facts)
    )


def draft(circle: Circle, agreement: Agreement, number: str = "6.4", who: str = "wil") -> Clause:
    """A draft with everything that submitting asks for."""
    return actions.create_clause(
        agreement,
        actor=circle.actor(who),
        body=TEXT,
        article_number=number,
        title="Zelfroosteren",
        clause_type="normative",
        theme="zelfroosteren",
        aims=["job_control"],
        scope="Alle ziekenhuizen",
    )


def take(circle: Circle, clause: Clause, who: str, name: str, **fields: Any) -> None:
    engine.perform(clause, name, actor=circle.actor(who), **fields)


def negotiated(circle: Circle, agreement: Agreement, number: str = "6.4") -> Clause:
    """A clause under negotiation."""
    clause = draft(circle, agreement, number)
    take(circle, clause, "wil", "submit")
    take(circle, clause, "sanne", "open_negotiation", data={"round_on": iso(3)})
    return clause


def agreed(circle: Circle, agreement: Agreement, number: str = "6.4", **terms: Any) -> Clause:
    """A clause that parties of both sides agreed on, by the table's rule."""
    clause = negotiated(circle, agreement, number)
    consenting.give(clause, "agree", actor=circle.wil, data=TERMS | terms)
    for who in ("vera", "bram"):
        if clause.state == "in_negotiation":
            consenting.give(clause, "agree", actor=circle.actor(who))
    return clause


def consultation(circle: Circle, closes: int = 5, deadline: int = 7) -> dict[str, Any]:
    """Terms on which all parties ask their members."""
    return {
        "deadline_on": iso(deadline),
        "periods": [
            {
                "organisation": str(circle.organisations[name].pk),
                "closes_on": iso(closes),
                "advice": "positive",
            }
            for name in PARTIES.values()
        ],
    }


def consulted(circle: Circle, agreement: Agreement, number: str = "6.4", **terms: Any) -> Clause:
    """A clause about which the members are asked."""
    clause = agreed(circle, agreement, number, **terms)
    take(circle, clause, "sanne", "start_ratification", data=consultation(circle))
    return clause


def say(circle: Circle, clause: Clause, who: str, outcome: str, **more: Any) -> None:
    """Record the outcome of somebody's own members."""
    take(circle, clause, who, "record_ballot", data={"outcome": outcome, **more})


def fresh(clause: Clause) -> Clause:
    """The clause as it is in the database now, whoever may read it."""
    with acting_as(SYSTEM):
        clause.refresh_from_db()
    return clause


def sees(clause: Clause, who: Actor) -> bool:
    """Whether somebody finds the clause."""
    with acting_as(who):
        return bool(Clause.objects.visible_to(who).filter(pk=clause.pk).exists())

"""Who did what when: the plans by which the demo set comes to its states, through the engine.

Pure functions of the checked demo set. A plan is a legal path through the transition tables; its
days never go back and lie before the day of loading. Steps of one day are in their order.
"""

from backend.demo.clause_history import plan_clause
from backend.demo.commitment_history import plan_commitment
from backend.demo.dataset import Demo
from backend.demo.initiative_history import plan_initiative
from backend.demo.plans import CLOCK, SYSTEM, Doing, Plan, Step, Taken, final_state, walk

__all__ = [
    "CLOCK",
    "SYSTEM",
    "Doing",
    "Plan",
    "Step",
    "Taken",
    "final_state",
    "plan_all",
    "plan_clause",
    "plan_commitment",
    "plan_initiative",
    "walk",
]


def plan_all(demo: Demo) -> list[Plan]:
    """Return every plan: clauses first, then their commitments, then the initiatives."""
    return [
        *(plan_clause(demo, name) for name in demo.clauses),
        *(plan_commitment(demo, name) for name in demo.commitments),
        *(plan_initiative(demo, name) for name in demo.initiatives),
    ]

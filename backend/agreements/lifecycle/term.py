"""In force: reviews, amendments and disputes."""

from typing import Any

from backend.agreements import amending, checks, data, dates, effects, guards, text_guards
from backend.evaluations.guards import both_sides_judged
from backend.parties.kinds import Act
from backend.reference.words import Words
from backend.workflow.days import in_future
from backend.workflow.lifecycle import (
    BACK,
    STAY,
    ConsentRule,
    Step,
    Transition,
    Trigger,
)
from backend.workflow.roles import CLOCK_ONLY, PARTY, SECRETARIAT, SYSTEM_ONLY


def there_is_a_ruling(clause: Any, step: Step) -> bool:
    """A recorded ruling binds, whoever agrees."""
    return bool(step.data.get("ruling"))


TERM = (
    Transition(
        name="review_due",
        sources=("in_force",),
        to="under_review",
        by=SECRETARIAT | CLOCK_ONLY,
        due=dates.review_on,
        label=Words("Tussentijdse evaluatie starten", "Start the interim review"),
        guards=(guards.review_is_due,),
        trigger=Trigger.TIME,
        effect=effects.open_review,
    ),
    Transition(
        name="conclude_review_continue",
        sources=("under_review",),
        to="in_force",
        by=SECRETARIAT,
        label=Words("Evaluatie afsluiten en doorgaan", "Conclude the review and continue"),
        guards=(both_sides_judged,),
        consent=ConsentRule.BOTH_SIDES,
        data=data.REVIEW,
        checks=(in_future("next_review_on"),),
        effect=effects.conclude_review,
    ),
    Transition(
        name="conclude_review_amend",
        sources=("under_review",),
        to="in_amendment",
        by=PARTY,
        label=Words("Evaluatie afsluiten met een wijziging", "Conclude the review and amend"),
        consent=ConsentRule.OWN_SIDE,
        act=Act.PROPOSE,
        data=data.REVISION,
        effect=effects.amend_after_review,
    ),
    Transition(
        name="propose_amendment",
        sources=("in_force", "in_amendment"),
        to="in_amendment",
        by=PARTY,
        label=Words("Wijziging voorstellen", "Propose an amendment"),
        consent=ConsentRule.OWN_SIDE,
        act=Act.PROPOSE,
        data=data.AMENDMENT,
        needs_reason=True,
        effect=amending.start,
    ),
    Transition(
        name="continue_amendment",
        sources=("in_force",),
        to="in_amendment",
        by=SYSTEM_ONLY,
        label=Words("Volgende wijziging behandelen", "Go on with the next amendment"),
        guards=(text_guards.another_amendment_waits,),
        trigger=Trigger.DERIVED,
    ),
    Transition(
        name="accept_amendment",
        sources=("in_amendment",),
        to="in_force",
        by=PARTY,
        label=Words("Wijziging aannemen", "Accept the amendment"),
        guards=(text_guards.has_new_text, text_guards.nothing_collides),
        consent=ConsentRule.BOTH_SIDES,
        trigger=Trigger.CONSENT,
        data=data.ACCEPTANCE,
        checks=(checks.within_terms("effective_on"), checks.not_before_its_base),
        effect=amending.accept,
    ),
    Transition(
        name="drop_amendment",
        sources=("in_amendment",),
        to="in_force",
        by=PARTY | CLOCK_ONLY,
        due=dates.amendment_ends_on,
        label=Words("Wijziging laten vallen", "Drop the amendment"),
        guards=(text_guards.is_own_amendment,),
        consent=ConsentRule.OWN_SIDE,
        data=data.DROPPING,
        checks=(checks.is_own_open_amendment,),
        needs_reason=True,
        effect=amending.drop,
    ),
    Transition(
        name="raise_dispute",
        sources=("in_force", "under_review", "final_evaluation", "in_aftereffect"),
        to="disputed",
        by=PARTY,
        label=Words("Geschil aanmelden", "Raise a dispute"),
        consent=ConsentRule.OWN_SIDE,
        data=data.CLAIM,
        checks=(in_future("answer_due_on"),),
        effect=effects.raise_dispute,
    ),
    Transition(
        name="escalate_dispute",
        sources=("disputed",),
        to=STAY,
        by=PARTY | CLOCK_ONLY,
        due=dates.dispute_escalates_on,
        label=Words("Geschil een trede hoger brengen", "Take the dispute a rung higher"),
        guards=(guards.has_higher_rung,),
        data=data.ESCALATION,
        checks=(checks.goes_up, in_future("answer_due_on")),
        effect=effects.escalate_dispute,
    ),
    Transition(
        name="resolve_dispute",
        sources=("disputed",),
        to=BACK,
        by=PARTY,
        label=Words("Geschil oplossen", "Resolve the dispute"),
        consent=ConsentRule.BOTH_SIDES,
        waived=there_is_a_ruling,
        data=data.SETTLEMENT,
        checks=(in_future("next_review_on"),),
        effect=effects.settle_dispute,
    ),
    Transition(
        name="end_by_dispute",
        sources=("disputed",),
        to="terminated",
        by=PARTY,
        label=Words("Beëindigen door het geschil", "End because of the dispute"),
        consent=ConsentRule.BOTH_SIDES,
        waived=there_is_a_ruling,
        data=data.END_OF_DISPUTE,
        checks=(checks.ends_within_term,),
        effect=effects.end_by_dispute,
    ),
)

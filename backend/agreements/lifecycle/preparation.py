"""From a private draft to an agreement in principle."""

from typing import Any

from backend.agreements import checks, data, effects, guards, rounds, text_guards, texts
from backend.agreements.kinds import ON_THE_TABLE
from backend.parties.kinds import Act
from backend.reference.words import Words
from backend.workflow.days import in_future
from backend.workflow.lifecycle import (
    STAY,
    ConsentRule,
    Step,
    Transition,
    Trigger,
)
from backend.workflow.roles import AUTHOR, PARTY, SECRETARIAT


def there_is_a_mediator(clause: Any, step: Step) -> bool:
    """A mediator's name stands in for the consent of both sides."""
    return bool(step.data.get("mediator"))


PREPARATION = (
    Transition(
        name="submit",
        sources=("draft",),
        to="proposed",
        by=AUTHOR,
        label=Words("Inbrengen", "Submit"),
        guards=(guards.has_text, guards.has_type, guards.has_aims, guards.has_scope),
        consent=ConsentRule.OWN_SIDE,
        act=Act.PROPOSE,
    ),
    Transition(
        name="withdraw_draft",
        sources=("draft",),
        to="withdrawn",
        by=AUTHOR,
        label=Words("Concept intrekken", "Withdraw the draft"),
        consent=ConsentRule.OWN_SIDE,
        act=Act.PROPOSE,
        effect=effects.close,
    ),
    Transition(
        name="revise",
        sources=("draft",),
        to=STAY,
        by=AUTHOR,
        label=Words("Tekst schrijven", "Write the text"),
        consent=ConsentRule.OWN_SIDE,
        act=Act.PROPOSE,
        data=data.REVISION,
        effect=texts.revise,
    ),
    Transition(
        name="revise",
        sources=("proposed", *ON_THE_TABLE, "in_amendment"),
        to=STAY,
        by=PARTY,
        label=Words("Tegentekst voorstellen", "Propose a counter-text"),
        consent=ConsentRule.OWN_SIDE,
        act=Act.PROPOSE,
        data=data.REVISION,
        effect=texts.revise,
        voids_consents=True,
    ),
    Transition(
        name="counter",
        sources=("proposed", *ON_THE_TABLE, "in_amendment"),
        to=STAY,
        by=PARTY,
        label=Words("Tekst ernaast leggen", "Put a text beside it"),
        consent=ConsentRule.OWN_SIDE,
        act=Act.PROPOSE,
        data=data.REVISION,
        effect=texts.counter,
    ),
    Transition(
        name="adopt",
        sources=("proposed", *ON_THE_TABLE, "in_amendment"),
        to=STAY,
        by=PARTY,
        label=Words("Andere tekst ter instemming leggen", "Put another text up for consent"),
        guards=(text_guards.another_text_lies_there,),
        consent=ConsentRule.OWN_SIDE,
        act=Act.PROPOSE,
        data=data.ADOPTION,
        checks=(checks.text_can_be_adopted,),
        effect=texts.adopt,
        voids_consents=True,
    ),
    Transition(
        name="open_negotiation",
        sources=("proposed",),
        to="in_negotiation",
        by=PARTY | SECRETARIAT,
        label=Words("Onderhandeling openen", "Open the negotiation"),
        guards=(guards.both_sides_at_table,),
        data=data.ROUND,
        checks=(rounds.round_is_known,),
        effect=rounds.plan_round,
    ),
    Transition(
        name="withdraw",
        sources=("proposed", *ON_THE_TABLE),
        to="withdrawn",
        by=AUTHOR,
        label=Words("Intrekken", "Withdraw"),
        consent=ConsentRule.OWN_SIDE,
        act=Act.PROPOSE,
        needs_reason=True,
        effect=effects.close,
    ),
    Transition(
        name="deadlock",
        sources=("in_negotiation",),
        to="deadlocked",
        by=PARTY,
        label=Words("Vastgelopen melden", "Report a deadlock"),
        data=data.DEADLOCK,
        checks=(in_future("answer_due_on"),),
        needs_reason=True,
        effect=effects.note_final_offer,
    ),
    Transition(
        name="resume",
        sources=("deadlocked",),
        to="in_negotiation",
        by=PARTY,
        label=Words("Onderhandeling hervatten", "Resume the negotiation"),
        consent=ConsentRule.BOTH_SIDES,
        waived=there_is_a_mediator,
        waived_by="mediator",
        data=data.RESUMPTION,
        checks=(checks.mediator_or_proposal,),
        effect=effects.take_up,
    ),
    Transition(
        name="reject_at_table",
        sources=ON_THE_TABLE,
        to="rejected",
        by=PARTY,
        label=Words("Afwijzen", "Reject"),
        consent=ConsentRule.OWN_SIDE,
        needs_reason=True,
        effect=effects.close,
    ),
    Transition(
        name="agree",
        sources=ON_THE_TABLE,
        to="agreed_in_principle",
        by=PARTY,
        label=Words("Overeenkomen", "Agree"),
        guards=(guards.has_text, guards.commitments_have_owners, guards.not_in_package),
        consent=ConsentRule.BOTH_SIDES,
        trigger=Trigger.CONSENT,
        data=data.TERMS,
        checks=(
            checks.term_in_order,
            checks.within_terms("next_review_on"),
            checks.within_terms("final_evaluation_from"),
            checks.indicators_are_known,
        ),
        effect=effects.agree,
    ),
)

"""★ Read this first: the whole life of a package.

Clauses that are agreed only together. Consent to a package is consent to every text in it; with the
last one all its clauses are agreed in one transaction, or none. Packages of one choice exclude each
other. To take a package apart is a step of its own, with a reason; the clauses then go on alone.
"""

from backend.packages import effects, guards
from backend.packages.kinds import AGREE, OPEN
from backend.parties.kinds import Act
from backend.reference.states import load_states
from backend.reference.words import Words
from backend.workflow.data import form
from backend.workflow.lifecycle import (
    STAY,
    ConsentRule,
    Edit,
    Lifecycle,
    Transition,
    Trigger,
)
from backend.workflow.roles import AUTHOR, PARTY, SYSTEM_ONLY

STATES = load_states("package")
# Which clause: the screens offer those of the package.
RELEASE = form(
    clause={
        "title": "Afspraak",
        "x-title-en": "Clause",
        "type": "string",
        "format": "uuid",
        "minLength": 36,
        "maxLength": 36,
        "x-member": True,
    }
)

TRANSITIONS = (
    Transition(
        name=AGREE,
        sources=(OPEN,),
        to="agreed",
        by=PARTY,
        label=Words("Pakket overeenkomen", "Agree on the package"),
        guards=(guards.all_lie_on_the_table, guards.all_can_be_agreed),
        consent=ConsentRule.BOTH_SIDES,
        trigger=Trigger.CONSENT,
        effect=effects.note_who,
    ),
    Transition(
        name="fall_away",
        sources=(OPEN,),
        to="not_chosen",
        by=SYSTEM_ONLY,
        label=Words("Niet gekozen", "Not chosen"),
        guards=(guards.another_was_chosen,),
        trigger=Trigger.DERIVED,
        effect=effects.fall_away,
    ),
    Transition(
        name="withdraw",
        sources=(OPEN,),
        to="withdrawn",
        by=AUTHOR,
        label=Words("Pakket intrekken", "Withdraw the package"),
        guards=(guards.other_side_has_not_consented,),
        consent=ConsentRule.OWN_SIDE,
        act=Act.PROPOSE,
        needs_reason=True,
        effect=effects.take_apart,
    ),
    Transition(
        name="release",
        sources=(OPEN,),
        to=STAY,
        by=PARTY,
        label=Words("Afspraak eruit halen", "Take a clause out"),
        consent=ConsentRule.BOTH_SIDES,
        waived=guards.may_release_alone,
        data=RELEASE,
        checks=(guards.is_in_the_package, guards.enough_is_left),
        needs_reason=True,
        effect=effects.note_who,
    ),
    Transition(
        name="split",
        sources=(OPEN,),
        to="split",
        by=PARTY,
        label=Words("Pakket splitsen", "Split the package"),
        consent=ConsentRule.BOTH_SIDES,
        waived=guards.is_broken,
        needs_reason=True,
        effect=effects.take_apart,
    ),
)

LIFECYCLE = Lifecycle(
    "package", STATES, OPEN, TRANSITIONS, edits=(Edit(frozenset({OPEN}), AUTHOR),)
)

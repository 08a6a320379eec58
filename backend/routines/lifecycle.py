"""★ Read this first: the whole life of a recurring duty.

Something that comes back: every so many weeks, months, quarters or years. Both sides agree to it,
and to what comes of each period; a measurement is recorded by whoever takes it. There is one
period at a time. It ends by being done, skipped with a reason, or by the next one being there.
"Both sides" and who they are depend on what it belongs to: `Routine.applied` says how.
"""

from datetime import date
from typing import Any

from backend.reference import spoken
from backend.reference.states import load_states
from backend.reference.words import Words
from backend.routines import effects, guards, rhythm
from backend.routines.kinds import Form
from backend.workflow.data import day, form, text
from backend.workflow.days import has_come
from backend.workflow.lifecycle import (
    STAY,
    ConsentRule,
    Edit,
    Lifecycle,
    Transition,
    Trigger,
)
from backend.workflow.roles import AUTHOR, CLOCK_ONLY, OWNERS, PARTY, SECRETARIAT, Role
from backend.workflow.rules import by_rule

STATES = load_states("routine")
PROPOSED, RUNNING = "proposed", "running"
SIDES = PARTY | OWNERS | {Role.WORKS_COUNCIL}

TRANSITIONS = (
    Transition(
        name="agree",
        sources=(PROPOSED,),
        to=RUNNING,
        by=SIDES,
        label=Words("Vast moment afspreken", "Agree on the recurring duty"),
        consent=ConsentRule.BOTH_SIDES,
        trigger=Trigger.CONSENT,
        effect=effects.begin,
    ),
    Transition(
        name="withdraw",
        sources=(PROPOSED,),
        to="withdrawn",
        by=AUTHOR,
        label=Words("Voorstel intrekken", "Withdraw the proposal"),
        needs_reason=True,
    ),
    Transition(
        name="complete",
        sources=(RUNNING,),
        to=STAY,
        by=SIDES | SECRETARIAT,
        label=Words("Vastleggen dat het is gedaan", "Record that it was done"),
        guards=(guards.dossier_goes_on,),
        consent=ConsentRule.BOTH_SIDES,
        data=form(
            ("held_on",),
            held_on=day("Gedaan op", "Done on"),
            outcome=text("Uitkomst", "Outcome", longest=2000),
        ),
        trigger=Trigger.CONSENT,
        checks=(has_come("held_on"),),
        effect=effects.complete,
    ),
    Transition(
        name="skip",
        sources=(RUNNING,),
        to=STAY,
        by=SIDES | SECRETARIAT,
        label=Words("Deze keer overslaan", "Skip it this time"),
        consent=ConsentRule.BOTH_SIDES,
        trigger=Trigger.CONSENT,
        data=form(why=text("Waarom", "Why", longest=500)),
        effect=effects.skip,
    ),
    Transition(
        name="move",
        sources=(RUNNING,),
        to=STAY,
        by=SIDES | SECRETARIAT,
        label=Words("Deze keer verzetten", "Move it this time"),
        consent=ConsentRule.BOTH_SIDES,
        data=form(due_on=day("Nieuwe datum", "New date")),
        trigger=Trigger.CONSENT,
        checks=(guards.before_the_next,),
        effect=effects.move,
    ),
    Transition(
        name="pass_period",
        sources=(RUNNING,),
        to=STAY,
        by=CLOCK_ONLY,
        due=guards.next_on,
        label=Words("Naar de volgende periode", "On to the next period"),
        guards=(guards.next_period_is_reached, guards.dossier_goes_on),
        trigger=Trigger.TIME,
        effect=effects.miss,
    ),
    Transition(
        name="stop",
        sources=(RUNNING,),
        to="stopped",
        by=SIDES,
        label=Words("Vast moment beëindigen", "End the recurring duty"),
        consent=ConsentRule.BOTH_SIDES,
        trigger=Trigger.CONSENT,
        data=form(why=text("Waarom", "Why", longest=500)),
        effect=effects.stop,
    ),
    Transition(
        name="end_with_dossier",
        sources=(RUNNING,),
        to="stopped",
        by=CLOCK_ONLY,
        due=guards.next_on,
        label=Words("Eindigt met het dossier", "Ends with the dossier"),
        guards=(guards.next_period_is_reached, guards.dossier_is_over),
        trigger=Trigger.TIME,
        effect=effects.stop,
    ),
)
_NTH = Words(
    "keer {number}, {rhythm} geteld vanaf {first}: {day}",
    "number {number}, {rhythm} counted from {first}: {day}",
)
_MOVED = Words(
    "keer {number}, {rhythm} geteld vanaf {first}: {planned}; door beide zijden verzet naar {day}",
    "number {number}, {rhythm} counted from {first}: {planned}; moved by both sides to {day}",
)
AGREED = Words(
    "Afgesproken ritme; een periode verzetten verschuift de volgende niet",
    "The rhythm agreed; to move a period does not move the next one",
)


def _of(*forms: str) -> Any:
    def counted_from(routine: Any) -> date | None:
        day: date | None = routine.due_on if routine.form in forms else None
        return day

    return counted_from


def _said(routine: Any, day: date) -> Words:
    planned = guards.nominal_on(routine)
    return (_NTH if planned == day else _MOVED).with_(
        number=routine.number,
        rhythm=rhythm.in_words(routine.every, routine.unit),
        first=spoken.in_words(routine.first_on),
        planned=spoken.in_words(planned),
        day=spoken.in_words(day),
    )


def _is_over(routine: Any) -> bool:
    return bool(routine.dossier_is_over(None))


_COMMON: dict[str, Any] = {
    "computed": _said,
    "rule": AGREED,
    "while_in": frozenset({RUNNING}),
    "until": _is_over,
    "step": "complete",
    "follows": guards.before_on,
}
DEADLINES = (
    by_rule(
        "review_due",
        label=Words("Vast moment", "Recurring duty"),
        counted_from=_of(Form.JOINT_EVALUATION, Form.INTERPRETATION_REVIEW, Form.OTHER),
        whom=("keepers", "secretariat"),
        # that it was done is for the sides to say: the last yes records it
        informs=frozenset({"secretariat"}),
        **_COMMON,
    ),
    by_rule(
        "measurement_due",
        label=Words("Periodieke meting", "Recurring measurement"),
        counted_from=_of(Form.MEASUREMENT),
        whom=("keepers",),
        **_COMMON,
    ),
    by_rule(
        "annual_local_review",
        label=Words("Lokale evaluatie", "Local review"),
        counted_from=_of(Form.LOCAL_REVIEW),
        whom=("employer_owner", "works_council"),
        **_COMMON,
    ),
)

LIFECYCLE = Lifecycle(
    "routine",
    STATES,
    PROPOSED,
    TRANSITIONS,
    DEADLINES,
    edits=(Edit(frozenset({PROPOSED}), AUTHOR),),
)

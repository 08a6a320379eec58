"""From the final evaluation to the archive: renewal, notice, expiry."""

from typing import Any

from backend.agreements import checks, data, dates, effects, guards
from backend.agreements.kinds import (
    ENDABLE,
    ENDED,
    NEVER_IN_FORCE,
    NOTICE_REGISTERED,
    NOTICEABLE,
)
from backend.evaluations.guards import both_sides_judged
from backend.parties.kinds import Act
from backend.reference.words import Words
from backend.workflow.days import has_come
from backend.workflow.lifecycle import (
    STAY,
    ConsentRule,
    Step,
    Transition,
    Trigger,
)
from backend.workflow.roles import CLOCK_ONLY, PARTY, SECRETARIAT, SYSTEM_ONLY


def by_law(clause: Any, step: Step) -> bool:
    """What the law or an expired notice does needs nobody's consent."""
    return step.actor.kind == "clock"


END = (
    Transition(
        name="start_final_evaluation",
        sources=("in_force",),
        to="final_evaluation",
        by=SECRETARIAT | CLOCK_ONLY,
        due=dates.final_evaluation_from,
        label=Words("Eindevaluatie starten", "Start the final evaluation"),
        guards=(guards.final_evaluation_is_due,),
        trigger=Trigger.TIME,
        effect=effects.open_final,
    ),
    Transition(
        name="complete",
        sources=("final_evaluation",),
        to="completed",
        by=SECRETARIAT,
        label=Words("Afronden", "Complete"),
        guards=(both_sides_judged, guards.promises_have_outcomes),
        consent=ConsentRule.BOTH_SIDES,
        data=data.COMPLETION,
        checks=(checks.measured_or_explained,),
        effect=effects.complete,
    ),
    Transition(
        name="renew",
        sources=("final_evaluation", "in_force"),
        to="in_force",
        by=PARTY | CLOCK_ONLY,
        due=dates.renewal_on,
        label=Words("Verlengen", "Renew"),
        guards=(guards.clock_finds_term_over, guards.law_renews),
        consent=ConsentRule.BOTH_SIDES,
        waived=by_law,
        data=data.RENEWAL,
        checks=(checks.end_is_named_by_people, checks.is_later("ends_on")),
        effect=effects.renew,
    ),
    Transition(
        name="renew_meanwhile",
        sources=("under_review", "in_amendment", "disputed"),
        to=STAY,
        by=CLOCK_ONLY,
        due=dates.renewal_on,
        label=Words("Van rechtswege verlengd", "Renewed by law"),
        guards=(guards.term_is_over, guards.law_renews, guards.term_runs),
        trigger=Trigger.TIME,
        effect=effects.renew_meanwhile,
    ),
    Transition(
        name="give_notice",
        sources=NOTICEABLE,
        to=STAY,
        by=PARTY,
        label=Words("Opzeggen", "Give notice"),
        guards=(guards.no_notice_yet, guards.term_runs),
        consent=ConsentRule.OWN_SIDE,
        act=Act.NOTICE,
        data=data.NOTICE,
        checks=(
            has_come("given_on"),
            checks.notice_is_in_time,
            checks.notice_reaches_everybody,
            checks.notice_is_proven,
        ),
        effect=effects.give_notice,
    ),
    Transition(
        name="register_notice",
        sources=NOTICE_REGISTERED,
        to=STAY,
        by=SECRETARIAT,
        label=Words("Aanmelding van de opzegging vastleggen", "Record the notice's registration"),
        guards=(guards.a_notice_waits,),
        data=data.NOTICE_REGISTRATION,
        checks=(has_come("submitted_on"), checks.registered_after_notice),
        effect=effects.register_notice,
    ),
    Transition(
        name="expire_with_aftereffect",
        sources=ENDABLE,
        to="in_aftereffect",
        by=CLOCK_ONLY,
        due=dates.after_effect_on,
        label=Words("Aflopen met nawerking", "Expire with after-effect"),
        guards=(
            guards.term_is_over,
            guards.lives_on,
            guards.does_not_renew,
            guards.no_successor_in_force,
        ),
        trigger=Trigger.TIME,
        effect=effects.end_term,
    ),
    Transition(
        name="expire_lapse",
        sources=ENDABLE,
        to="lapsed",
        by=CLOCK_ONLY,
        due=dates.lapse_on,
        label=Words("Vervallen", "Lapse"),
        guards=(guards.term_is_over, guards.nothing_lives_on, guards.no_successor_in_force),
        trigger=Trigger.TIME,
        effect=effects.end,
    ),
    Transition(
        name="terminate",
        sources=("in_force", "in_aftereffect"),
        to="terminated",
        by=PARTY | CLOCK_ONLY,
        due=dates.termination_on,
        label=Words("Beëindigen", "Terminate"),
        guards=(guards.clock_finds_term_over, guards.notice_ends_it, guards.nothing_lives_on),
        consent=ConsentRule.BOTH_SIDES,
        waived=by_law,
        data=data.TERMINATION,
        checks=(checks.ends_within_term,),
        effect=effects.terminate,
    ),
    Transition(
        name="supersede",
        sources=(*ENDABLE, "in_aftereffect", "completed"),
        to="superseded",
        by=SYSTEM_ONLY,
        label=Words("Vervangen", "Supersede"),
        guards=(guards.successor_in_force,),
        trigger=Trigger.DERIVED,
        effect=effects.end,
    ),
    Transition(
        name="archive",
        sources=tuple(sorted(ENDED | NEVER_IN_FORCE)),
        to="archived",
        by=SECRETARIAT | CLOCK_ONLY,
        due=dates.archive_on,
        label=Words("Archiveren", "Archive"),
        guards=(guards.year_has_passed, guards.promises_have_outcomes),
        trigger=Trigger.TIME,
    ),
)

"""★ Read this first: the whole process of an initiative, from idea to what has become normal.

One row of `transitions_initiative.csv` is one row here, plus `announce_stop`, which starts the 30
days that stopping on one's own asks for. "Both sides" means the owners of both sides where owners
act, and the parties at the bargaining table, with the workers' voice that it chose, where the
steering group does (docs/adr/0201).
"""

from backend.evaluations.guards import both_sides_judged
from backend.initiatives import checks, data, dates, effects, guards
from backend.initiatives.deadlines import DEADLINES, SUBSIDISED
from backend.parties.kinds import Act
from backend.reference.states import load_states
from backend.reference.words import Words
from backend.workflow.days import has_come, in_future
from backend.workflow.lifecycle import (
    STAY,
    ConsentRule,
    Edit,
    Lifecycle,
    Transition,
    Trigger,
)
from backend.workflow.roles import AUTHOR, CLOCK_ONLY, OWNERS, PARTY, SECRETARIAT, Role

PLAN = (
    guards.has_problem,
    guards.has_plan,
    guards.has_aims,
    guards.has_profile,
    guards.has_target_group,
)
SIDES = PARTY | {Role.WORKS_COUNCIL}
EITHER_SIDE = SIDES | OWNERS
EMPLOYERS = frozenset({Role.EMPLOYER, Role.EMPLOYER_OWNER})
WORKERS = frozenset({Role.UNION, Role.WORKS_COUNCIL, Role.WORKER_OWNER})

PREPARED = frozenset({"proposed", "in_consultation"})
AGREED = frozenset(
    {"approved", "baseline", "running", "paused", "under_review", "escalated", "evaluating"}
)
TOLD_OF = ("evaluating", "embedding", "embedded", "discontinued")
KEPT = AGREED | {"embedding", "embedded"}

PREPARATION = (
    Transition(
        name="submit",
        sources=("idea",),
        to="proposed",
        by=AUTHOR,
        label=Words("Voorstellen", "Propose"),
        guards=PLAN,
        consent=ConsentRule.OWN_SIDE,
        act=Act.PROPOSE,
    ),
    Transition(
        name="withdraw",
        sources=("idea", "proposed", "in_consultation"),
        to="withdrawn",
        by=AUTHOR,
        label=Words("Intrekken", "Withdraw"),
        consent=ConsentRule.OWN_SIDE,
        act=Act.PROPOSE,
        needs_reason=True,
        effect=effects.close,
    ),
    Transition(
        name="start_consultation",
        sources=("proposed",),
        to="in_consultation",
        by=EMPLOYERS | SECRETARIAT,
        label=Words("Medezeggenschap raadplegen", "Consult the employees' body"),
        data=data.CONSULTATION,
        checks=(
            checks.answer_is_asked_of_a_body,
            checks.answer_has_a_date,
            in_future("answer_due_on"),
        ),
        effect=effects.ask_works_council,
    ),
    Transition(
        name="record_or_outcome",
        sources=("in_consultation",),
        to=STAY,
        by=frozenset({Role.WORKS_COUNCIL}),
        label=Words("Advies of besluit vastleggen", "Record advice or decision"),
        guards=(guards.works_council_is_asked, guards.is_the_body_asked),
        consent=ConsentRule.OWN_SIDE,
        data=data.ANSWER,
        checks=(
            checks.outcome_fits_role,
            checks.conditions_are_named,
            has_come("decided_on"),
        ),
        effect=effects.record_answer,
        # Advice must be able to make a difference (WOR art. 25 lid 2): who had consented before it
        # was known, consents again.
        voids_consents=True,
    ),
    Transition(
        name="approve",
        sources=("in_consultation", "proposed"),
        to="approved",
        by=SIDES,
        label=Words("Plan goedkeuren", "Approve the plan"),
        guards=(
            *PLAN,
            guards.has_owners,
            guards.has_term,
            guards.has_indicators,
            guards.has_budget,
            guards.has_evaluation_dates,
            guards.works_council_has_answered,
        ),
        consent=ConsentRule.EMPLOYER_AND_WORKERS,
        trigger=Trigger.CONSENT,
        effect=effects.approve,
    ),
    Transition(
        name="reject",
        sources=("proposed", "in_consultation"),
        to="rejected",
        by=SIDES,
        label=Words("Afwijzen", "Reject"),
        guards=(guards.speaks_for_a_side,),
        consent=ConsentRule.OWN_SIDE,
        needs_reason=True,
        effect=effects.close,
    ),
)

CARRYING_OUT = (
    Transition(
        name="start_baseline",
        sources=("approved",),
        to="baseline",
        by=frozenset({Role.EMPLOYER_OWNER}),
        label=Words("Nulmeting starten", "Start the baseline"),
        guards=(guards.steering_group_is_joint,),
        data=data.BASELINE,
        checks=(checks.grant_is_awarded, has_come("grant_awarded_on")),
        effect=effects.note_grant,
    ),
    Transition(
        name="launch",
        sources=("baseline",),
        to="running",
        # The clock gives no consent: it launches, on the agreed day, what both owners consented to.
        by=OWNERS | CLOCK_ONLY,
        due=dates.launch_on,
        label=Words("Starten", "Launch"),
        guards=(guards.has_baseline, guards.advice_is_respected),
        consent=ConsentRule.BOTH_OWNERS,
        data=data.LAUNCH,
        checks=(checks.only_group_figures,),
    ),
    Transition(
        name="pause",
        sources=("running", "under_review"),
        to="paused",
        by=OWNERS,
        label=Words("Pauzeren", "Pause"),
        data=data.PAUSE,
        checks=(in_future("resume_on"),),
        needs_reason=True,
        effect=effects.pause,
    ),
    Transition(
        name="resume",
        sources=("paused",),
        to="running",
        by=OWNERS,
        label=Words("Hervatten", "Resume"),
        consent=ConsentRule.BOTH_OWNERS,
        effect=effects.go_on,
    ),
    Transition(
        name="pause_overdue",
        sources=("paused",),
        to="escalated",
        by=CLOCK_ONLY,
        due=dates.pause_overdue_on,
        label=Words("Pauze duurt te lang", "Pause takes too long"),
        guards=(guards.pause_is_overdue,),
        trigger=Trigger.TIME,
    ),
    Transition(
        name="review_due",
        sources=("running",),
        to="under_review",
        by=OWNERS | CLOCK_ONLY,
        due=dates.review_on,
        label=Words("Tussenevaluatie starten", "Start the interim review"),
        guards=(guards.review_date_reached,),
        trigger=Trigger.TIME,
        effect=effects.open_review,
    ),
    Transition(
        name="review_continue",
        sources=("under_review",),
        to="running",
        by=OWNERS,
        label=Words("Evaluatie afsluiten en doorgaan", "Conclude the review and continue"),
        guards=(guards.indicators_are_current, both_sides_judged),
        consent=ConsentRule.BOTH_OWNERS,
        data=data.REVIEW,
        checks=(checks.review_is_within_term,),
        effect=effects.conclude_review,
    ),
    Transition(
        name="raise_bottleneck",
        sources=("running", "under_review", "baseline"),
        to=STAY,
        by=frozenset({Role.STEERING_GROUP}),
        label=Words("Knelpunt melden", "Raise a bottleneck"),
        data=data.BOTTLENECK,
        checks=(checks.bottleneck_is_known, checks.at_table("owner"), in_future("due_on")),
        effect=effects.raise_bottleneck,
    ),
    Transition(
        name="escalate",
        sources=("running", "under_review", "paused"),
        to="escalated",
        by=OWNERS | CLOCK_ONLY,
        due=dates.bottleneck_escalates_on,
        label=Words("Voorleggen aan de stuurgroep", "Escalate to the steering group"),
        data=data.ESCALATION,
        checks=(checks.cause_is_real,),
    ),
    Transition(
        name="resolve_escalation",
        sources=("escalated",),
        to="running",
        by=frozenset({Role.STEERING_GROUP}),
        label=Words("Escalatie oplossen", "Resolve the escalation"),
        consent=ConsentRule.EMPLOYER_AND_WORKERS,
        data=data.RESOLUTION,
        checks=(checks.late_bottlenecks_get_a_date, in_future("bottlenecks_due_on")),
        effect=effects.resolve,
    ),
    Transition(
        name="announce_stop",
        sources=("running", "paused", "escalated", "under_review"),
        to=STAY,
        by=EITHER_SIDE,
        label=Words("Stoppen aankondigen (30 dagen)", "Announce a stop (30 days)"),
        guards=(guards.speaks_for_a_side,),
        consent=ConsentRule.OWN_SIDE,
        needs_reason=True,
        effect=effects.announce_stop,
    ),
    Transition(
        name="stop_early",
        sources=("running", "paused", "escalated", "under_review"),
        to="discontinued",
        by=EITHER_SIDE,
        label=Words("Voortijdig stoppen", "Stop early"),
        guards=(guards.speaks_for_a_side,),
        consent=ConsentRule.OWN_SIDE,
        data=data.STOP,
        checks=(checks.notice_was_given,),
        needs_reason=True,
        effect=effects.stop,
    ),
)

EVALUATION = (
    Transition(
        name="start_evaluation",
        sources=("running", "under_review"),
        to="evaluating",
        by=OWNERS | CLOCK_ONLY,
        due=dates.evaluation_on,
        label=Words("Eindevaluatie starten", "Start the final evaluation"),
        guards=(guards.end_date_reached,),
        trigger=Trigger.TIME,
        effect=effects.open_final,
    ),
    Transition(
        name="decide_embed",
        sources=("evaluating",),
        to="embedding",
        by=OWNERS,
        label=Words("Besluiten in te bedden", "Decide to embed"),
        guards=(guards.has_final_measurement, guards.has_business_case, both_sides_judged),
        consent=ConsentRule.BOTH_OWNERS,
        data=data.EMBED,
        checks=(checks.at_table("owner"),),
        effect=effects.embed,
    ),
    Transition(
        name="decide_stop",
        sources=("evaluating",),
        to="discontinued",
        by=OWNERS,
        label=Words("Besluiten te stoppen", "Decide to stop"),
        consent=ConsentRule.BOTH_OWNERS,
        waived=checks.heard_instead,
        waived_by="works_council_heard_on",
        data=data.STOP_AFTER_EVALUATION,
        checks=(checks.only_employers_decide_alone, has_come("works_council_heard_on")),
        effect=effects.stop,
    ),
    Transition(
        name="extend",
        sources=("evaluating",),
        to="running",
        by=OWNERS,
        label=Words("Verlengen", "Extend"),
        guards=(guards.may_be_extended,),
        consent=ConsentRule.BOTH_OWNERS,
        data=data.EXTENSION,
        checks=(checks.end_is_later, checks.review_is_within_term),
        effect=effects.extend,
    ),
    Transition(
        name="confirm_embedded",
        sources=("embedding",),
        to="embedded",
        by=OWNERS,
        label=Words("Verankering bevestigen", "Confirm that it is embedded"),
        consent=ConsentRule.BOTH_OWNERS,
        data=data.EMBEDDED,
        checks=(in_future("follow_up_on"),),
        effect=effects.confirm,
    ),
    Transition(
        name="follow_up_due",
        sources=("embedded",),
        to="embedded",
        by=CLOCK_ONLY,
        due=dates.follow_up_on,
        label=Words("Nameting vragen", "Call for the follow-up"),
        guards=(guards.follow_up_is_due,),
        trigger=Trigger.TIME,
        effect=effects.call_for_follow_up,
    ),
    Transition(
        name="revert",
        sources=("embedded",),
        to="discontinued",
        by=OWNERS,
        label=Words("Terugdraaien", "Revert"),
        guards=(guards.has_follow_up,),
        consent=ConsentRule.BOTH_OWNERS,
        data=data.LESSONS,
        effect=effects.stop,
    ),
    # A good example is no state: whether one may be made of it is asked and answered beside them.
    Transition(
        name="nominate_example",
        sources=TOLD_OF,
        to=STAY,
        by=OWNERS | SECRETARIAT,
        label=Words("Vragen om een goed voorbeeld te worden", "Ask to make it a good example"),
        effect=effects.ask_for_example,
    ),
    Transition(
        name="agree_example",
        sources=TOLD_OF,
        to=STAY,
        by=OWNERS,
        label=Words("Toestemming voor publicatie", "Permission to publish it"),
        guards=(guards.example_is_asked,),
        consent=ConsentRule.BOTH_OWNERS,
        trigger=Trigger.CONSENT,
        data=data.EXAMPLE,
        effect=effects.agree_example,
    ),
    Transition(
        name="decline_example",
        sources=TOLD_OF,
        to=STAY,
        by=OWNERS,
        label=Words("Geen toestemming (meer)", "No permission (any more)"),
        guards=(guards.example_is_asked,),
        consent=ConsentRule.OWN_SIDE,
        needs_reason=True,
        effect=effects.decline_example,
    ),
    Transition(
        name="archive",
        sources=("embedded", "discontinued", "rejected", "withdrawn"),
        to="archived",
        by=CLOCK_ONLY,
        due=dates.archive_on,
        label=Words("Archiveren", "Archive"),
        guards=(guards.year_has_passed,),
        trigger=Trigger.TIME,
    ),
)

LIFECYCLE = Lifecycle(
    kind="initiative",
    states=load_states("initiative"),
    start="idea",
    transitions=PREPARATION + CARRYING_OUT + EVALUATION,
    deadlines=DEADLINES,
    edits=(
        # Until it is approved the plan can be changed, which voids every consent to it.
        Edit(frozenset({"idea"}), AUTHOR),
        Edit(PREPARED, SIDES | AUTHOR | OWNERS),
        # What is learned on the way is written down by those who carry it, not agreed upon.
        Edit(KEPT, OWNERS | SECRETARIAT, "note"),
        Edit(AGREED | {"embedding", "embedded"}, OWNERS, "measure"),
        Edit(KEPT, OWNERS, "account"),
        # A round is often applied for before the plan is agreed, and accounted for after it ended.
        Edit(SUBSIDISED, OWNERS, "subsidy"),
        Edit(KEPT, OWNERS | SECRETARIAT | {Role.STEERING_GROUP}, "follow_bottleneck"),
        # Each side replaces its own owner, and never the other's.
        Edit(KEPT, EMPLOYERS, "replace_employer_owner"),
        Edit(KEPT, WORKERS, "replace_worker_owner"),
    ),
)

"""Why not yet: the conditions of an initiative's transitions, each with its sentence.

A guard looks at the initiative, never at the data of the step, so that people see every refusal
before they fill in anything. What is wrong in the data is the business of `checks`.
"""

from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Any

from backend.initiatives.bodies import body_for
from backend.initiatives.dates import (
    FINAL_COUNTS_FROM,
    INTERIM_COUNTS_FROM,
    archive_on,
    evaluation_on,
    follow_up_on,
    max_extensions,
    measured,
    pause_overdue_on,
    review_on,
    suspended_until,
)
from backend.initiatives.dates import has_baseline as baseline_is_in
from backend.initiatives.kinds import Moment, Outcome, WorksCouncilRole
from backend.parties.kinds import Capacity, Side, WorkerVoice
from backend.parties.models import Membership
from backend.reference.words import Words
from backend.workflow.dues import moved
from backend.workflow.lifecycle import Guard, Refusal, Step
from backend.workflow.roles import Role, roles_in

Condition = Callable[[Any, Step], bool]
MOST_AIMS = MOST_INDICATORS = 3


def refuses(code: str, nl: str, en: str) -> Callable[[Condition], Guard]:
    """Make a guard of a condition: refuse with this code and sentence where it does not hold."""
    refusal = Refusal(code, Words(nl, en))

    def decorate(holds: Condition) -> Guard:
        @wraps(holds)
        def guard(initiative: Any, step: Step) -> Refusal | None:
            return None if holds(initiative, step) else refusal

        return guard

    return decorate


@refuses("no-problem", "Beschrijf het probleem.", "Describe the problem.")
def has_problem(initiative: Any, step: Step) -> bool:
    """Say what is wrong now."""
    return bool(initiative.problem)


@refuses("no-plan", "Beschrijf het plan in een paar regels.", "Describe the plan in a few lines.")
def has_plan(initiative: Any, step: Step) -> bool:
    """Say what will be done."""
    return bool(initiative.plan)


@refuses("no-aim", "Kies een tot drie doelen.", "Choose one to three aims.")
def has_aims(initiative: Any, step: Step) -> bool:
    """Serve one to three of the five aims: more is none."""
    return 1 <= len(initiative.aims) <= MOST_AIMS


@refuses(
    "no-profile",
    "Noem de organisatie met haar sector (SBI), regio en omvang.",
    "Name the organisation with its sector (SBI), region and size.",
)
def has_profile(initiative: Any, step: Step) -> bool:
    """Tell where it runs, in the codes that totals are counted by."""
    return bool(
        initiative.organisation_id
        and initiative.sector_code
        and initiative.region
        and initiative.size_class
    )


@refuses("no-target-group", "Zeg voor wie het bedoeld is.", "Say for whom it is meant.")
def has_target_group(initiative: Any, step: Step) -> bool:
    """Tell for whom it is."""
    return bool(initiative.target_group)


@refuses(
    "no-owner",
    "Elke zijde heeft een eigenaar nodig.",
    "Each side needs an owner.",
)
def has_owners(initiative: Any, step: Step) -> bool:
    """Nobody feels owner of what has no owner on their side."""
    return bool(initiative.employer_owner_id and initiative.worker_owner_id)


@refuses(
    "no-term",
    "Leg een begin- en einddatum vast, in die volgorde.",
    "Fix a start and an end date, in that order.",
)
def has_term(initiative: Any, step: Step) -> bool:
    """Begin before ending."""
    start, end = initiative.start_on, initiative.end_on
    return bool(start and end and start < end)


@refuses(
    "no-indicator",
    "Kies een tot drie indicatoren, elk met een bron.",
    "Choose one to three indicators, each with a source.",
)
def has_indicators(initiative: Any, step: Step) -> bool:
    """Measure little, and say from what source."""
    lines = initiative.indicators.all()
    return 1 <= len(lines) <= MOST_INDICATORS and all(line.source for line in lines)


@refuses(
    "no-budget",
    "Noem het budget (nul mag) en hoe het wordt betaald.",
    "Name the budget (zero is fine) and how it is paid for.",
)
def has_budget(initiative: Any, step: Step) -> bool:
    """Money, and where it comes from."""
    return initiative.budget is not None and bool(initiative.funding)


@refuses(
    "no-evaluation-dates",
    "Leg vast wanneer er tussentijds wordt geëvalueerd (binnen de looptijd) en wanneer de "
    "eindevaluatie klaar is (niet ervoor).",
    "Fix when the interim review is (within the term) and when the final evaluation is done (not "
    "before the end).",
)
def has_evaluation_dates(initiative: Any, step: Step) -> bool:
    """An interim review inside the term; a final evaluation done not before its end."""
    review, done = initiative.next_review_on, initiative.final_evaluation_on
    if not (has_term(initiative, step) is None and review and done):
        return False
    return bool(initiative.start_on < review < initiative.end_on <= done)


_OUTSTANDING = Words(
    "De rol van {body} is niet bepaald, of het advies of de instemming is er nog niet.",
    "The role of {body} is not settled, or its advice or consent is not in yet.",
)
_NOT_ASKED = Words("Hier wordt {body} niets gevraagd.", "Nothing is asked of {body} here.")


def works_council_has_answered(initiative: Any, step: Step) -> Refusal | None:
    """Advice has been given, whatever it is; consent has been given."""
    if _has_answered(initiative):
        return None
    body = body_for(initiative.size_class).named
    return Refusal("works-council-outstanding", _OUTSTANDING.with_(body=body))


def _has_answered(initiative: Any) -> bool:
    role, outcome = initiative.works_council_role, initiative.works_council_outcome
    if role == WorksCouncilRole.ADVICE:
        return bool(outcome)  # a negative advice is an answer; see `advice_is_respected`
    if role == WorksCouncilRole.CONSENT:
        return outcome in (Outcome.CONSENTED, Outcome.CONSENTED_WITH_CONDITIONS)
    return bool(role)


def works_council_is_asked(initiative: Any, step: Step) -> Refusal | None:
    """There is a question to answer."""
    if initiative.works_council_role not in ("", WorksCouncilRole.NONE):
        return None
    body = body_for(initiative.size_class).named
    return Refusal("works-council-not-asked", _NOT_ASKED.with_(body=body))


@refuses(
    "other-body",
    "De vraag is aan een ander orgaan gesteld.",
    "The question was put to another body.",
)
def is_the_body_asked(initiative: Any, step: Step) -> bool:
    """Only the body that was asked answers."""
    return step.actor.office_in(initiative.works_council_body_id) is not None


@refuses(
    "not-the-workers-voice",
    "Aan deze tafel spreken de bonden voor de werknemers; de medezeggenschap adviseert.",
    "At this table the unions speak for the workers; the employees' body advises.",
)
def speaks_for_a_side(initiative: Any, step: Step) -> bool:
    """Where the table says that unions speak, a works council does not decide."""
    parties = {Role.EMPLOYER, Role.UNION, Role.EMPLOYER_OWNER, Role.WORKER_OWNER}
    voice = initiative.bargaining_table.worker_voice
    return voice != WorkerVoice.UNION or bool(parties & roles_in(step.actor, initiative))


@refuses(
    "not-joint",
    "In de stuurgroep zit nog niet van beide zijden iemand.",
    "The steering group does not have somebody of both sides yet.",
)
def steering_group_is_joint(initiative: Any, step: Step) -> bool:
    """Both sides have a seat today."""
    seats = Membership.objects.valid_on(step.today).filter(
        bargaining_table_id=initiative.bargaining_table_id,
        capacity__in=(Capacity.PARTY, Capacity.PARTICIPANT, Capacity.WORKS_COUNCIL),
    )
    sides = set(seats.values_list("organisation__side", flat=True))
    return Side.EMPLOYER in sides and bool(sides & {Side.UNION, Side.WORKERS})


@refuses(
    "no-baseline",
    "Vul van elke indicator de nulmeting in, of waarom die er niet is.",
    "Fill in the baseline of every indicator, or why there is none.",
)
def has_baseline(initiative: Any, step: Step) -> bool:
    """What was it before? Otherwise there is no evidence of an effect."""
    return baseline_is_in(initiative)


@refuses(
    "advice-suspended",
    "Het advies was negatief: de uitvoering wacht tot een maand na het besluit (WOR 25 lid 6).",
    "The advice was negative: carrying it out waits until a month after the decision.",
)
def advice_is_respected(initiative: Any, step: Step) -> bool:
    """A decision against the advice is not carried out for a month."""
    if initiative.works_council_outcome != Outcome.NEGATIVE or initiative.approved_on is None:
        return True
    return step.today > suspended_until(initiative.approved_on)


@refuses(
    "indicators-not-current",
    "Vul van elke indicator de stand in, of waarom die er niet is.",
    "Fill in where every indicator stands, or why that is not known.",
)
def indicators_are_current(initiative: Any, step: Step) -> bool:
    """Measured for this review, not for an earlier one."""
    return measured(
        initiative, Moment.INTERIM, since=moved(initiative.next_review_on, INTERIM_COUNTS_FROM)
    )


@refuses(
    "no-final-measurement",
    "Vul van elke indicator de eindmeting in, of waarom die er niet is.",
    "Fill in the final measurement of every indicator, or why there is none.",
)
def has_final_measurement(initiative: Any, step: Step) -> bool:
    """Measured towards the end date; one from before an extension does not count."""
    return measured(initiative, Moment.FINAL, since=moved(initiative.end_on, FINAL_COUNTS_FROM))


@refuses(
    "no-follow-up-measurement",
    "Terugdraaien kan pas als de nameting er is.",
    "This can only be reverted when the follow-up measurement is in.",
)
def has_follow_up(initiative: Any, step: Step) -> bool:
    """The follow-up has been measured."""
    return measured(initiative, Moment.FOLLOW_UP, since=initiative.closed_on)


@refuses(
    "no-business-case",
    "Leg kosten en baten vast.",
    "Record costs and benefits.",
)
def has_business_case(initiative: Any, step: Step) -> bool:
    """Costs and benefits are on paper."""
    return bool(initiative.business_cases.exists())


@refuses(
    "no-extension-left",
    "Vaker verlengen kan niet.",
    "It cannot be extended any more.",
)
def may_be_extended(initiative: Any, step: Step) -> bool:
    """There is an end to extending."""
    return bool(initiative.extensions < max_extensions())


def _has_come(when: Callable[[Any], date | None], initiative: Any, step: Step) -> bool:
    day = when(initiative)
    return day is not None and step.today >= day


@refuses("review-not-due", "De tussendatum is nog niet bereikt.", "The review is not due yet.")
def review_date_reached(initiative: Any, step: Step) -> bool:
    """The day of the interim review has come."""
    return _has_come(review_on, initiative, step)


@refuses("not-ended", "De einddatum is nog niet bereikt.", "The end date has not come yet.")
def end_date_reached(initiative: Any, step: Step) -> bool:
    """The end date has come."""
    return _has_come(evaluation_on, initiative, step)


@refuses(
    "pause-not-overdue",
    "De hervatdatum is nog geen 30 dagen voorbij.",
    "The date of resuming is not 30 days past yet.",
)
def pause_is_overdue(initiative: Any, step: Step) -> bool:
    """The pause should have been over for 30 days."""
    return _has_come(pause_overdue_on, initiative, step)


@refuses("follow-up-not-due", "De nameting is nog niet aan de orde.", "The follow-up is not due.")
def follow_up_is_due(initiative: Any, step: Step) -> bool:
    """The follow-up is due and has not been called for yet."""
    return _has_come(follow_up_on, initiative, step)


@refuses(
    "archive-not-due",
    "Archiveren kan pas een jaar na het einde.",
    "It can only be archived a year after its end.",
)
def year_has_passed(initiative: Any, step: Step) -> bool:
    """Nothing has been expected of it for a year."""
    return _has_come(archive_on, initiative, step)


@refuses(
    "example-not-asked",
    "Er is nog niet gevraagd of dit een goed voorbeeld mag worden.",
    "Nobody has asked yet whether this may be made a good example.",
)
def example_is_asked(initiative: Any, step: Step) -> bool:
    """Permission is given or refused once it was asked for."""
    return initiative.example_asked_on is not None

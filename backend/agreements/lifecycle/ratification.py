"""From an agreement in principle into force: ballots, registration, the law."""

from backend.agreements import checks, data, dates, effects, guards
from backend.parties.kinds import Act
from backend.reference.words import Words
from backend.workflow.days import has_come, in_future
from backend.workflow.lifecycle import (
    STAY,
    ConsentRule,
    Transition,
    Trigger,
)
from backend.workflow.roles import CLOCK_ONLY, PARTY, SECRETARIAT, SYSTEM_ONLY

RATIFICATION = (
    Transition(
        name="reopen",
        sources=("agreed_in_principle", "in_ratification"),
        to="in_negotiation",
        by=PARTY,
        label=Words("Heropenen", "Reopen"),
        consent=ConsentRule.BOTH_SIDES,
        effect=effects.reopen,
    ),
    Transition(
        name="start_ratification",
        sources=("agreed_in_principle",),
        to="in_ratification",
        by=PARTY | SECRETARIAT,
        label=Words("Achterban raadplegen", "Consult the members"),
        data=data.RATIFICATION,
        checks=(
            in_future("deadline_on"),
            checks.periods_cover_parties,
            checks.periods_close_in_time,
        ),
        effect=effects.ask_members,
    ),
    Transition(
        name="record_ballot",
        sources=("in_ratification",),
        to=STAY,
        by=PARTY,
        label=Words("Uitslag vastleggen", "Record the ballot"),
        guards=(guards.own_ballot_is_open,),
        consent=ConsentRule.OWN_SIDE,
        act=Act.BALLOT,
        data=data.BALLOT,
        checks=(checks.counts_hide_voters,),
        effect=effects.record_ballot,
    ),
    Transition(
        name="close_ratification",
        sources=("in_ratification",),
        to=STAY,
        by=CLOCK_ONLY,
        due=dates.ratification_closes_on,
        label=Words("Raadpleging sluiten", "Close the consultation"),
        guards=(guards.ratification_is_over,),
        trigger=Trigger.TIME,
    ),
    Transition(
        name="ratify",
        sources=("in_ratification",),
        to="ratified",
        by=SYSTEM_ONLY,
        label=Words("Bekrachtigen", "Ratify"),
        guards=(guards.ballots_are_in, guards.enough_accepted),
        trigger=Trigger.DERIVED,
        effect=effects.ratify,
    ),
    Transition(
        name="fail_ratification",
        sources=("in_ratification",),
        to="rejected",
        by=SYSTEM_ONLY,
        label=Words("Verwerpen door de achterban", "Rejected by the members"),
        guards=(guards.ballots_are_in, guards.too_few_accepted),
        trigger=Trigger.DERIVED,
        effect=effects.fail_ratification,
    ),
    Transition(
        name="register",
        sources=("ratified",),
        to=STAY,
        by=SECRETARIAT,
        label=Words("Aanmelding vastleggen", "Record the registration"),
        data=data.REGISTRATION,
        checks=(
            has_come("submitted_on"),
            has_come("receipt_on"),
            checks.receipt_follows_submission,
        ),
        effect=effects.register,
    ),
    Transition(
        name="enter_into_force",
        sources=("ratified",),
        to="in_force",
        by=CLOCK_ONLY,
        due=dates.in_force_on,
        label=Words("In werking treden", "Enter into force"),
        guards=(guards.receipt_is_in, guards.is_effective),
        trigger=Trigger.TIME,
        effect=effects.enter_into_force,
    ),
)

"""The dates of an initiative of which people are reminded, and until when."""

from typing import Any

from backend.evaluations.awaited import FINAL, REVIEW
from backend.initiatives import dates
from backend.initiatives.kinds import BOTTLENECK_OWNER
from backend.reference.spoken import naming
from backend.reference.words import Words
from backend.workflow.rules import AGREED, by_rule
from backend.workflow.rungs import Rung

UNDER_WAY = frozenset({"running", "under_review", "escalated"})

APPLYING = frozenset({"idea", "proposed", "in_consultation", "approved", "baseline"}) | UNDER_WAY
APPLYING |= {"paused", "evaluating", "embedding"}
SUBSIDISED = APPLYING | {"embedded", "discontinued"}

_BOTTLENECK: dict[str, Any] = {
    "counted_from": dates.bottleneck_on,
    "computed": dates.bottleneck_said,
    "rule": Words(
        f"Elk knelpunt heeft een eigenaar en een datum; {dates.BOTTLENECK_MAY_OVERRUN} dagen daarna"
        " beslist de stuurgroep",
        f"Each bottleneck has an owner and a date; {dates.BOTTLENECK_MAY_OVERRUN} days after it the"
        " steering group decides",
    ),
    "while_in": frozenset({"baseline", "running", "under_review", "paused"}),
    "whom": (BOTTLENECK_OWNER, "owners"),
    "informs": frozenset({"owners"}),
}

DEADLINES = (
    by_rule(
        "or_answer",
        counted_from=dates.answer_on,
        computed=naming(
            "genoemd bij de vraag aan de medezeggenschap: {day}",
            "named when the works council was asked: {day}",
        ),
        rule=Words(
            "De medezeggenschap krijgt een dag waarop zij uiterlijk antwoordt",
            "The works council is given a day by which it answers",
        ),
        while_in=frozenset({"in_consultation"}),
        whom=("works_council_asked", "employer_owner"),
        informs=frozenset({"employer_owner"}),
        at_once=True,
        step="record_or_outcome",
    ),
    by_rule(
        "baseline_missing",
        counted_from=dates.baseline_on,
        computed=naming("afgesproken start: {day}", "agreed start: {day}"),
        rule=Words(
            "De nulmeting is er voor de start; anders is later geen effect aan te tonen",
            "The baseline is in before the start, or no effect can be shown later",
        ),
        while_in=frozenset({"approved", "baseline"}),
        whom=("owners",),
    ),
    by_rule(
        "review_due",
        label=Words("Tussenevaluatie", "Interim review"),
        counted_from=dates.review_on,
        computed=naming("afgesproken evaluatiedatum: {day}", "agreed day of review: {day}"),
        rule=AGREED,
        while_in=frozenset({"running", "under_review"}),
        whom=(REVIEW, "secretariat"),
        informs=frozenset({"secretariat"}),
    ),
    # Both before the clock escalates: by then it is told that it did, and no longer asked.
    by_rule(
        "review_due",
        name="pause_ends",
        label=Words("Einde van de pauze", "End of the pause"),
        counted_from=dates.resume_on,
        computed=dates.pause_said,
        rule=Words(
            f"Een pauze heeft een einddatum; duurt zij {dates.PAUSE_MAY_OVERRUN} dagen langer, dan"
            " beslist de stuurgroep",
            f"A pause has an end date; once it lasts {dates.PAUSE_MAY_OVERRUN} days longer the"
            " steering group decides",
        ),
        while_in=frozenset({"paused"}),
        whom=("resume_awaited", "secretariat"),
        informs=frozenset({"secretariat"}),
        rungs={0: Rung.CONTACTS, 14: Rung.SIDE},
        step="resume",
    ),
    by_rule(
        "commitment_due",
        name="bottleneck_due",
        label=Words("Knelpunt moet zijn opgelost", "Bottleneck must be solved"),
        **_BOTTLENECK,
    ),
    by_rule(
        "commitment_overdue",
        name="bottleneck_overdue",
        label=Words("Knelpunt te laat", "Bottleneck is late"),
        late={14: ("secretariat",)},
        rungs={7: Rung.CONTACTS, 14: Rung.SIDE},
        **_BOTTLENECK,
    ),
    by_rule(
        "measurement_due",
        counted_from=dates.measurement_on,
        computed=dates.measurement_said,
        rule=Words(
            "Elke indicator wordt gemeten voor de tussenevaluatie en voor het einde",
            "Each indicator is measured for the interim review and for the end",
        ),
        while_in=UNDER_WAY | {"evaluating"},
        whom=("owners",),
    ),
    by_rule(
        "final_evaluation",
        label=Words("Eindevaluatie", "Final evaluation"),
        counted_from=dates.final_evaluation_by,
        computed=dates.final_evaluation_said,
        rule=Words(
            "De eindevaluatie is klaar op de afgesproken dag, en anders op de einddatum",
            "The final evaluation is done by the day agreed, or else by the end date",
        ),
        while_in=UNDER_WAY | {"paused", "evaluating"},
        whom=(FINAL, "secretariat"),
        informs=frozenset({"secretariat"}),
    ),
    by_rule(
        "followup_embedded",
        counted_from=dates.follow_up_measured_on,
        computed=naming(
            "dag van de nameting, gekozen bij de verankering: {day}",
            "day of the follow-up, chosen when it was embedded: {day}",
        ),
        rule=Words(
            f"Nameting {dates.FOLLOW_UP_AFTER_MONTHS} maanden na de verankering, tenzij anders"
            " afgesproken",
            f"Follow-up {dates.FOLLOW_UP_AFTER_MONTHS} months after embedding, unless agreed"
            " otherwise",
        ),
        while_in=frozenset({"embedded"}),
        whom=("owners",),
    ),
    by_rule(
        "good_example_consent",
        counted_from=lambda i: None if i.example_agreed_on else i.example_asked_on,
        computed=naming(
            "gevraagd op {day}, nog niet beantwoord", "asked on {day}, not answered yet"
        ),
        rule=Words(
            "Publicatie als goed voorbeeld vraagt toestemming van werkgever en werknemerszijde",
            "To publish a good example takes permission of the employer and the workers' side",
        ),
        while_in=frozenset({"evaluating", "embedding", "embedded", "discontinued"}),
        whom=("example_awaited",),
    ),
    # The date is that of the last change: nothing was heard of it for so many days since.
    by_rule(
        "stale_record",
        counted_from=dates.last_changed_on,
        computed=naming("laatste wijziging: {day}", "last change: {day}"),
        rule=Words(
            "Een lopend initiatief waarvan 90 dagen niets is vastgelegd, vraagt om een bericht",
            "An initiative under way of which nothing was recorded for 90 days asks for news",
        ),
        while_in=UNDER_WAY,
        whom=("owners",),
        only_late=True,
    ),
)

"""What a measurement must say, and what it does to the indicator that it is of."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils import timezone

from backend.initiatives.kinds import Moment
from backend.initiatives.models import IndicatorLine, Initiative, Measurement
from backend.reference.words import Words
from backend.workflow.data import Fault
from backend.workflow.errors import InvalidData

# When which measurement can be made; the baseline is part of the work before the start.
MOMENTS = {
    Moment.BASELINE: frozenset({"approved", "baseline"}),
    Moment.INTERIM: frozenset({"running", "paused", "under_review", "escalated"}),
    Moment.FINAL: frozenset({"running", "under_review", "evaluating"}),
    Moment.FOLLOW_UP: frozenset({"embedded"}),
}
_NOT_NOW = Words(
    "Deze meting hoort niet bij waar het initiatief nu is.",
    "This measurement does not belong to where the initiative is now.",
)
_NO_INDICATOR = Words(
    "Het plan heeft deze indicator niet.", "The plan does not have this indicator."
)
_FUTURE = Words("Deze dag is nog niet geweest.", "This day has not come yet.")
_VALUE_OR_REASON = Words(
    "Geef een waarde met bron, of waarom die er niet is; niet allebei.",
    "Give a value with its source, or why there is none; not both.",
)
_REQUIRED = Words("Dit veld is verplicht.", "This field is required.")


def line_of(initiative: Initiative, code: str) -> IndicatorLine:
    """Return the indicator of the plan with this code; raises InvalidData where there is none."""
    line: IndicatorLine | None = initiative.indicators.filter(code=code).first()
    if line is None:
        raise InvalidData([Fault("/indicator", "unknown_code", _NO_INDICATOR)])
    return line


def check(
    initiative: Initiative,
    moment: str,
    measured_on: date,
    value: Decimal | None,
    facts: Mapping[str, Any],
) -> None:
    """Raise InvalidData with every fault of a measurement of this initiative."""
    faults = []
    if initiative.state not in MOMENTS[Moment(moment)]:
        faults.append(Fault("/moment", "not_now", _NOT_NOW))
    if measured_on > timezone.localdate():
        faults.append(Fault("/measured_on", "future", _FUTURE))
    if (value is None) != bool(facts.get("not_available_because")):
        faults.append(Fault("/value", "value_or_reason", _VALUE_OR_REASON))
    elif value is not None and not facts["source"]:
        faults.append(Fault("/source", "required", _REQUIRED))
    if faults:
        raise InvalidData(faults)


def take_over(line: IndicatorLine, measurement: Measurement) -> None:
    """Let the line say where it stands; a reason for no baseline goes when there is a value."""
    if measurement.moment == Moment.BASELINE:
        line.baseline = measurement.value
        line.not_available_because = measurement.not_available_because
    elif measurement.value is not None:
        line.current = measurement.value
    line.save()

"""The days on which the clock looks at an initiative, and the periods that rules count with."""

from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.utils import timezone

from backend.initiatives.kinds import UNSOLVED, Moment
from backend.reference.periods import add_months
from backend.reference.spoken import in_words
from backend.reference.words import Words
from backend.reference.workdays import legal_term_of_months
from backend.workflow.dues import moved

NOTICE_OF_STOPPING = timedelta(days=30)
PAUSE_MAY_OVERRUN = 30
BOTTLENECK_MAY_OVERRUN = 30
# From how many days before its day a measurement is one for that day, and not for an earlier one.
INTERIM_COUNTS_FROM = -60
FINAL_COUNTS_FROM = -90
FOLLOW_UP_AFTER_MONTHS = 12
ARCHIVE_AFTER_MONTHS = 12
_FOR_REVIEW = Words("voor de tussenevaluatie van {day}", "for the interim review of {day}")
_FOR_END = Words("voor de einddatum {day}", "for the end date {day}")
_AGREED_DAY = Words("afgesproken dag: {day}", "the day agreed: {day}")
_END_DATE = Words("einddatum: {day}", "end date: {day}")
_PAUSED = Words(
    "genoemd bij het pauzeren: {day}; zonder besluit gaat het op {late} naar de stuurgroep",
    "named when it was paused: {day}; without a decision it goes to the steering group on {late}",
)
_UNSOLVED = Words(
    "het eerste knelpunt dat openstaat: {day}; onopgelost gaat het op {late} naar de stuurgroep",
    "the first bottleneck that is open: {day}; unsolved it goes to the steering group on {late}",
)
SUSPENDED_FOR_MONTHS = 1  # WOR art. 25 lid 6: a decision against the advice waits a month


def max_extensions() -> int:
    """Return how often an initiative may be extended (a setting of the installation)."""
    return int(settings.INITIATIVE_MAX_EXTENSIONS)


def launch_on(initiative: Any) -> date | None:
    """Return the agreed start: from then on the clock launches what both owners consented to."""
    day: date | None = initiative.start_on
    return day


def suspended_until(decided_on: date) -> date:
    """Return the last day on which a decision against the advice is not carried out.

    A term set by law: it is extended over a weekend or holiday (Algemene termijnenwet art. 1).
    """
    return legal_term_of_months(decided_on, SUSPENDED_FOR_MONTHS)


def review_on(initiative: Any) -> date | None:
    """Return the day of the next interim review."""
    day: date | None = initiative.next_review_on
    return day


def answer_on(initiative: Any) -> date | None:
    """Return by when the works council was asked to answer; None once it has."""
    day: date | None = initiative.works_council_answer_due_on
    return None if initiative.works_council_outcome else day


def baseline_on(initiative: Any) -> date | None:
    """Return the start, before which every indicator needs its baseline; None once it has one."""
    day: date | None = initiative.start_on
    return None if has_baseline(initiative) else day


def has_baseline(initiative: Any) -> bool:
    """Whether every indicator says where it stood, or why that is not known."""
    lines = initiative.indicators.all()
    return all(line.baseline is not None or line.not_available_because for line in lines)


def measurement_on(initiative: Any) -> date | None:
    """Return the next day for which the indicators are to be measured and are not yet.

    The interim review asks for one, and the end of the initiative for another.
    """
    moments: list[tuple[str, date | None, int]]
    moments = [(Moment.FINAL, initiative.end_on, FINAL_COUNTS_FROM)]
    if initiative.state != "evaluating":
        moments.insert(0, (Moment.INTERIM, initiative.next_review_on, INTERIM_COUNTS_FROM))
    for moment, day, counts_from in moments:
        if day is not None and not measured(initiative, moment, since=moved(day, counts_from)):
            return day
    return None


def measurement_said(initiative: Any, day: date) -> Words:
    """Return for which of the two the next measurement is asked."""
    words = _FOR_REVIEW if day == initiative.next_review_on else _FOR_END
    return words.with_(day=in_words(day))


def final_evaluation_by(initiative: Any) -> date | None:
    """Return the day by which the final evaluation is to be done."""
    day: date | None = initiative.final_evaluation_on or initiative.end_on
    return day


def final_evaluation_said(initiative: Any, day: date) -> Words:
    """Return where the day of the final evaluation comes from."""
    words = _AGREED_DAY if initiative.final_evaluation_on else _END_DATE
    return words.with_(day=in_words(day))


def measured(initiative: Any, moment: str, *, since: date) -> bool:
    """Whether every indicator has a measurement of this moment, or a reason why not."""
    done = initiative.measurements.filter(moment=moment, measured_on__gte=since)
    lines = {line.pk for line in initiative.indicators.all()}
    return lines <= set(done.values_list("indicator_id", flat=True))


def last_changed_on(initiative: Any) -> date | None:
    """Return the day in the Netherlands on which anything about it was last written down."""
    changed: datetime | None = initiative.updated_at
    return timezone.localdate(changed) if changed else None


def evaluation_on(initiative: Any) -> date | None:
    """Return the end date, on which the final evaluation starts."""
    day: date | None = initiative.end_on
    return day


def resume_on(initiative: Any) -> date | None:
    """Return the day on which a pause should end."""
    day: date | None = initiative.resume_on
    return day


def pause_said(initiative: Any, day: date) -> Words:
    """Return where the end of a pause comes from, and what happens if nobody decides."""
    return _PAUSED.with_(day=in_words(day), late=in_words(moved(day, PAUSE_MAY_OVERRUN)))


def pause_overdue_on(initiative: Any) -> date | None:
    """Return the day on which a pause has outrun its date by too much."""
    return moved(initiative.resume_on, PAUSE_MAY_OVERRUN) if initiative.resume_on else None


def bottleneck_on(initiative: Any) -> date | None:
    """Return the date of the unsolved bottleneck that is due first."""
    return _earliest_bottleneck(initiative)


def bottleneck_said(initiative: Any, day: date) -> Words:
    """Return where that date comes from, and what happens if it is not solved."""
    late = in_words(moved(day, BOTTLENECK_MAY_OVERRUN))
    return _UNSOLVED.with_(day=in_words(day), late=late)


def bottleneck_late_on(initiative: Any) -> date | None:
    """Return the first day on which an unsolved bottleneck is late, so that owners may escalate."""
    first = _earliest_bottleneck(initiative)
    return moved(first, 1) if first else None


def bottleneck_escalates_on(initiative: Any) -> date | None:
    """Return the day on which the clock escalates an unsolved bottleneck by itself.

    Not the day after its date: its owner is reminded first, and people know more than a date does.
    """
    first = _earliest_bottleneck(initiative)
    return moved(first, BOTTLENECK_MAY_OVERRUN) if first else None


def follow_up_on(initiative: Any) -> date | None:
    """Return the day of the follow-up measurement, until it has been called for."""
    return None if initiative.follow_up_called_on else initiative.follow_up_on


def follow_up_measured_on(initiative: Any) -> date | None:
    """Return the day of the follow-up, until it has been measured."""
    day: date | None = initiative.follow_up_on
    since = initiative.closed_on or date.min
    return None if measured(initiative, Moment.FOLLOW_UP, since=since) else day


def archive_on(initiative: Any) -> date | None:
    """Return the first day on which nothing is expected of it any more.

    A year after its end. What is embedded is archived a year after its follow-up, and never
    before that has been measured.
    """
    ended: date | None = initiative.closed_on
    if initiative.state == "embedded":
        looked_back = initiative.measurements.filter(moment=Moment.FOLLOW_UP).exists()
        ended = initiative.follow_up_on if looked_back else None
    return add_months(ended, ARCHIVE_AFTER_MONTHS) if ended else None


def _earliest_bottleneck(initiative: Any) -> date | None:
    rows = initiative.bottlenecks.filter(status__in=UNSOLVED).order_by("due_on")
    first: date | None = rows.values_list("due_on", flat=True).first()
    return first
